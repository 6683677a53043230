"""Keep what a person writes down about an interview."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.entries import author_of
from interview.domain.decisions.notes import Note
from interview.domain.events import NoteAdded, NoteData
from interview.domain.sessions.session import require_question
from interview.errors import IdUsedError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


@dataclass(frozen=True)
class AddNote:
    sessions: SessionRepository
    notes: NoteRepository
    usage: UsageRepository
    publish: Publish = left_to_the_sweeper
    clock: Clock = utc_now

    def __call__(
        self, user: User, session_id: UUID, note_id: UUID, text: str, question_index: int | None, at_ms: int | None
    ) -> Note:
        """At any time of an interview. A repeat, known by its id, is answered with the first.

        Raises NotFoundError for a session of another organisation or a question that it does not have,
        TooManyAttemptsError, QuotaExceededError, and IdUsedError where the id is another note's.
        """
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        if question_index is not None:
            require_question(session, question_index)
        note = self.notes.find(session_id, note_id)
        if note is None:
            now = self.clock()
            self.usage.count_of_person(quotas.NOTES_LATELY, session_id, user.id, now)
            self.usage.count(quotas.NOTES, session_id)
            note = Note(
                id=note_id,
                session_id=session_id,
                author=author_of(user),
                at=now,
                text=text,
                question_index=question_index,
                at_ms=at_ms,
            )
            event = NoteAdded(
                at=note.at,
                organisation_id=session.organisation_id,
                session_id=session_id,
                session_version=session.version,
                data=NoteData(note_id=note_id),
            )
            if self.notes.add(note, event):
                self.publish(session_id)
            else:
                note = self.notes.find(session_id, note_id) or note
        if (note.author.id, note.text, note.question_index, note.at_ms) != (user.id, text, question_index, at_ms):
            raise IdUsedError("Another note has this id.")
        return note
