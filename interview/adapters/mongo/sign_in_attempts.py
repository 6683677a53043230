"""How often someone tried to sign in. What it counts for stands there as a hash alone."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from pymongo import ReturnDocument

from interview.adapters.mongo.client import Database, repository
from interview.domain.sign_in_limits import ATTEMPTS_COUNT_FOR, Limit

AT_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""When the next attempt is taken while some are free. Never the clock of who was counted last: another function's may
be behind it by a moment, and of many at once some would be told to wait."""


@repository
class SignInAttemptRepository:
    def __init__(self, database: Database) -> None:
        self._attempts = database["sign_in_attempts"]

    def waits_until(self, keys: Collection[str], now: datetime) -> datetime | None:
        """When the last of them takes another attempt; None where all take one now."""
        found = self._attempts.find({"_id": {"$in": list(keys)}, "next_at": {"$gt": now}, "expires_at": {"$gt": now}})
        return max((stored["next_at"] for stored in found), default=None)

    def count(self, limits: Mapping[str, Limit], now: datetime) -> bool:
        """Count one more attempt against each; False where one of them takes none now. Of many at once as many get
        through as would one after the other."""
        taken = [self._count(key, limit, now) for key, limit in limits.items()]
        return all(taken)

    def _count(self, key: str, limit: Limit, now: datetime) -> bool:
        is_new = {"$lte": [{"$ifNull": ["$expires_at", now]}, now]}
        is_taken = {"$or": [is_new, {"$lte": ["$next_at", now]}]}
        attempts = {"$cond": [is_new, 1, {"$add": ["$attempts", 1]}]}
        beyond = {"$subtract": [attempts, limit.free]}
        max_ms = limit.max_wait // timedelta(milliseconds=1)
        # The power of a large number is infinite, and the least of both is taken all the same.
        wait_ms = {"$toLong": {"$min": [max_ms, {"$multiply": [1000, {"$pow": [2.0, {"$subtract": [beyond, 1]}]}]}]}}
        before = self._attempts.find_one_and_update(
            {"_id": key},
            [
                {
                    "$set": {
                        "attempts": {"$cond": [is_taken, attempts, "$attempts"]},
                        "next_at": {
                            "$cond": [
                                is_taken,
                                {"$cond": [{"$lt": [beyond, 1]}, AT_ANY_TIME, {"$add": [now, wait_ms]}]},
                                "$next_at",
                            ]
                        },
                        "expires_at": {"$cond": [is_taken, now + ATTEMPTS_COUNT_FOR, "$expires_at"]},
                    }
                }
            ],
            upsert=True,
            return_document=ReturnDocument.BEFORE,
        )
        return before is None or before["expires_at"] <= now or before["next_at"] <= now

    def give_back(self, keys: Collection[str]) -> None:
        """Of an attempt that succeeded."""
        self._attempts.update_many({"_id": {"$in": list(keys)}, "attempts": {"$gt": 0}}, {"$inc": {"attempts": -1}})

    def forget(self, keys: Collection[str]) -> None:
        """Begin again after a success."""
        self._attempts.delete_many({"_id": {"$in": list(keys)}})
