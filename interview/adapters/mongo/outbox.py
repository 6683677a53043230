"""Events that are stored and not published yet: in `unpublished` of the document whose change they tell of.

One write has both, so that neither is without the other. What was published is removed, and no document is made for it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import ValidationError
from pymongo import ASCENDING, UpdateOne

from interview.adapters.mongo.client import Database, Document, repository, unreadable
from interview.domain.events import Event, event_of
from interview.errors import StoredDocumentError

__all__ = ["OutboxRepository", "Place", "Waiting", "WaitingEvent"]

SESSION_ID = {
    "sessions": "_id",
    "scores": "session_id",
    "scorecards": "session_id",
    "decisions": "session_id",
    "notes": "session_id",
    "proctoring_events": "session_id",
    "shares": "session_id",
    "forgotten_sessions": "session_id",
}
"""The collections that have them, and where each names the session."""
AT_ONCE = ("sessions", "scores", "scorecards", "decisions", "notes")
"""Those whose events do not wait for the sweeper."""
UNPUBLISHED = {"unpublished": {"$exists": True}}
"""As the partial indexes have it."""


class Place(NamedTuple):
    """A document with events."""

    collection: str
    document_id: Any


class WaitingEvent(NamedTuple):
    """`stored` in `unpublished` of that document."""

    event: Event
    place: Place
    stored: Document


class Waiting(NamedTuple):
    events: list[WaitingEvent]
    unreadable: list[Place]
    """One for each event that cannot be read: it is logged, and left to a version that can."""


@repository
class OutboxRepository:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of_sessions(self, session_ids: Collection[UUID]) -> list[WaitingEvent]:
        """Those of sessions that are published at once, in the order in which each document has them."""
        return _read(
            (name, document)
            for name in AT_ONCE
            for document in self._database[name].find(
                {SESSION_ID[name]: {"$in": list(session_ids)}, **UNPUBLISHED}, {"unpublished": True}
            )
        ).events

    def of_session(self, session_id: UUID) -> list[WaitingEvent]:
        return self.of_sessions([session_id])

    def before(self, then: datetime, most: int, but: Collection[Place] = ()) -> Waiting:
        """Those that were stored before then, of as many documents of each kind at most, the oldest first. None of
        the documents that are named in `but`."""
        return _read(
            (name, document)
            for name in SESSION_ID
            for document in self._database[name]
            .find(
                _stored_before(then, [place.document_id for place in but if place.collection == name]),
                {"unpublished": True},
            )
            .sort([("unpublished.at", ASCENDING)])
            .limit(most)
        )

    def published(self, events: list[WaitingEvent]) -> None:
        """Remove them. A document that was erased meanwhile stays so."""
        for name in SESSION_ID:
            removed = [_without(event) for event in events if event.place.collection == name]
            if removed:
                self._database[name].bulk_write(removed, ordered=False)


def _stored_before(then: datetime, but: list[Any]) -> Document:
    return {**UNPUBLISHED, "unpublished.at": {"$lt": then}, **({"_id": {"$nin": but}} if but else {})}


def _read(found: Iterable[tuple[str, Document]]) -> Waiting:
    waiting = Waiting([], [])
    for name, document in found:
        place = Place(name, document["_id"])
        for stored in document["unpublished"]:
            try:
                waiting.events.append(WaitingEvent(event_of(stored), place, stored))
            except ValidationError:
                unreadable(document, StoredDocumentError(f"an event of {name} cannot be read"))
                waiting.unreadable.append(place)
    return waiting


def _without(waiting: WaitingEvent) -> UpdateOne:
    left = {"$filter": {"input": "$unpublished", "cond": {"$ne": ["$$this", {"$literal": waiting.stored}]}}}
    return UpdateOne(
        {"_id": waiting.place.document_id, **UNPUBLISHED},
        [
            {"$set": {"unpublished": left}},
            {"$set": {"unpublished": {"$cond": [{"$eq": ["$unpublished", []]}, "$$REMOVE", "$unpublished"]}}},
        ],
    )
