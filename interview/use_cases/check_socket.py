"""Whether a socket of `/live` may stay open."""

from dataclasses import dataclass

from interview.adapters.mongo import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import Socket, require_standing


@dataclass(frozen=True)
class CheckSocket:
    """At each heartbeat, and when it joins: what was open before the interview was over is not open for ever."""

    sessions: SessionRepository
    clock: Clock = utc_now

    def __call__(self, socket: Socket) -> None:
        """Raises NotFoundError, SignInRequiredError or LinkClosedError where the socket has to end."""
        require_standing(socket, self.sessions.get(socket.session_id), self.clock())
