"""Open sockets of `/live`: whom to tell what happens in a session."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from interview.adapters.mongo.client import Database, repository
from interview.domain.proctoring import Socket
from interview.domain.tokens import TicketRole

SOCKET_LASTS = timedelta(hours=2)
"""API Gateway ends a socket after this; what a broken one left behind goes then."""


@repository
class ConnectionRepository:
    def __init__(self, database: Database) -> None:
        self._connections = database["connections"]

    def open(self, socket: Socket, now: datetime) -> None:
        """Remember a socket that has not joined."""
        self._store(socket, {"expires_at": now + SOCKET_LASTS, "joined": False})

    def join(self, socket: Socket, now: datetime) -> None:
        self._store(socket, {"expires_at": now + SOCKET_LASTS, "joined": True})

    def close(self, connection_id: str) -> None:
        self._connections.delete_one({"_id": connection_id})

    def joined(self, session_id: UUID, role: TicketRole, now: datetime) -> list[str]:
        """The sockets of a role that have joined. The expiry is compared here: the TTL index is slow."""
        wanted = {"session_id": session_id, "role": role.value, "joined": True, "expires_at": {"$gt": now}}
        return [str(connection["_id"]) for connection in self._connections.find(wanted, {"_id": True})]

    def _store(self, socket: Socket, fields: dict[str, Any]) -> None:
        holder = {"role": socket.role.value, "session_id": socket.session_id}
        self._connections.update_one({"_id": socket.connection_id}, {"$set": {**holder, **fields}}, upsert=True)
