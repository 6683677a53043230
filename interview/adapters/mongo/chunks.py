"""The registry of chunks: one document for each key, holding the version that counts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, UpdateOne
from pymongo.errors import BulkWriteError

from interview.adapters.mongo.client import Database, all_parsed, document, repository
from interview.domain.recordings.chunks import MAX_QUESTION_BYTES, MAX_SESSION_BYTES, RUN_LENGTH, Chunk
from interview.errors import DatabaseUnavailableError

DUPLICATE_KEY = 11000


@repository
class ChunkRepository:
    def __init__(self, database: Database) -> None:
        self._chunks = database["chunks"]

    def register(self, chunks: Sequence[Chunk], recorded: Mapping[int, int] | None = None) -> None:
        """Write chunks of one question; of several events for one key the latest by `sequencer` stays, in whatever
        order they come.

        `recorded` are the sizes that the question's manifest names, by index: of those chunks the latest of that size
        stays, where there is one.

        An upsert whose filter asks for a version that counts less meets the unique index where a document is there
        already: either that one counts, or another writer inserted in between, which one more try tells apart.
        """
        sizes = recorded or {}
        pending = list(chunks)
        for _ in range(2):
            if not pending:
                return
            try:
                self._chunks.bulk_write(
                    [self._counting(chunk, sizes.get(chunk.chunk_index)) for chunk in pending], ordered=False
                )
            except BulkWriteError as error:
                if error.details["writeConcernErrors"]:
                    raise DatabaseUnavailableError("the majority did not acknowledge the chunks in time") from error
                failures = error.details["writeErrors"]
                if any(failure["code"] != DUPLICATE_KEY for failure in failures):
                    raise
                pending = [pending[failure["index"]] for failure in failures]
            else:
                return

    def of_question(self, session_id: UUID, question_index: int) -> list[Chunk]:
        """In the order of their indexes."""
        found = self._chunks.find({"session_id": session_id, "question_index": question_index})
        return list(all_parsed(Chunk, found.sort("chunk_index", ASCENDING)))

    def questions(self, session_id: UUID) -> set[int]:
        """The indexes of the questions of which anything arrived."""
        return set(self._chunks.distinct("question_index", {"session_id": session_id}))

    def beginnings(self, session_id: UUID, besides: int, most: int) -> list[Chunk]:
        """First chunks of recorder runs, of other questions than that one."""
        first = {"question_index": {"$ne": besides}, "chunk_index": {"$mod": [RUN_LENGTH, 0]}}
        return list(all_parsed(Chunk, self._chunks.find({"session_id": session_id, **first}).limit(most)))

    def count(self, session_id: UUID, question_index: int | None = None, *, most: int) -> int:
        """How many there are of a session, or of one question; counting ends at `most`."""
        question = {} if question_index is None else {"question_index": question_index}
        return self._chunks.count_documents({"session_id": session_id, **question}, limit=most)

    def bytes_left(self, session_id: UUID, question_index: int) -> int:
        """How much more the question and its interview may have."""
        is_this = {"$eq": ["$question_index", question_index]}
        summed: list[dict[str, Any]] = [
            {"$match": {"session_id": session_id}},
            {"$group": {"_id": is_this, "bytes": {"$sum": "$size"}}},
        ]
        used = {bool(group["_id"]): int(group["bytes"]) for group in self._chunks.aggregate(summed)}
        of_question = used.get(True, 0)
        return min(MAX_QUESTION_BYTES - of_question, MAX_SESSION_BYTES - of_question - used.get(False, 0))

    def known(self, session_id: UUID, question_index: int, indexes: Collection[int]) -> dict[int, Chunk]:
        """Those of these indexes that are registered."""
        question = {"session_id": session_id, "question_index": question_index}
        found = self._chunks.find({**question, "chunk_index": {"$in": list(indexes)}})
        return {chunk.chunk_index: chunk for chunk in all_parsed(Chunk, found)}

    @staticmethod
    def _counting(chunk: Chunk, recorded_size: int | None) -> UpdateOne:
        """Write a chunk in the place of a version that counts less than it."""
        older: dict[str, Any] = {"sequencer": {"$lt": chunk.sequencer}}
        unfit = {"size": {"$ne": recorded_size}}
        if recorded_size is None:
            less = older
        elif chunk.size == recorded_size:
            less = {"$or": [older, unfit]}
        else:
            less = {**older, **unfit}
        key = {
            "session_id": chunk.session_id,
            "question_index": chunk.question_index,
            "chunk_index": chunk.chunk_index,
        }
        return UpdateOne({**key, **less}, {"$set": document(chunk)}, upsert=True)
