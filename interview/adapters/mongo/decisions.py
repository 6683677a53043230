"""What people found about interviews. Entries are added, never changed, and go with their interview."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, all_parsed, parsed, repository, stored_event
from interview.domain.cursors import Position
from interview.domain.decisions.entries import Entry

if TYPE_CHECKING:
    from interview.domain.events import Event


@repository
class DecisionRepository:
    def __init__(self, database: Database) -> None:
        self._decisions = database["decisions"]

    def add(self, entry: Entry, event: "Event") -> bool:
        """With what is to be told of it. Whether it is new: the first entry of an id stays."""
        fields = entry.model_dump()
        fields["entry_id"] = fields.pop("id")
        try:
            self._decisions.insert_one({**fields, "unpublished": [stored_event(event)]})
        except DuplicateKeyError:
            return False
        return True

    def find(self, session_id: UUID, entry_id: UUID) -> Entry | None:
        stored = self._decisions.find_one({"session_id": session_id, "entry_id": entry_id})
        return parsed(Entry, _by_entry_id(stored)) if stored else None

    def of_session(self, session_id: UUID) -> list[Entry]:
        """All that can be read, in no order."""
        return list(all_parsed(Entry, map(_by_entry_id, self._decisions.find({"session_id": session_id}))))

    def of_sessions(self, session_ids: Collection[UUID]) -> dict[UUID, list[Entry]]:
        """All that can be read of each, in no order."""
        found: dict[UUID, list[Entry]] = defaultdict(list)
        stored = self._decisions.find({"session_id": {"$in": list(session_ids)}})
        for entry in all_parsed(Entry, map(_by_entry_id, stored)):
            found[entry.session_id].append(entry)
        return found

    def dismissals(self, session_id: UUID) -> list[Entry]:
        """What people said of flags, in no order."""
        of_flags = self._decisions.find({"session_id": session_id, "finding.kind": "flag_dismissal"})
        return list(all_parsed(Entry, map(_by_entry_id, of_flags)))

    def judged_by(self, author_id: UUID, session_ids: Collection[UUID]) -> dict[UUID, set[int]]:
        """Of which questions of each session this person has given levels."""
        wanted = {"session_id": {"$in": list(session_ids)}, "author.id": author_id, "finding.kind": "answer_levels"}
        judged: dict[UUID, set[int]] = defaultdict(set)
        for stored in self._decisions.find(wanted, {"session_id": True, "finding.question_index": True}):
            judged[stored["session_id"]].add(int(stored["finding"]["question_index"]))
        return judged

    def page(self, session_id: UUID, author_id: UUID | None, after: Position | None, limit: int) -> Sequence[Entry]:
        """Newest first, of one author or of all; `after` is (at, id) of the last entry of the page before."""
        wanted: Document = {"session_id": session_id, **({"author.id": author_id} if author_id else {})}
        if after:
            at, last = after
            wanted["$or"] = [{"at": {"$lt": at}}, {"at": at, "entry_id": {"$lt": last}}]
        found = self._decisions.find(wanted).sort([("at", DESCENDING), ("entry_id", DESCENDING)]).batch_size(limit)
        return list(islice(all_parsed(Entry, map(_by_entry_id, found)), limit))


def _by_entry_id(stored: Document) -> Document:
    return {**stored, "_id": stored["entry_id"]}
