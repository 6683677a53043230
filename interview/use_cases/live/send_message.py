"""Send one message to one open socket."""

from dataclasses import dataclass

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.connections import ConnectionRepository
from interview.domain.live_messages import LiveMessage


@dataclass(frozen=True)
class SendMessage:
    connections: ConnectionRepository
    sockets: LiveConnections

    def __call__(self, connection_id: str, message: LiveMessage) -> bool:
        """False where the socket is gone, which is then forgotten."""
        sent = self.sockets.post(connection_id, message)
        if not sent:
            self.connections.close(connection_id)
        return sent
