"""Scores. They are never changed: another model, prompt, rubric or transcript makes another document."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pymongo import ASCENDING

from interview.adapters.mongo.client import Database, parsed, repository, unreadable
from interview.domain.scoring import Score
from interview.errors import StoredDocumentError


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

    def latest(self, session_id: UUID, words: Mapping[int, str | None]) -> dict[int, Score]:
        """The newest score of each question, of those that can be read: of those about the words that count, whose
        hashes `words` holds by question; where there is none, of all. A score of older words may have taken longer, and
        come last."""
        latest: dict[int, Score] = {}
        for row in self._scores.find({"session_id": session_id}).sort([("scored_at", ASCENDING), ("_id", ASCENDING)]):
            index = int(row["question_index"])
            try:
                score = parsed(Score, row["score"])
            except StoredDocumentError as error:
                unreadable(row, error)
                continue
            of_older_words = score.transcript_hash != words.get(index)
            if of_older_words and index in latest and latest[index].transcript_hash == words.get(index):
                continue
            latest[index] = score
        return latest
