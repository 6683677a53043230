"""What is kept beside the interviews: made anew by whoever has a later turn (`SessionRepository.listing_turns`)."""

from collections.abc import Mapping
from uuid import UUID

from pymongo import DeleteMany, ReplaceOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

from interview.adapters.mongo.client import Document

__all__ = ["Write", "replacing", "write"]

DUPLICATE_KEY = 11000

Write = ReplaceOne[Document] | DeleteMany


def replacing(session_id: UUID, turn: int, key: str, made: Mapping[object, Document]) -> list[Write]:
    """Put these, by what their `key` is, in the place of a session's of an earlier turn. What a later turn has put
    stays: of the same key there is one."""
    older = {"session_id": session_id, "turn": {"$lt": turn}}
    puts = [ReplaceOne({**older, key: value}, {**fields, "turn": turn}, upsert=True) for value, fields in made.items()]
    return [*puts, DeleteMany({**older, key: {"$nin": list(made)}})]


def write(collection: Collection[Document], writes: list[Write]) -> None:
    if not writes:
        return
    try:
        collection.bulk_write(writes, ordered=False)
    except BulkWriteError as error:
        if any(fault["code"] != DUPLICATE_KEY for fault in error.details["writeErrors"]):
            raise
