"""Which interviews were forgotten: their ids and when, so that whatever comes late finds out; and their erasure."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from interview.adapters.mongo.client import Database, repository, stored_event
from interview.adapters.mongo.indexes import INDEXES
from interview.adapters.mongo.self_identifications import SelfIdentificationRepository

if TYPE_CHECKING:
    from interview.domain.events import SessionErased

KEPT = frozenset(
    {
        "organisations",
        "users",
        "sign_ins",
        "sign_in_attempts",
        "known_places",
        "templates",
        "template_versions",
        "tags",
        "stage_usage",
        "model_limits",
        "exports",
        "analytics",
        "hash_keys",
        "self_identifications",
        "suppressed_addresses",
        "forgotten_sessions",
        "audit_entries",
        "api_keys",
        "kept_answers",
    }
)
"""What holds nothing of one candidate (sums of many: `analytics`) but an id (`audit_entries`), or goes as a whole
(`exports`) or by an id that follows from its own (`self_identifications`). All others are emptied of a session, by an
index of its id."""


@repository
class ForgottenSessionRepository:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._forgotten = database["forgotten_sessions"]

    def add(self, session_id: UUID, now: datetime, erased: "SessionErased | None" = None) -> None:
        """With what is to be told after the erasure. A repeat keeps the first time."""
        told = {"to_tell": [stored_event(erased)]} if erased else {}
        self._forgotten.update_one({"_id": session_id}, {"$setOnInsert": {"forgotten_at": now, **told}}, upsert=True)

    def tell_erased(self, session_id: UUID) -> None:
        """Nothing is left of it: what `add` stored is published from now on."""
        self._forgotten.update_one(
            {"_id": session_id, "to_tell": {"$exists": True}}, {"$rename": {"to_tell": "unpublished"}}
        )

    def among(self, session_ids: Collection[UUID]) -> set[UUID]:
        """Those of them that were forgotten."""
        return {stored["_id"] for stored in self._forgotten.find({"_id": {"$in": list(session_ids)}})}

    def since(self, then: datetime) -> list[UUID]:
        return [stored["_id"] for stored in self._forgotten.find({"forgotten_at": {"$gte": then}})]

    def erase(self, session_id: UUID) -> int:
        """Delete all that the database has of a session, the session first: its link ends with it. How many there
        were."""
        deleted = self._database["sessions"].delete_one({"_id": session_id}).deleted_count
        for name in sorted(INDEXES.keys() - KEPT - {"sessions"}):
            deleted += self._database[name].delete_many({"session_id": session_id}).deleted_count
        return deleted + SelfIdentificationRepository(self._database).remove(session_id)
