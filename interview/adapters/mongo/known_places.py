"""Devices and networks that people signed in from before: whose they are, and a hash that is nobody's address."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.client import Database, repository


@repository
class KnownPlaceRepository:
    def __init__(self, database: Database) -> None:
        self._places = database["known_places"]

    def among(self, places: Collection[str], now: datetime) -> set[str]:
        found = self._places.find({"_id": {"$in": list(places)}, "expires_at": {"$gt": now}}, {"_id": True})
        return {stored["_id"] for stored in found}

    def remember(self, user_id: UUID, places: Collection[str], expires_at: datetime) -> None:
        for place in places:
            fields = {"user_id": user_id, "expires_at": expires_at}
            self._places.update_one({"_id": place}, {"$set": fields}, upsert=True)

    def forget(self, user_id: UUID) -> None:
        self._places.delete_many({"user_id": user_id})
