"""What was noticed in an interview, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain import cursors
from interview.domain.accounts import User
from interview.domain.proctoring import Flag, OfQuestion, in_order, is_of
from interview.domain.question_time import overtimes
from interview.domain.sessions.answer import AnswerProgress
from interview.domain.sessions.session import Session


@dataclass(frozen=True)
class FlagPage:
    """`next_cursor` is None on the last page."""

    flags: Sequence[Flag]
    next_cursor: str | None


@dataclass(frozen=True)
class ListFlags:
    sessions: SessionRepository
    answers: AnswerRepository
    events: ProctoringEventRepository

    def __call__(self, user: User, session_id: UUID, question: OfQuestion, cursor: str | None, limit: int) -> FlagPage:
        """In the order of their times. Raises NotFoundError for a session of another organisation, and
        MalformedRequestError for a cursor that no page gave."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        return self.page(session, self.answers.progress(session_id), question, cursor, limit)

    def page(
        self,
        session: Session,
        answers: Sequence[AnswerProgress],
        question: OfQuestion,
        cursor: str | None,
        limit: int,
    ) -> FlagPage:
        """Those that the browser noticed, and the answers that took longer than their time."""
        after = cursors.decoded(cursor) if cursor else None
        late = [flag for flag in overtimes(session, answers) if is_of(flag, question)]
        noticed = self.events.page(session.id, question, after, limit + 1)
        found = in_order([*noticed, *late], after)
        return FlagPage(*cursors.cut(found, limit, lambda each: (each.at, each.id)))
