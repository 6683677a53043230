"""Set a flag aside, or take that back."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.decisions.entries import Entry, FlagDismissal
from interview.domain.question_time import overtimes
from interview.errors import NotFoundError
from interview.use_cases.decisions.record_finding import RecordFinding


@dataclass(frozen=True)
class DismissFlag:
    """The flag stays as it is: who looks sees that it was set aside, by whom, and why."""

    sessions: SessionRepository
    answers: AnswerRepository
    events: ProctoringEventRepository
    record: RecordFinding

    def __call__(self, user: User, session_id: UUID, entry_id: UUID, dismissal: FlagDismissal) -> Entry:
        """Raises NotFoundError for a session of another organisation and for a flag that it does not have, and
        QuotaExceededError."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        flag_id = dismissal.flag_id
        if not self.events.has(session_id, flag_id):
            late = overtimes(session, self.answers.progress(session_id))
            if all(flag.id != flag_id for flag in late):
                raise NotFoundError("No such flag.")
        return self.record.dismissal(user, session, entry_id, dismissal)
