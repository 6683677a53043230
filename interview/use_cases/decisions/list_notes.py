"""The notes on an interview, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain import cursors
from interview.domain.accounts import User
from interview.domain.decisions.notes import Note
from interview.use_cases.decisions.judge_first import JudgeFirst


@dataclass(frozen=True)
class NotePage:
    """`next_cursor` is None on the last page."""

    notes: Sequence[Note]
    next_cursor: str | None


@dataclass(frozen=True)
class ListNotes:
    sessions: SessionRepository
    notes: NoteRepository
    judge_first: JudgeFirst

    def __call__(self, user: User, session_id: UUID, cursor: str | None, limit: int) -> NotePage:
        """Newest first; their own alone to who has to judge first. Raises NotFoundError for a session of another
        organisation, and MalformedRequestError for a cursor that no page gave."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        after = cursors.decoded(cursor) if cursor else None
        author = user.id if self.judge_first.hides(user.id, session) else None
        found = self.notes.page(session_id, author, after, limit + 1)
        return NotePage(*cursors.cut(found, limit, lambda each: (each.at, each.id)))
