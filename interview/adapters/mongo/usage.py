"""What each interview has used of its quotas: counted on the session or the answer, so that it goes with them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pymongo import UpdateOne

from interview.adapters.mongo.client import Database, repository
from interview.domain.quotas import Quota
from interview.errors import NotFoundError, QuotaExceededError

FIELD = "usage"
"""Beside the fields of a session and of an answer, and no part of either."""


@repository
class UsageRepository:
    def __init__(self, database: Database) -> None:
        self._sessions = database["sessions"]
        self._answers = database["answers"]

    def count(self, quota: Quota, session_id: UUID, question_index: int | None = None, *, amount: int = 1) -> None:
        """Count `amount` more, in one step with looking whether there is room for it: callers at once share it.

        Raises QuotaExceededError, with nothing counted, where there is none, and NotFoundError where the session or
        question is gone. What is counted and then fails stays counted.
        """
        collection, owner = self._owner(quota, session_id, question_index)
        used = f"{FIELD}.{quota.name}"
        room = {used: {"$not": {"$gt": quota.most - amount}}}
        if amount <= quota.most and collection.update_one({**owner, **room}, {"$inc": {used: amount}}).matched_count:
            return
        if collection.find_one(owner, {"_id": True}) is None:
            raise NotFoundError("No such interview, or no such question.")
        raise QuotaExceededError(quota.refusal or f"The quota of {quota.name} is used up.")

    def add(self, quota: Quota, amounts: Mapping[UUID, int]) -> None:
        """Count what sessions have used already, room or not, in one write. A session that is gone is passed over."""
        used = f"{FIELD}.{quota.name}"
        changes = [UpdateOne({"_id": session_id}, {"$inc": {used: amount}}) for session_id, amount in amounts.items()]
        if changes:
            self._sessions.bulk_write(changes, ordered=False)

    def used(self, quota: Quota, session_id: UUID, question_index: int | None = None) -> int:
        """How much of it was counted so far."""
        collection, owner = self._owner(quota, session_id, question_index)
        stored = collection.find_one(owner, {f"{FIELD}.{quota.name}": True}) or {}
        return int(stored.get(FIELD, {}).get(quota.name, 0))

    def _owner(self, quota: Quota, session_id: UUID, question_index: int | None) -> tuple[Any, dict[str, Any]]:
        if quota.per_question != (question_index is not None):
            raise ValueError(f"{quota.name} is counted {'by question' if quota.per_question else 'by session'}")
        if question_index is None:
            return self._sessions, {"_id": session_id}
        return self._answers, {"session_id": session_id, "question_index": question_index}
