"""Scores. They are never changed: another model, prompt, rubric or transcript makes another document."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pymongo import ASCENDING
from pymongo.cursor import Cursor

from interview.adapters.mongo.client import Database, Document, parsed, repository, unreadable
from interview.domain.evaluation.scoring import Overall, Score
from interview.errors import StoredDocumentError

Scored = TypeVar("Scored", Overall, Score)


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

    def overalls(self, session_id: UUID, words: Mapping[int, str | None]) -> dict[int, Overall]:
        """What the newest score of each question comes to, as `newest` has it of each."""
        fields = dict.fromkeys(("session_id", "question_index", "score.overall", "score.transcript_hash"), True)
        found = self._scores.find({"session_id": session_id}, fields)
        return self._newest(found, words, Overall)

    def newest(self, session_id: UUID, question_index: int, words: str | None) -> Score | None:
        """The newest score of a question, of those that can be read: of those about the words that count, whose hash
        `words` is; where there is none, of all. A score of older words may have taken longer, and come last."""
        found = self._scores.find({"session_id": session_id, "question_index": question_index})
        return self._newest(found, {question_index: words}, Score).get(question_index)

    @staticmethod
    def _newest(found: Cursor[Document], words: Mapping[int, str | None], model: type[Scored]) -> dict[int, Scored]:
        newest: dict[int, Scored] = {}
        for row in found.sort([("scored_at", ASCENDING), ("_id", ASCENDING)]):
            index = int(row["question_index"])
            try:
                score = parsed(model, row["score"])
            except StoredDocumentError as error:
                unreadable(row, error)
                continue
            of_older_words = score.transcript_hash != words.get(index)
            if of_older_words and index in newest and newest[index].transcript_hash == words.get(index):
                continue
            newest[index] = score
        return newest
