"""Keep what somebody who was shown a result says about it: a note, in the name that the link was made for."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.entries import VIEWER, Author
from interview.domain.decisions.notes import Note
from interview.domain.decisions.shares import Share
from interview.domain.events import NoteAdded, NoteData
from interview.domain.sessions.session import Session, require_question
from interview.errors import ForbiddenError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper
from interview.use_cases.sharing.open_share import OpenShare


@dataclass(frozen=True)
class CommentOnShared:
    open_share: OpenShare
    notes: NoteRepository
    usage: UsageRepository
    publish: Publish = left_to_the_sweeper
    clock: Clock = utc_now

    def __call__(
        self, token: str, source: str, note_id: UUID, text: str, question_index: int | None
    ) -> tuple[Share, Session]:
        """By which link, on which interview. A repeat, known by its id, adds nothing. Raises NotFoundError and
        TooManyAttemptsError, as `OpenShare`, ForbiddenError where the link takes no comments, and
        QuotaExceededError."""
        share, session = self.open_share.again(token, source)
        if not share.takes_comments:
            raise ForbiddenError("This link takes no comments.")
        if question_index is not None:
            require_question(session, question_index)
        if self.notes.find(session.id, note_id):
            return share, session
        now = self.clock()
        self.usage.count_of_share(quotas.SHARE_COMMENTS, share.id, now)
        self.usage.count(quotas.COMMENTS, session.id)
        self.usage.count(quotas.NOTES, session.id)
        note = Note(
            id=note_id,
            session_id=session.id,
            author=Author(id=share.id, name=share.label, role=VIEWER),
            at=now,
            text=text,
            question_index=question_index,
        )
        event = NoteAdded(
            at=now,
            organisation_id=session.organisation_id,
            session_id=session.id,
            session_version=session.version,
            data=NoteData(note_id=note_id),
        )
        if self.notes.add(note, event):
            self.publish(session.id)
        return share, session
