"""Logos of organisations: small pictures, of each the one that is shown."""

from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.client import Database, repository


@repository
class LogoRepository:
    def __init__(self, database: Database) -> None:
        self._logos = database["logos"]

    def put(self, logo_id: str, organisation_id: UUID, png: bytes, now: datetime) -> None:
        """Once: the same bytes have the same id."""
        new = {"organisation_id": organisation_id, "png": png, "put_at": now}
        self._logos.update_one({"_id": logo_id}, {"$set": new}, upsert=True)

    def get(self, logo_id: str) -> bytes | None:
        stored = self._logos.find_one({"_id": logo_id}, {"png": True})
        return bytes(stored["png"]) if stored else None

    def drop_others(self, organisation_id: UUID, logo_id: str | None, put_before: datetime) -> None:
        """Of this organisation. What was put lately may be about to be shown, and pages are open that show it."""
        old = {"organisation_id": organisation_id, "_id": {"$ne": logo_id}, "put_at": {"$lt": put_before}}
        self._logos.delete_many(old)
