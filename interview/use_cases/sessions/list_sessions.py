"""An organisation's sessions, page by page."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.session_counts import SessionCountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain import cursors
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.blinding import as_seen
from interview.domain.evaluation.scorecard import ScorecardFigure
from interview.domain.sessions.session import Session, SessionState
from interview.use_cases.decisions.judge_first import JudgeFirst


@dataclass(frozen=True)
class SessionPage:
    """`figures` are what interviews with a scorecard come to; those of `hidden` are not shown. `counts` are of the
    whole organisation; `next_cursor` is None on the last page."""

    sessions: list[Session]
    figures: dict[UUID, ScorecardFigure]
    hidden: set[UUID]
    counts: dict[SessionState, int]
    next_cursor: str | None


@dataclass(frozen=True)
class ListSessions:
    sessions: SessionRepository
    counts: SessionCountRepository
    scorecards: ScorecardRepository
    judge_first: JudgeFirst
    clock: Clock = utc_now

    def __call__(self, user: User, state: SessionState | None, cursor: str | None, limit: int) -> SessionPage:
        """Newest first. Raises MalformedRequestError for a cursor that no page gave."""
        after = cursors.decoded(cursor) if cursor else None
        found = self.sessions.page(user.organisation_id, state, after, limit + 1)
        page, following = cursors.cut(found, limit, lambda session: (session.created_at, session.id))
        hidden = self.judge_first(user, page)
        figures = self.scorecards.figures([session.id for session in page if session.id not in hidden])
        seen = [as_seen(session, user, hidden=session.id in hidden) for session in page]
        counts = self.counts.of_organisation(user.organisation_id, self.clock())
        return SessionPage(seen, figures, hidden, counts, following)
