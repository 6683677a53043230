"""Tags: those of an interview stand in its document, those that an organisation uses in a list for completion."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, repository, stored_event
from interview.domain.decisions.notes import MAX_TAGS

if TYPE_CHECKING:
    from interview.domain.events import TagsChanged

MAX_KNOWN_TAGS = 1_000
"""Of an organisation: what more there are is not offered."""


@repository
class TagRepository:
    def __init__(self, database: Database) -> None:
        self._sessions = database["sessions"]
        self._tags = database["tags"]

    def change(self, session_id: UUID, add: Collection[str], remove: Collection[str], event: "TagsChanged") -> bool:
        """In one step with looking whether there is room; False where there is none."""
        left = {"$setDifference": [{"$ifNull": ["$tags", []]}, {"$literal": list(remove)}]}
        tags = {"$setUnion": [left, {"$literal": list(add)}]}
        told = {"$concatArrays": [{"$ifNull": ["$unpublished", []]}, [{"$literal": stored_event(event)}]]}
        changed = self._sessions.update_one(
            {"_id": session_id, "$expr": {"$lte": [{"$size": tags}, MAX_TAGS]}},
            [{"$set": {"tags": tags, "unpublished": told}}],
        )
        return bool(changed.matched_count)

    def know(self, organisation_id: UUID, tags: Collection[str]) -> None:
        """Offer them from now on, as long as there are not too many; calls at once may each add some."""
        room = MAX_KNOWN_TAGS - self._tags.count_documents({"organisation_id": organisation_id}, limit=MAX_KNOWN_TAGS)
        for tag in list(tags)[: max(0, room)]:
            try:
                known = {"organisation_id": organisation_id, "tag": tag}
                self._tags.update_one(known, {"$setOnInsert": known}, upsert=True)
            except DuplicateKeyError:
                continue

    def known(self, organisation_id: UUID) -> list[str]:
        found = self._tags.find({"organisation_id": organisation_id}).sort([("tag", ASCENDING)])
        return [str(stored["tag"]) for stored in found.limit(MAX_KNOWN_TAGS)]
