"""Single-use tickets that open a WebSocket."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.client import Database, Document, repository
from interview.domain.tokens import TicketRole


@repository
class TicketRepository:
    def __init__(self, database: Database) -> None:
        self._tickets = database["tickets"]

    def issue(
        self,
        token_hash: str,
        role: TicketRole,
        session_id: UUID,
        expires_at: datetime,
        *,
        link_token_hash: str | None = None,
        user_id: UUID | None = None,
        organisation_id: UUID | None = None,
        sign_in_hash: str | None = None,
    ) -> None:
        """For the holder of a candidate's link, or for a user by one of their sign-ins."""
        ticket = {"_id": token_hash, "role": role.value, "session_id": session_id, "expires_at": expires_at}
        holder = {"link_token_hash": link_token_hash, "user_id": user_id, "sign_in_hash": sign_in_hash}
        theirs = {"organisation_id": organisation_id} if organisation_id else {}
        self._tickets.insert_one({**ticket, **holder, **theirs})

    def count_unused(self, holder: Mapping[str, UUID], now: datetime, *, most: int) -> int:
        """How many sockets a person may open right now, or an organisation's people; counting ends at `most`."""
        return self._tickets.count_documents({**holder, "expires_at": {"$gt": now}}, limit=most)

    def withdraw(self, user_id: UUID) -> None:
        """All that a user was given and has not used."""
        self._tickets.delete_many({"user_id": user_id})

    def withdraw_of_sign_in(self, sign_in_hash: str) -> None:
        """All that were given to one sign-in and not used."""
        self._tickets.delete_many({"sign_in_hash": sign_in_hash})

    def redeem(self, token_hash: str, roles: Collection[TicketRole], now: datetime) -> Document | None:
        """Take a ticket of one of these roles: whoever comes second gets nothing."""
        wanted = {"$in": [role.value for role in roles]}
        return self._tickets.find_one_and_delete({"_id": token_hash, "role": wanted, "expires_at": {"$gt": now}})
