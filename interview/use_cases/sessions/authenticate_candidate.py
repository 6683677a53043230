"""Who calls: the session behind a link token."""

from dataclasses import dataclass

from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import REPLACED, Session, is_news
from interview.domain.tokens import hashed
from interview.errors import InterviewErasedError, LinkReplacedError, SignInRequiredError


@dataclass(frozen=True)
class AuthenticateCandidate:
    sessions: SessionRepository
    forgotten: ForgottenSessionRepository
    clock: Clock = utc_now

    def __call__(self, token: str) -> Session:
        """The session in whatever state it is. While the interview is under way this is a sign of life.

        Raises LinkReplacedError for a link in whose place there is another, InterviewErasedError for one of an
        interview that was erased, SignInRequiredError for what is none.
        """
        link = hashed(token)
        session = self.sessions.by_link(link)
        if session is None and self.sessions.was_link(link):
            raise LinkReplacedError(REPLACED)
        if session is None and self.forgotten.by_link(link):
            raise InterviewErasedError("This interview was deleted.")
        if session is None:
            raise SignInRequiredError("This link is not valid. Check that you copied all of it.")
        now = self.clock()
        if is_news(session, now):
            self.sessions.saw(session.permit, now)
        return session
