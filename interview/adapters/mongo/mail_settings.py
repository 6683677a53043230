"""How organisations word what is mailed to candidates, and in which time zone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ReturnDocument

from interview.adapters.mongo.client import Database, document, parsed, repository
from interview.domain.mail.texts import MailSettings


@repository
class MailSettingsRepository:
    def __init__(self, database: Database) -> None:
        self._settings = database["mail_settings"]

    def get(self, organisation_id: UUID) -> MailSettings:
        """What holds where nothing was set, for an organisation without any."""
        stored = self._settings.find_one({"_id": organisation_id})
        return parsed(MailSettings, stored) if stored else MailSettings(id=organisation_id)

    def change(self, settings: MailSettings, fields: dict[str, Any], now: datetime) -> MailSettings | None:
        """Set these fields; None where there is another version than that which was read."""
        if settings.version == 1:
            new = {**document(MailSettings(id=settings.id)), "_id": settings.id}
            self._settings.update_one({"_id": settings.id}, {"$setOnInsert": new}, upsert=True)
        changed = self._settings.find_one_and_update(
            {"_id": settings.id, "version": settings.version},
            {"$set": {**fields, "updated_at": now}, "$inc": {"version": 1}},
            return_document=ReturnDocument.AFTER,
        )
        return parsed(MailSettings, changed) if changed else None
