"""Whether a socket of `/live` may stay open."""

from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import Socket, require_standing
from interview.domain.sessions.session import is_news
from interview.domain.tokens import TicketRole
from interview.errors import SignInRequiredError


@dataclass(frozen=True)
class CheckSocket:
    """At each heartbeat, and when it joins: what was open before the interview was over, or by a sign-in
    that has ended, is not open for ever. A candidate's is a sign of life."""

    sessions: SessionRepository
    accounts: AccountRepository
    clock: Clock = utc_now

    def __call__(self, socket: Socket) -> None:
        """Raises NotFoundError, SignInRequiredError or LinkClosedError where the socket has to end."""
        now = self.clock()
        session = require_standing(socket, self.sessions.get(socket.session_id), now)
        if socket.role is TicketRole.CANDIDATE and is_news(session, now):
            self.sessions.saw(session.permit, now)
        if socket.sign_in_hash and self.accounts.signed_in(socket.sign_in_hash, now) is None:
            raise SignInRequiredError("This sign-in has ended. Sign in again.")
