"""What was asked of each model, counted against the limits of the account: all functions share them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pymongo
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, repository
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation.model_limits import REQUESTS_A_DAY, TOKENS_A_MINUTE, Limit, Room
from interview.errors import RateLimitedError

__all__ = ["ModelLimitRepository"]

ANSWER_TIMEOUT_S = 1
"""A candidate waits: rather nobody counts than nobody is told anything."""
KEPT_FOR = timedelta(days=30)
PER = {TOKENS_A_MINUTE: timedelta(minutes=1), REQUESTS_A_DAY: timedelta(days=1)}
NO_ROOM = "the limits of the account leave no room now"
TAKEN_MEANWHILE_S = 0.5
"""How soon to ask again where somebody else was faster."""


@repository
class ModelLimitRepository:
    """A model has limits once the vendor has told of them (`learn`); at most `tokens_a_minute` where that is set."""

    def __init__(self, database: Database, *, tokens_a_minute: int = 0, clock: Clock = utc_now) -> None:
        self._models = database["model_limits"]
        self._set = {TOKENS_A_MINUTE: tokens_a_minute} if tokens_a_minute else {}
        self._clock = clock

    def take(self, model: str, tokens: int, *, behind: int = 0, leaves: float = 0.0) -> None:
        """Count a request of so many tokens where there is such room for it (`Room`), in one step with looking.

        Raises RateLimitedError where there is not, which says in how many seconds there is, as far as is known now;
        then nothing is counted. Neither is a request that is larger than its limit: the vendor refuses it.
        """
        with pymongo.timeout(ANSWER_TIMEOUT_S):
            now = self._clock()
            stored = self._models.find_one({"_id": model}) or {}
            limits = self._limits(stored, now)
            rooms = {TOKENS_A_MINUTE: Room(tokens, behind, leaves), REQUESTS_A_DAY: Room(1, behind, leaves)}
            rests: datetime = stored.get("paused_until", now)

            def wait_s(behind: int) -> float:
                free = [limit.free_at(replace(rooms[name], behind=behind), now) for name, limit in limits.items()]
                return (max([rests, *free]) - now).total_seconds()

            if wait_s(behind) > 0:
                raise RateLimitedError(NO_ROOM, wait_s(behind), wait_s(behind=0))
            too_large = any(rooms[name].amount > limit.most for name, limit in limits.items())
            if limits and not too_large and not self._count(model, limits, rooms, now):
                raise RateLimitedError(NO_ROOM, TAKEN_MEANWHILE_S)

    def learn(self, model: str, told: Mapping[str, tuple[int, float]], took_s: float = 0.0) -> None:
        """What the vendor tells of a model's limits: how much of each, and in how many seconds it is whole again,
        reckoned from the request, `took_s` ago. What was counted here stays counted: others have asked since."""
        if told:
            asked_at = self._clock() - timedelta(seconds=took_s)
            most = {f"limits.{name}.most": most for name, (most, _) in told.items()}
            full_at = {f"limits.{name}.full_at": asked_at + timedelta(seconds=full) for name, (_, full) in told.items()}
            self._change(model, {"$set": {**most, "expires_at": asked_at + KEPT_FOR}, "$max": full_at})

    def pause(self, model: str, seconds: float) -> None:
        """Nobody asks it for so long. The vendor refused, and it may be for a limit that it tells nothing else of."""
        now = self._clock()
        until = now + timedelta(seconds=seconds)
        self._change(model, {"$max": {"paused_until": until, "expires_at": now + KEPT_FOR}})

    def _limits(self, stored: Document, now: datetime) -> dict[str, Limit]:
        known = stored.get("limits", {})
        return {
            name: Limit(
                most=min(each[name] for each in (self._set, _most(known)) if name in each),
                per=PER[name],
                full_at=known.get(name, {}).get("full_at", now),
            )
            for name in PER
            if name in self._set or name in known
        }

    def _count(self, model: str, limits: Mapping[str, Limit], rooms: Mapping[str, Room], now: datetime) -> bool:
        """Whether there still was such room."""
        full_at = {name: f"limits.{name}.full_at" for name in limits}
        latest = {full_at[name]: {"$not": {"$gt": limit.latest(rooms[name], now)}} for name, limit in limits.items()}
        later = {
            full_at[name]: {"$add": [{"$max": [f"${full_at[name]}", now]}, _ms(limit.takes(rooms[name].amount))]}
            for name, limit in limits.items()
        }
        try:
            counted = self._models.update_one(
                {"_id": model, "paused_until": {"$not": {"$gt": now}}, **latest},
                [{"$set": {**later, "expires_at": now + KEPT_FOR}}],
                upsert=True,
            )
        except DuplicateKeyError:  # it is there, with less room
            return False
        return bool(counted.matched_count or counted.upserted_id)

    def _change(self, model: str, change: Mapping[str, Any]) -> None:
        with pymongo.timeout(ANSWER_TIMEOUT_S):
            self._models.update_one({"_id": model}, change, upsert=True)


def _most(known: Mapping[str, Document]) -> dict[str, int]:
    return {name: limit["most"] for name, limit in known.items() if "most" in limit}


def _ms(time: timedelta) -> int:
    return round(time / timedelta(milliseconds=1))
