"""How often someone tried to sign in, by address: the address itself is not stored, only its hash."""

from datetime import datetime, timedelta

from pymongo import ReturnDocument

from interview.adapters.mongo.client import Database, repository


@repository
class SignInAttemptRepository:
    def __init__(self, database: Database) -> None:
        self._attempts = database["sign_in_attempts"]

    def count(self, email_hash: str, now: datetime, window: timedelta) -> tuple[int, datetime]:
        """Count one more attempt; returns how many there are in the current window, and when it ends."""
        is_new = {"$lte": [{"$ifNull": ["$expires_at", now]}, now]}
        stored = self._attempts.find_one_and_update(
            {"_id": email_hash},
            [
                {
                    "$set": {
                        "attempts": {"$cond": [is_new, 1, {"$add": ["$attempts", 1]}]},
                        "expires_at": {"$cond": [is_new, now + window, "$expires_at"]},
                    }
                }
            ],
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        assert stored is not None  # an upsert always leaves a document
        return int(stored["attempts"]), stored["expires_at"]

    def forget(self, email_hash: str) -> None:
        """Begin anew after a success."""
        self._attempts.delete_one({"_id": email_hash})
