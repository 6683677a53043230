"""Who calls: the session behind a link token."""

from dataclasses import dataclass

from interview.adapters.mongo import SessionRepository
from interview.domain.sessions import Session
from interview.domain.tokens import hashed
from interview.errors import SignInRequiredError


@dataclass(frozen=True)
class RecogniseCandidate:
    sessions: SessionRepository

    def __call__(self, token: str) -> Session:
        """The session in whatever state it is. Raises SignInRequiredError for a token that no link has."""
        session = self.sessions.by_link(hashed(token))
        if session is None:
            raise SignInRequiredError("This link is not valid. Check that you copied all of it.")
        return session
