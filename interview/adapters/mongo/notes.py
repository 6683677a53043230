"""Notes on interviews. They are added, never changed, and go with their interview."""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, all_parsed, parsed, repository, stored_event
from interview.domain.cursors import Position
from interview.domain.decisions.entries import VIEWER
from interview.domain.decisions.notes import Note

if TYPE_CHECKING:
    from interview.domain.events import NoteAdded


@repository
class NoteRepository:
    def __init__(self, database: Database) -> None:
        self._notes = database["notes"]

    def add(self, note: Note, event: "NoteAdded") -> bool:
        """With what is to be told of it. Whether it is new: the first note of an id stays."""
        fields = note.model_dump()
        fields["note_id"] = fields.pop("id")
        try:
            self._notes.insert_one({**fields, "unpublished": [stored_event(event)]})
        except DuplicateKeyError:
            return False
        return True

    def find(self, session_id: UUID, note_id: UUID) -> Note | None:
        stored = self._notes.find_one({"session_id": session_id, "note_id": note_id})
        return parsed(Note, _by_note_id(stored)) if stored else None

    def page(self, session_id: UUID, author_id: UUID | None, after: Position | None, limit: int) -> Sequence[Note]:
        """Newest first, of one author or of all; `after` is (at, id) of the last note of the page before."""
        wanted: Document = {"session_id": session_id, **({"author.id": author_id} if author_id else {})}
        if after:
            at, last = after
            wanted["$or"] = [{"at": {"$lt": at}}, {"at": at, "note_id": {"$lt": last}}]
        return self._newest(wanted, limit)

    def of_people(self, session_id: UUID, limit: int) -> Sequence[Note]:
        """Newest first, of those who have an account: however many others there are."""
        return self._newest({"session_id": session_id, "author.role": {"$ne": VIEWER}}, limit)

    def _newest(self, wanted: Document, limit: int) -> Sequence[Note]:
        found = self._notes.find(wanted).sort([("at", DESCENDING), ("note_id", DESCENDING)]).batch_size(limit)
        return list(islice(all_parsed(Note, map(_by_note_id, found)), limit))


def _by_note_id(stored: Document) -> Document:
    return {**stored, "_id": stored["note_id"]}
