"""End sockets of `/live` from here."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.connections import ConnectionRepository
from interview.domain.live_messages import LiveError
from interview.errors import RetryableError


@dataclass(frozen=True)
class EndConnections:
    connections: ConnectionRepository
    sockets: LiveConnections

    def __call__(self, connection_ids: Iterable[str], code: str | None = None) -> None:
        """Each is forgotten, told the `code` of an error where there is one, and closed. One that API Gateway does not
        close right now is told nothing more, and is refused and closed when it next says something."""
        for connection_id in connection_ids:
            self.connections.close(connection_id)
            with suppress(RetryableError):
                if code:
                    self.sockets.post(connection_id, LiveError(code=code))
                self.sockets.close(connection_id)
