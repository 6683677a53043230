"""Keys of programs, and how often each was used lately."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument

from interview.adapters.mongo.client import Database, Document, all_parsed, document, parsed, repository
from interview.adapters.mongo.places import PLACE, insert_in_place
from interview.adapters.mongo.usage import one_more, require_room
from interview.domain.api_keys import LAST_USE_EVERY, ApiKey
from interview.domain.cursors import Position
from interview.domain.quotas import KEY_CALLS


@repository
class ApiKeyRepository:
    """Beside a key that can be used stands which of its organisation's places it has (`places.py`)."""

    def __init__(self, database: Database) -> None:
        self._keys = database["api_keys"]

    def add(self, key: ApiKey, most: int) -> bool:
        """False where so many of its organisation's can be used."""
        now = key.created_at
        over = {"organisation_id": key.organisation_id, "expires_at": {"$lte": now}}
        self._keys.update_many({**over, PLACE: {"$exists": True}}, {"$unset": {PLACE: True}})
        good = {"revoked_at": None, "expires_at": {"$gt": now}}
        return insert_in_place(self._keys, document(key), most, good)

    def page(self, organisation_id: UUID, after: Position | None, limit: int) -> Sequence[ApiKey]:
        """Newest first; `after` is (created_at, id) of the last key of the page before."""
        wanted: Document = {"organisation_id": organisation_id}
        if after:
            at, last = after
            wanted["$or"] = [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": last}}]
        found = self._keys.find(wanted).sort([("created_at", DESCENDING), ("_id", DESCENDING)]).batch_size(limit)
        return list(islice(all_parsed(ApiKey, found), limit))

    def use(self, key_hash: str, now: datetime) -> ApiKey | None:
        """The key, with one more use counted; None where it is not known, or not good any more.

        Raises TooManyAttemptsError where it was used too often lately.
        """
        is_due = {"$lte": ["$last_used_at", now - LAST_USE_EVERY]}  # null comes before all times
        seen = {"$set": {"last_used_at": {"$cond": [is_due, now, "$last_used_at"]}}}
        used = self._keys.find_one_and_update(
            {"key_hash": key_hash, "revoked_at": None, "expires_at": {"$gt": now}},
            [*one_more(KEY_CALLS, now), seen],
            return_document=ReturnDocument.AFTER,
        )
        if used is None:
            return None
        require_room(KEY_CALLS, used, now)
        return parsed(ApiKey, used)

    def revoke(self, organisation_id: UUID, key_id: UUID, now: datetime) -> ApiKey | None:
        """It is good no more; a repeat keeps the first time. None where there is none."""
        this = {"_id": key_id, "organisation_id": organisation_id}
        self._keys.update_one({**this, "revoked_at": None}, {"$set": {"revoked_at": now}, "$unset": {PLACE: True}})
        stored = self._keys.find_one(this)
        return parsed(ApiKey, stored) if stored else None
