"""The registry of chunks: one document for each key, holding the version that counts."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, UpdateOne
from pymongo.errors import BulkWriteError

from interview.adapters.mongo.client import Database, document, parsed, repository
from interview.domain.chunks import Chunk, ChunkPlace
from interview.errors import DatabaseUnavailableError

DUPLICATE_KEY = 11000


@repository
class ChunkRepository:
    def __init__(self, database: Database) -> None:
        self._chunks = database["chunks"]

    def register(self, chunks: Sequence[Chunk], recorded: Mapping[ChunkPlace, int] | None = None) -> None:
        """Write a batch; of several events for one key the latest by `sequencer` stays, in whatever order they come.

        `recorded` are the sizes that manifests name: of those chunks the latest of that size stays, where there is one.

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
                    [self._counting(chunk, sizes.get(chunk.place)) for chunk in pending], ordered=False
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

    def find(self, session_id: UUID, question_index: int, chunk_index: int) -> Chunk | None:
        key = {"session_id": session_id, "question_index": question_index, "chunk_index": chunk_index}
        stored = self._chunks.find_one(key)
        return parsed(Chunk, stored) if stored else None

    def of_question(self, session_id: UUID, question_index: int) -> list[Chunk]:
        """In the order of their indexes."""
        found = self._chunks.find({"session_id": session_id, "question_index": question_index})
        return [parsed(Chunk, stored) for stored in found.sort("chunk_index", ASCENDING)]

    def of_session(self, session_id: UUID) -> list[Chunk]:
        found = self._chunks.find({"session_id": session_id})
        order = [("question_index", ASCENDING), ("chunk_index", ASCENDING)]
        return [parsed(Chunk, stored) for stored in found.sort(order)]

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
