"""Exchange a voice ticket for the session that the conversation is about."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import Session, require_begun
from interview.domain.tokens import TicketRole, hashed
from interview.errors import SignInRequiredError


@dataclass(frozen=True)
class RedeemVoiceTicket:
    tickets: TicketRepository
    sessions: SessionRepository
    clock: Clock = utc_now

    def __call__(self, ticket: str) -> Session:
        """Raises SignInRequiredError for a ticket that is unknown, expired, used or not for the voice;
        LinkClosedError where the interview is over, ConflictError where the candidate has not begun it."""
        now = self.clock()
        stored = self.tickets.redeem(hashed(ticket), (TicketRole.VOICE,), now)
        if stored is None:
            raise SignInRequiredError("the ticket is unknown, expired or used")
        session = self.sessions.get(stored["session_id"])
        if session is None:
            raise SignInRequiredError("the ticket's session is gone")
        if stored.get("link_token_hash", session.link_token_hash) != session.link_token_hash:
            raise SignInRequiredError("the link that the ticket was given for was replaced")
        require_begun(session, now)
        return session
