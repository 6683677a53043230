"""A socket of `/live` opens."""

from dataclasses import dataclass

from interview.adapters.mongo.connections import ConnectionRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import MAX_SOCKETS, Socket
from interview.use_cases.live.end_connections import EndConnections

ELSEWHERE = "elsewhere"
"""What a socket is told in whose place a newer one opened."""


@dataclass(frozen=True)
class OpenConnection:
    connections: ConnectionRepository
    end_connections: EndConnections
    clock: Clock = utc_now

    def __call__(self, socket: Socket) -> None:
        """API Gateway delivers nothing before the handshake is over: until it joins, the socket is told nothing.

        Of one holder's sockets the newest stay, and of one person's in whatever sessions, should several have got the
        last ticket at once.
        """
        self.connections.open(socket, self.clock())
        self.end_connections(self.connections.beyond(MAX_SOCKETS[socket.role], socket), ELSEWHERE)
        if socket.user_id:
            too_many = self.connections.beyond_of_person(quotas.MAX_WATCHING_PERSON, socket.user_id)
            self.end_connections(too_many, ELSEWHERE)
