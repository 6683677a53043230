"""Single-use tickets that open a WebSocket."""

from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.client import Database, Document, repository


@repository
class TicketRepository:
    def __init__(self, database: Database) -> None:
        self._tickets = database["tickets"]

    def issue(self, token_hash: str, role: str, session_id: UUID, expires_at: datetime) -> None:
        self._tickets.insert_one({"_id": token_hash, "role": role, "session_id": session_id, "expires_at": expires_at})

    def redeem(self, token_hash: str, now: datetime) -> Document | None:
        """Take the ticket: whoever comes second gets nothing."""
        return self._tickets.find_one_and_delete({"_id": token_hash, "expires_at": {"$gt": now}})
