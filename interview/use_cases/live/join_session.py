"""A socket wants to hear of its session."""

from dataclasses import dataclass

from interview.adapters.mongo.connections import ConnectionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import Socket
from interview.errors import SignInRequiredError


@dataclass(frozen=True)
class JoinSession:
    connections: ConnectionRepository
    clock: Clock = utc_now

    def __call__(self, socket: Socket) -> None:
        """From here on the socket is told. A repeat changes nothing.

        Raises SignInRequiredError for one that was ended.
        """
        if not self.connections.join(socket, self.clock()):
            raise SignInRequiredError("This connection was ended. Open another one.")
