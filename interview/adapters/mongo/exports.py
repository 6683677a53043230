"""Files that are being made, or were made within the last days, and of which interviews each is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ReturnDocument

from interview.adapters.mongo.client import Database, Document, document, parsed, repository
from interview.domain.exports import Export, ExportState

WAITING = {"state": ExportState.WAITING.value}


@repository
class ExportRepository:
    """Beside each stands of which interviews it is (`session_ids`): when one is forgotten, the file goes."""

    def __init__(self, database: Database) -> None:
        self._exports = database["exports"]

    def add(self, export: Export) -> None:
        self._exports.insert_one({**document(export), "session_ids": []})

    def count_waiting(self, user_id: UUID, since: datetime, *, most: int) -> int:
        """How many of a person's that were asked for since then are not made yet; counting ends at `most`."""
        waiting = {"user_id": user_id, **WAITING, "created_at": {"$gt": since}}
        return self._exports.count_documents(waiting, limit=most)

    def get(self, export_id: UUID) -> Export | None:
        return self._parsed(self._exports.find_one({"_id": export_id}, {"session_ids": False}))

    def hold(self, export: Export, session_ids: Collection[UUID]) -> bool:
        """Note that it is to hold these interviews, before anything of them is; False where it is gone."""
        held = self._exports.update_one(
            {"_id": export.id, **WAITING}, {"$addToSet": {"session_ids": {"$each": list(session_ids)}}}
        )
        return bool(held.matched_count)

    def add_part(self, before: Export, **fields: Any) -> bool:
        """One more part is there; False where it is gone, or another run was faster."""
        wanted = {"_id": before.id, **WAITING, "parts": before.parts}
        return bool(self._exports.update_one(wanted, {"$set": {**fields, "parts": before.parts + 1}}).matched_count)

    def end(self, export_id: UUID, state: ExportState, size: int | None = None) -> Export | None:
        """None where it is gone, or ended already."""
        return self._parsed(
            self._exports.find_one_and_update(
                {"_id": export_id, **WAITING},
                {"$set": {"state": state.value, "size": size}},
                {"session_ids": False},
                return_document=ReturnDocument.AFTER,
            )
        )

    def holding(self, session_id: UUID) -> Sequence[UUID]:
        """Those that hold, or are to hold, something of an interview."""
        return [stored["_id"] for stored in self._exports.find({"session_ids": session_id}, {"_id": True})]

    def remove(self, export_id: UUID) -> None:
        self._exports.delete_one({"_id": export_id})

    @staticmethod
    def _parsed(stored: Document | None) -> Export | None:
        return parsed(Export, stored) if stored else None
