"""The first step of the state machine: make sure of the lock."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo import SessionRepository
from interview.domain.sessions import Session
from interview.errors import ConflictError


@dataclass(frozen=True)
class BeginProcessing:
    sessions: SessionRepository

    def __call__(self, session_id: UUID, attempt: int) -> Session:
        """completed ▶ processing. Raises ConflictError unless the session is locked and this is its attempt."""
        session = self.sessions.begin_processing(session_id, attempt)
        if session is None:
            raise ConflictError("the session is not locked, has been processed, or another attempt is under way")
        return session
