"""An organisation's sessions, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.session_counts import Counted, SessionCountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.blinding import as_seen
from interview.domain.evaluation.scorecard import ScorecardFigure
from interview.domain.listing import query
from interview.domain.listing.entries import (
    Certainty,
    Decided,
    ListedState,
    Overridden,
    Reviewing,
    audiences_of,
    certainty_of,
)
from interview.domain.listing.query import Order, Wanted
from interview.domain.sessions.session import Session, is_there
from interview.use_cases.decisions.judge_first import JudgeFirst

GOING_ON = (ListedState.IN_PROGRESS, ListedState.COMPLETED, ListedState.PROCESSING)


class Row(NamedTuple):
    """An interview as somebody sees it. `figure` is what one with a scorecard comes to, `overridden` what holds in its
    place. Where `is_hidden`, they see nothing of what was found."""

    session: Session
    is_hidden: bool
    figure: ScorecardFigure | None
    overridden: Overridden | None
    certainty: Certainty | None
    decision: Decided | None
    reviewers: Sequence[Reviewing]
    flags: int
    is_candidate_here: bool


class Totals(NamedTuple):
    """How many wait for a decision or for a person to judge them, are under way, are decided, and failed."""

    to_decide: int
    needs_person: int
    under_way: int
    decided: int
    failed: int


@dataclass(frozen=True)
class SessionPage:
    """`counts` and `totals` are of the organisation, or of the template if one alone was asked for; `next_cursor` is
    None on the last page."""

    rows: list[Row]
    counts: dict[ListedState, int]
    totals: Totals
    next_cursor: str | None


@dataclass(frozen=True)
class ListSessions:
    """The list says which there are, in which order; what each is comes from the interview itself."""

    sessions: SessionRepository
    listed_sessions: ListedSessionRepository
    counts: SessionCountRepository
    scorecards: ScorecardRepository
    judge_first: JudgeFirst
    clock: Clock = utc_now

    def __call__(self, user: User, wanted: Wanted, order: Order, cursor: str | None, limit: int) -> SessionPage:
        """Raises MalformedRequestError for a cursor that no page of this order gave."""
        after = query.decoded(order, cursor) if cursor else None
        organisation_id, audiences = user.organisation_id, audiences_of(user)
        entries = self.listed_sessions.page(organisation_id, audiences, user.id, wanted, order, after, limit + 1)
        found, following = query.cut(entries, limit, order)
        page = {entry.session_id: entry for entry in found}
        sessions = {session.id: session for session in self.sessions.those(page)}
        hidden = self.judge_first(user.id, sessions.values())
        figures = self.scorecards.figures([each for each in sessions if each not in hidden])
        rows: list[Row] = []
        now = self.clock()
        for session_id, entry in page.items():
            if session := sessions.get(session_id):
                figure, is_hidden = figures.get(session_id), session_id in hidden
                rows.append(
                    Row(
                        as_seen(session, user, hidden=is_hidden),
                        is_hidden,
                        figure,
                        None if is_hidden else entry.overridden,
                        None if is_hidden else certainty_of(session, figure, entry.overridden),
                        None if is_hidden else entry.decided,
                        () if is_hidden else entry.reviewers,
                        entry.flags,
                        is_there(session, now),
                    )
                )
        template_id = wanted.templates[0] if len(wanted.templates) == 1 else None
        counted = self.counts.counted(organisation_id, template_id, audiences, user.id, now)
        return SessionPage(rows, _by_state(counted), _totals(counted), following)


def _by_state(counted: Iterable[Counted]) -> dict[ListedState, int]:
    return {state: sum(each.many for each in counted if each.state == state.value) for state in ListedState}


def _totals(counted: Sequence[Counted]) -> Totals:
    def of(*states: ListedState, decided: bool | None = None) -> int:
        return sum(
            each.many
            for each in counted
            if (not states or each.state in states) and decided in (None, not each.is_undecided)
        )

    return Totals(
        to_decide=of(ListedState.DONE, decided=False),
        needs_person=sum(each.many for each in counted if each.needs_person and each.is_undecided),
        under_way=of(*GOING_ON),
        decided=of(decided=True),
        failed=of(ListedState.FAILED),
    )
