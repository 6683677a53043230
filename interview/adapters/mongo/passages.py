"""Passages of what was said in interviews that have finished, found by their terms."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from pymongo import DESCENDING

from interview.adapters.mongo.client import Database, Document, all_parsed, repository
from interview.adapters.mongo.indexes import PASSAGE_TERMS
from interview.adapters.mongo.turn_writes import replacing, write
from interview.domain.asking.narrowed import Narrowed
from interview.domain.asking.passages import PASSAGES_VERSION, Passage
from interview.domain.asking.ranking import Hit

MOST_COUNTED = 20_000
"""What more passages have weighs as little as what these have."""


class Kept(NamedTuple):
    """The passages of an interview, and the number of the turn in which they were made."""

    turn: int
    passages: Sequence[Passage]


@repository
class PassageRepository:
    def __init__(self, database: Database) -> None:
        self._passages = database["passages"]

    def put(self, kept: Mapping[UUID, Kept]) -> None:
        """In the place of those of an earlier turn. What a later turn has put stays."""
        for session_id, (turn, passages) in kept.items():
            made: dict[object, Document] = {each.number: each.model_dump() for each in passages}
            write(self._passages, replacing(session_id, turn, "number", made))

    def remove(self, session_ids: Collection[UUID]) -> None:
        self._passages.delete_many({"session_id": {"$in": list(session_ids)}})

    def present(self, session_ids: Collection[UUID]) -> set[UUID]:
        """Those of them that have passages by the rules as they are."""
        first = {"session_id": {"$in": list(session_ids)}, "number": 0, "rules_version": PASSAGES_VERSION}
        return {stored["session_id"] for stored in self._passages.find(first, {"session_id": True})}

    def count(self) -> int:
        """Of all organisations, about."""
        return self._passages.estimated_document_count()

    def having(self, organisation_id: UUID, terms: Collection[str]) -> int:
        """How many of an organisation have one of these terms, `MOST_COUNTED` where there are more."""
        wanted = {"organisation_id": organisation_id, "terms": {"$in": sorted(terms)}}
        return self._passages.count_documents(wanted, limit=MOST_COUNTED, hint=PASSAGE_TERMS)

    def hits(
        self, organisation_id: UUID, terms: Collection[str], asked: Collection[str], narrowed: Narrowed, most: int
    ) -> list[Hit]:
        """Those that have one of these terms, latest first, and which of all that was `asked` for they have."""
        wanted = {"organisation_id": organisation_id, "terms": {"$in": sorted(terms)}, **_narrowing(narrowed)}
        fields = {
            "session_id": True,
            "length": True,
            "asked": {"$setIntersection": ["$terms", sorted(asked)]},
        }
        found = self._passages.find(wanted, fields).hint(PASSAGE_TERMS).sort([("at", DESCENDING)]).limit(most)
        return [Hit(each["_id"], each["session_id"], each["length"], frozenset(each["asked"])) for each in found]

    def those(self, ids: Collection[object]) -> dict[object, Passage]:
        """What there still is of them, by id."""
        found = self._passages.find({"_id": {"$in": list(ids)}})
        return {stored["_id"]: passage for stored in found for passage in all_parsed(Passage, [stored])}


def _narrowing(narrowed: Narrowed) -> Document:
    wanted: Document = {}
    if narrowed.templates:
        wanted["template_id"] = {"$in": list(narrowed.templates)}
    if narrowed.states:
        wanted["state"] = {"$in": [state.value for state in narrowed.states]}
    if narrowed.since or narrowed.until:
        since = {"$gte": narrowed.since} if narrowed.since else {}
        wanted["at"] = {**since, **({"$lt": narrowed.until} if narrowed.until else {})}
    return wanted
