"""Scores. They are never changed: another model, prompt, rubric or transcript makes another document.

While a score is being made of several samples, its document holds the replies there are: who repeats it after a crash
asks for the others alone.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from pymongo import ASCENDING
from pymongo.cursor import Cursor
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, all_parsed, parsed, repository, stored_event, unreadable
from interview.domain.evaluation.samples import Reply
from interview.domain.evaluation.score import JudgedLevels, Overall, Score, Scored, ScoreVersion, standing_score
from interview.domain.templates import Rubric
from interview.errors import StoredDocumentError

if TYPE_CHECKING:
    from interview.domain.events import AnswerScored

MADE = {"score": {"$exists": True}}
OLDEST_FIRST = [("version", ASCENDING), ("scored_at", ASCENDING), ("_id", ASCENDING)]
"""One that was asked for earlier may take longer, and is the older one all the same."""


class HoldingScore(NamedTuple):
    """A score that holds, the fingerprint that it is under, and what it was judged by; None where that was not stored
    yet."""

    fingerprint: str
    score: Score
    rubric: Rubric | None


def _key(session_id: UUID, question_index: int, fingerprint: str) -> Document:
    return {"session_id": session_id, "question_index": question_index, "fingerprint": fingerprint}


@repository
class ScoreRepository:
    def __init__(self, database: Database) -> None:
        self._scores = database["scores"]

    def add(
        self,
        session_id: UUID,
        question_index: int,
        fingerprint: str,
        score: Score,
        scored_at: datetime,
        event: "AnswerScored | None" = None,
        *,
        version: int = 0,
        rubric: Rubric | None = None,
    ) -> None:
        """Keep a score under the fingerprint of what it was made from, with what is to be told of it; the first one of
        a fingerprint stays. `version` and `rubric` as of `ScoreVersion`."""
        told = {"unpublished": [stored_event(event)]} if event else {}
        of_version = {"version": version, **({"rubric": rubric.model_dump()} if rubric else {})}
        made = {"scored_at": scored_at, "score": score.model_dump(), **of_version, **told}
        with suppress(DuplicateKeyError):
            self._scores.update_one(
                {**_key(session_id, question_index, fingerprint), "score": {"$exists": False}},
                {"$set": made, "$unset": {"replies": True}},
                upsert=True,
            )

    def find(self, session_id: UUID, question_index: int, fingerprint: str) -> Score | None:
        stored = self._scores.find_one({**_key(session_id, question_index, fingerprint), **MADE})
        return parsed(Score, stored["score"]) if stored else None

    def keep_reply(self, session_id: UUID, question_index: int, fingerprint: str, number: int, reply: Reply) -> None:
        """Keep a reply until the score is made; the first one of a number stays."""
        with suppress(DuplicateKeyError):
            self._scores.update_one(
                {
                    **_key(session_id, question_index, fingerprint),
                    f"replies.{number}": {"$exists": False},
                    "score": {"$exists": False},
                },
                {"$set": {f"replies.{number}": reply.model_dump()}},
                upsert=True,
            )

    def replies(self, session_id: UUID, question_index: int, fingerprint: str) -> dict[int, Reply]:
        """Those that are kept, by their numbers."""
        stored = self._scores.find_one(_key(session_id, question_index, fingerprint), {"replies": True})
        kept = (stored or {}).get("replies", {})
        return {int(number): parsed(Reply, reply) for number, reply in kept.items()}

    def overalls(self, session_id: UUID, words: Mapping[int, str | None]) -> dict[int, Overall]:
        """What the score that holds comes to, of each question; `words` are the hashes of the words that count."""
        told = (f"score.{name}" for name in Overall.model_fields)
        fields = dict.fromkeys(("session_id", "question_index", *told), True)
        found = self._readable(self._scores.find({"session_id": session_id, **MADE}, fields), Overall)
        standing = {index: standing_score(scores, words.get(index)) for index, scores in found.items()}
        return {index: score for index, score in standing.items() if score}

    def levels(self, fingerprints: Mapping[UUID, Collection[str]]) -> dict[UUID, dict[int, JudgedLevels]]:
        """Of those scores of these sessions that have a figure, by session and question index."""
        told = ("rubric_hash", "criteria.name", "criteria.level", "criteria.supported")
        fields = dict.fromkeys(("session_id", "question_index", *(f"score.{name}" for name in told)), True)
        of_any = {fingerprint for each in fingerprints.values() for fingerprint in each}
        wanted = {"session_id": {"$in": list(fingerprints)}, "fingerprint": {"$in": list(of_any)}}
        judged: dict[UUID, dict[int, JudgedLevels]] = {}
        for stored in self._scores.find({**wanted, "score.overall": {"$ne": None}}, fields):
            score = stored["score"]
            levels = {each["name"]: int(each["level"]) for each in score["criteria"] if each.get("supported")}
            of_session = judged.setdefault(stored["session_id"], {})
            of_session[int(stored["question_index"])] = JudgedLevels(score.get("rubric_hash", ""), levels)
        return judged

    def holding(self, session_id: UUID, words: Mapping[int, str | None]) -> dict[int, HoldingScore]:
        """The score that holds of each question; `words` are the hashes of the words that count."""
        found = self._scores.find({"session_id": session_id, **MADE})
        scores: dict[int, list[tuple[Document, Score]]] = {}
        for row, score in self._readable_rows(found, Score):
            scores.setdefault(int(row["question_index"]), []).append((row, score))
        holding = {}
        for index, rows in scores.items():
            standing = standing_score([score for _, score in rows], words.get(index))
            for row, score in rows:
                if score is standing:
                    rubric = parsed(Rubric, row["rubric"]) if row.get("rubric") else None
                    holding[index] = HoldingScore(row["fingerprint"], score, rubric)
        return holding

    def versions(self, session_id: UUID, question_index: int) -> list[ScoreVersion]:
        """All scores of a question that can be read, oldest first."""
        found = self._scores.find({"session_id": session_id, "question_index": question_index, **MADE})
        return list(all_parsed(ScoreVersion, found.sort(OLDEST_FIRST)))

    def standing(self, session_id: UUID, question_index: int, words: str | None) -> Score | None:
        """The score of a question that holds; `words` is the hash of the words that count."""
        found = self._scores.find({"session_id": session_id, "question_index": question_index, **MADE})
        return standing_score(self._readable(found, Score).get(question_index, ()), words)

    @staticmethod
    def _readable(found: Cursor[Document], model: type[Scored]) -> dict[int, list[Scored]]:
        """The scores of each question that can be read, oldest first."""
        scores: dict[int, list[Scored]] = {}
        for row, score in ScoreRepository._readable_rows(found, model):
            scores.setdefault(int(row["question_index"]), []).append(score)
        return scores

    @staticmethod
    def _readable_rows(found: Cursor[Document], model: type[Scored]) -> Iterator[tuple[Document, Scored]]:
        for row in found.sort(OLDEST_FIRST):
            try:
                yield row, parsed(model, row["score"])
            except StoredDocumentError as error:
                unreadable(row, error)
