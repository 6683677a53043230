"""Whether a socket of `/live` may stay open."""

from dataclasses import dataclass

from interview.adapters.mongo import ConnectionRepository, SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import Socket, require_standing
from interview.errors import SignInRequiredError


@dataclass(frozen=True)
class CheckSocket:
    """At each heartbeat, and when it joins: what was open before the interview was over is not open for ever."""

    sessions: SessionRepository
    connections: ConnectionRepository
    clock: Clock = utc_now

    def __call__(self, socket: Socket) -> None:
        """Raises NotFoundError, SignInRequiredError or LinkClosedError where the socket has to end."""
        if not self.connections.exists(socket.connection_id):
            raise SignInRequiredError("This connection was ended. Open another one.")
        require_standing(socket, self.sessions.get(socket.session_id), self.clock())
