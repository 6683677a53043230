"""A socket of `/live` says something, whatever it is."""

from dataclasses import dataclass

from interview.adapters.mongo.connections import ConnectionRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import Socket
from interview.errors import SignInRequiredError


@dataclass(frozen=True)
class CountMessage:
    """Counted where it is looked up whether the socket is one of ours, before anything is done about the message."""

    connections: ConnectionRepository
    clock: Clock = utc_now

    def __call__(self, socket: Socket) -> None:
        """Raises SignInRequiredError for one that was ended, and TooManyAttemptsError where it says too much."""
        if not self.connections.count_message(socket.connection_id, quotas.LIVE_MESSAGES, self.clock()):
            raise SignInRequiredError("This connection was ended. Open another one.")
