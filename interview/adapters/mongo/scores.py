"""Scores. They are never changed: another model, prompt, rubric or transcript makes another document."""

from datetime import datetime
from uuid import UUID

from pymongo import DESCENDING

from interview.adapters.mongo.client import Database, parsed, repository
from interview.domain.scoring import Score


@repository
class ScoreRepository:
    def __init__(self, database: Database) -> None:
        self._scores = database["scores"]

    def add(self, session_id: UUID, question_index: int, fingerprint: str, score: Score, scored_at: datetime) -> None:
        """Keep a score under the fingerprint of what it was made from; the first one of a fingerprint stays."""
        self._scores.update_one(
            {"session_id": session_id, "question_index": question_index, "fingerprint": fingerprint},
            {"$setOnInsert": {"scored_at": scored_at, "score": score.model_dump()}},
            upsert=True,
        )

    def find(self, session_id: UUID, question_index: int, fingerprint: str) -> Score | None:
        stored = self._scores.find_one(
            {"session_id": session_id, "question_index": question_index, "fingerprint": fingerprint}
        )
        return parsed(Score, stored["score"]) if stored else None

    def latest(self, session_id: UUID) -> dict[int, Score]:
        """The newest score of each question."""
        newest = self._scores.aggregate(
            [
                {"$match": {"session_id": session_id}},
                {"$sort": {"question_index": 1, "scored_at": DESCENDING, "_id": DESCENDING}},
                {"$group": {"_id": "$question_index", "score": {"$first": "$score"}}},
            ]
        )
        return {int(row["_id"]): parsed(Score, row["score"]) for row in newest}
