"""Who calls: the session behind a link token."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.session import REPLACED, Session
from interview.domain.tokens import hashed
from interview.errors import LinkReplacedError, SignInRequiredError


@dataclass(frozen=True)
class AuthenticateCandidate:
    sessions: SessionRepository

    def __call__(self, token: str) -> Session:
        """The session in whatever state it is.

        Raises LinkReplacedError for a link in whose place there is another, SignInRequiredError for what is none.
        """
        session = self.sessions.by_link(hashed(token))
        if session is None and self.sessions.was_link(hashed(token)):
            raise LinkReplacedError(REPLACED)
        if session is None:
            raise SignInRequiredError("This link is not valid. Check that you copied all of it.")
        return session
