"""Keys of the stage's own, which never leave it: each is made when it is first needed, and never changed."""

import secrets

from pymongo import ReturnDocument

from interview.adapters.mongo.client import Database, repository

KEY_BYTES = 32


@repository
class StageKeyRepository:
    def __init__(self, database: Database) -> None:
        self._keys = database["hash_keys"]

    def key(self, name: str) -> bytes:
        """With another one nothing would be found or verified that was made with it."""
        wanted = {"_id": name}
        made = {"$setOnInsert": {"key": secrets.token_bytes(KEY_BYTES)}}
        stored = self._keys.find_one(wanted) or self._keys.find_one_and_update(
            wanted, made, upsert=True, return_document=ReturnDocument.AFTER
        )
        assert stored is not None, "it was made where there was none"
        return bytes(stored["key"])
