"""A socket of `/live` opens."""

from dataclasses import dataclass

from interview.adapters.mongo import ConnectionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import Socket


@dataclass(frozen=True)
class OpenConnection:
    connections: ConnectionRepository
    clock: Clock = utc_now

    def __call__(self, socket: Socket) -> None:
        """API Gateway delivers nothing before the handshake is over: until it joins, the socket is told nothing."""
        self.connections.open(socket, self.clock())
