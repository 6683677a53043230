"""Begin a conversation: there is one of an interview at a time, and the newest counts."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.session import BegunConversation, Session
from interview.errors import LinkClosedError


@dataclass(frozen=True)
class BeginConversation:
    sessions: SessionRepository

    def __call__(self, session: Session) -> BegunConversation:
        """The one before it ends when it is next looked at. Raises LinkClosedError where the interview was finished, or
        its link replaced, since the session was read."""
        number = self.sessions.begin_conversation(session.permit)
        if number is None:
            raise LinkClosedError("This interview is closed, or its link was replaced.")
        return BegunConversation(session.permit, number)
