"""Settings of organisations, and the texts of consent that were ever shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ReturnDocument

from interview.adapters.mongo.client import Database, document, parsed, repository
from interview.domain.organisations.consent import ConsentText
from interview.domain.organisations.settings import OrganisationSettings


@repository
class OrganisationSettingsRepository:
    def __init__(self, database: Database) -> None:
        self._settings = database["organisation_settings"]
        self._texts = database["consent_texts"]

    def get(self, organisation_id: UUID) -> OrganisationSettings:
        """What holds where nothing was set, for an organisation without any."""
        stored = self._settings.find_one({"_id": organisation_id})
        return parsed(OrganisationSettings, stored) if stored else OrganisationSettings(id=organisation_id)

    def change(
        self, organisation_id: UUID, version: int, fields: dict[str, Any], now: datetime
    ) -> OrganisationSettings | None:
        """Set these fields; None where there is another version than that. What is kept no longer is to be applied to
        the interviews there are."""
        if version == 1:
            new = {**document(OrganisationSettings(id=organisation_id)), "_id": organisation_id}
            self._settings.update_one({"_id": organisation_id}, {"$setOnInsert": new}, upsert=True)
        pending = {"retention_pending": True} if "retention" in fields else {}
        changed = self._settings.find_one_and_update(
            {"_id": organisation_id, "version": version},
            {"$set": {**fields, **pending, "updated_at": now}, "$inc": {"version": 1}},
            return_document=ReturnDocument.AFTER,
        )
        return parsed(OrganisationSettings, changed) if changed else None

    def pending(self, most: int) -> Sequence[OrganisationSettings]:
        """Of organisations whose interviews are still to follow their retention."""
        return [
            parsed(OrganisationSettings, each) for each in self._settings.find({"retention_pending": True}).limit(most)
        ]

    def applied(self, settings: OrganisationSettings) -> None:
        """Not where they were changed since."""
        self._settings.update_one(
            {"_id": settings.id, "version": settings.version}, {"$unset": {"retention_pending": True}}
        )

    def keep_text(self, text: ConsentText) -> None:
        """Once, as it was agreed to."""
        self._texts.update_one({"_id": text.id}, {"$setOnInsert": {**document(text)}}, upsert=True)

    def text(self, text_id: str) -> ConsentText | None:
        stored = self._texts.find_one({"_id": text_id})
        return parsed(ConsentText, stored) if stored else None
