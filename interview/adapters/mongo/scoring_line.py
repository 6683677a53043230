"""The answers that wait for a model to score them, in the order in which they came."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, repository
from interview.domain.clock import Clock, utc_now

__all__ = ["Place", "ScoringLineRepository"]

ASKS_FOR = timedelta(minutes=3)
"""How long one run may ask the model: as long as its function may run. Of two, the second waits."""
LATE_AFTER = timedelta(seconds=45)
"""Whoever is so late is waited for no more by those behind: its execution may have ended."""
KEPT_FOR = timedelta(days=1)
"""A place after the date on which it was due."""
MAX_BEHIND = 1_000
"""More are not counted: it is nobody's turn who is so far behind."""


@dataclass(frozen=True)
class Place:
    """`behind` others, who came before; it has waited `waits` times. `budget` is that of the reply where it is known
    that a smaller one does not do."""

    behind: int = 0
    waits: int = 0
    budget: int | None = None


@repository
class ScoringLineRepository:
    """Order is asked for, not locked: two who come at once may be let go in either order."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._line = database["scoring_line"]
        self._clock = clock

    def join(self, session_id: UUID, question_index: int) -> Place | None:
        """Its place, kept from the first time on, and its turn to ask; None where another run asks for it now."""
        now = self._clock()
        answer = {"session_id": session_id, "question_index": question_index}
        try:
            stored = self._line.find_one_and_update(
                {**answer, "asks_until": {"$not": {"$gt": now}}},
                {
                    "$setOnInsert": {"arrived_at": now},
                    "$set": {"asks_until": now + ASKS_FOR, "expires_at": now + KEPT_FOR},
                    "$unset": {"due_at": True},
                },
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            return None
        assert stored is not None, "it was made where there was none"
        before = {"arrived_at": {"$lt": stored["arrived_at"]}, "due_at": {"$gt": now - LATE_AFTER}}
        behind = self._line.count_documents(before, limit=MAX_BEHIND)
        return Place(behind, stored.get("waits", 0), stored.get("budget"))

    def wait(self, session_id: UUID, question_index: int, seconds: float, budget: int | None = None) -> None:
        """It comes again in so many seconds, and keeps its place until then."""
        due_at: datetime = self._clock() + timedelta(seconds=seconds)
        self._line.update_one(
            {"session_id": session_id, "question_index": question_index},
            {
                "$set": {"due_at": due_at, "expires_at": due_at + KEPT_FOR, **({"budget": budget} if budget else {})},
                "$unset": {"asks_until": True},
                "$inc": {"waits": 1},
            },
        )

    def leave(self, session_id: UUID, question_index: int) -> None:
        self._line.delete_one({"session_id": session_id, "question_index": question_index})
