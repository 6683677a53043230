"""A socket of `/live` has closed."""

from dataclasses import dataclass

from interview.adapters.mongo.connections import ConnectionRepository


@dataclass(frozen=True)
class CloseConnection:
    connections: ConnectionRepository

    def __call__(self, connection_id: str) -> None:
        """One that is not known, or no longer, counts as closed."""
        self.connections.close(connection_id)
