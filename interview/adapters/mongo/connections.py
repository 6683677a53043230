"""Open sockets of `/live`: whom to tell what happens in a session."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument

from interview.adapters.mongo.client import Database, Document, repository
from interview.adapters.mongo.usage import one_more, require_room
from interview.domain.proctoring import Socket
from interview.domain.quotas import Rate
from interview.domain.tokens import TicketRole

SOCKET_TTL = timedelta(hours=2)
"""API Gateway ends a socket after this; what a broken one left behind goes then."""


@repository
class ConnectionRepository:
    def __init__(self, database: Database) -> None:
        self._connections = database["connections"]

    def open(self, socket: Socket, now: datetime) -> None:
        """Remember a socket that has not joined."""
        holder: Document = {"role": socket.role.value, "session_id": socket.session_id}
        if socket.user_id:
            holder["user_id"] = socket.user_id
        if socket.organisation_id:
            holder["organisation_id"] = socket.organisation_id
        if socket.sign_in_hash:
            holder["sign_in_hash"] = socket.sign_in_hash
        fields = {**holder, "opened_at": now, "expires_at": now + SOCKET_TTL, "joined": False}
        self._connections.update_one({"_id": socket.connection_id}, {"$set": fields}, upsert=True)

    def join(self, socket: Socket, now: datetime) -> bool:
        """False where the socket was never opened, or was ended meanwhile."""
        joined = self._connections.update_one(
            {"_id": socket.connection_id}, {"$set": {"expires_at": now + SOCKET_TTL, "joined": True}}
        )
        return bool(joined.matched_count)

    def count_message(self, connection_id: str, rate: Rate, now: datetime) -> bool:
        """False where the socket was never opened, or was ended since. Raises TooManyAttemptsError after too many."""
        counted = self._connections.find_one_and_update(
            {"_id": connection_id}, one_more(rate, now), return_document=ReturnDocument.AFTER
        )
        if counted is None:
            return False
        require_room(rate, counted, now)
        return True

    def beyond(self, most: int, socket: Socket) -> list[str]:
        """The sockets of this one's holder but for the newest `most`, of which it is one."""
        held = {"session_id": socket.session_id, "role": socket.role.value, "user_id": socket.user_id}
        others = self._connections.find({**held, "_id": {"$ne": socket.connection_id}}, {"_id": True})
        newest_first = others.sort([("opened_at", DESCENDING), ("_id", DESCENDING)])
        return [str(connection["_id"]) for connection in newest_first.skip(most - 1)]

    def beyond_of_person(self, most: int, user_id: UUID) -> list[str]:
        """A recruiter's sockets, of whatever sessions, but for the newest `most`."""
        held = self._connections.find({"user_id": user_id}, {"_id": True})
        newest_first = held.sort([("opened_at", DESCENDING), ("_id", DESCENDING)])
        return [str(connection["_id"]) for connection in newest_first.skip(most)]

    def count_of(self, holder: Mapping[str, UUID], now: datetime, *, most: int) -> int:
        """How many sockets a person holds, or an organisation's people: who that is, by its field. Counting ends at
        `most`."""
        return self._connections.count_documents({**holder, "expires_at": {"$gt": now}}, limit=most)

    def end(self, user_id: UUID) -> list[str]:
        """Forget a user's sockets, which are told nothing from here on; their ids."""
        return self._end({"user_id": user_id})

    def end_of_sign_in(self, sign_in_hash: str) -> list[str]:
        """As `end`, those of one sign-in."""
        return self._end({"sign_in_hash": sign_in_hash})

    def _end(self, held: Document) -> list[str]:
        found = [str(connection["_id"]) for connection in self._connections.find(held, {"_id": True})]
        self._connections.delete_many({"_id": {"$in": found}})
        return found

    def close(self, connection_id: str) -> None:
        self._connections.delete_one({"_id": connection_id})

    def joined(self, session_id: UUID, role: TicketRole, now: datetime) -> list[str]:
        """The sockets of a role that have joined. The expiry is compared here: the TTL index is slow."""
        wanted = {"session_id": session_id, "role": role.value, "joined": True, "expires_at": {"$gt": now}}
        return [str(connection["_id"]) for connection in self._connections.find(wanted, {"_id": True})]
