"""Proctoring events: added, never changed, gone when their time of retention is over."""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, all_parsed, repository, stored_event
from interview.domain.cursors import Position
from interview.domain.proctoring import Flag, OfQuestion

if TYPE_CHECKING:
    from interview.domain.events import FlagRecorded


@repository
class ProctoringEventRepository:
    def __init__(self, database: Database) -> None:
        self._events = database["proctoring_events"]

    def add(
        self,
        session_id: UUID,
        flag: Flag,
        received_at: datetime,
        kept_for: timedelta,
        recorded: "FlagRecorded | None" = None,
    ) -> bool:
        """Whether it is new: the first event of an id stays. `recorded` is what is to be told of it."""
        fields: Document = flag.model_dump()
        event = {
            "session_id": session_id,
            "event_id": fields.pop("id"),
            **fields,
            "received_at": received_at,
            "expires_at": received_at + kept_for,
            **({"unpublished": [stored_event(recorded)]} if recorded else {}),
        }
        try:
            self._events.insert_one(event)
        except DuplicateKeyError:
            return False
        return True

    def has(self, session_id: UUID, event_id: UUID) -> bool:
        return self._events.find_one({"session_id": session_id, "event_id": event_id}, {"_id": True}) is not None

    def page(self, session_id: UUID, question: OfQuestion, after: Position | None, limit: int) -> list[Flag]:
        """In the order of their times; `after` is (at, id) of the last flag of the page before."""
        wanted: Document = {"session_id": session_id}
        if question is not None:
            wanted["question_index"] = None if question == "none" else question
        if after:
            at, last = after
            wanted["$or"] = [{"at": {"$gt": at}}, {"at": at, "event_id": {"$gt": last}}]
        found = self._events.find(wanted).sort([("at", ASCENDING), ("event_id", ASCENDING)]).batch_size(limit)
        readable = all_parsed(Flag, ({**stored, "_id": stored["event_id"]} for stored in found))
        return list(islice(readable, limit))

    def counts_of(self, session_ids: Collection[UUID], but: Collection[UUID] = ()) -> dict[UUID, int]:
        """How many each of these sessions has, without those of these ids."""
        wanted: Document = {"session_id": {"$in": list(session_ids)}}
        if but:
            wanted["event_id"] = {"$nin": list(but)}
        found = self._events.aggregate([{"$match": wanted}, {"$group": {"_id": "$session_id", "count": {"$sum": 1}}}])
        return {row["_id"]: int(row["count"]) for row in found}

    def counts(self, session_id: UUID, among: Collection[UUID] | None = None) -> dict[tuple[int | None, str], int]:
        """How many there are of each question and type, of all or of these, counted where they are."""
        wanted: Document = {"session_id": session_id}
        if among is not None:
            wanted["event_id"] = {"$in": list(among)}
        of_each = {"_id": {"question": "$question_index", "type": "$type"}, "count": {"$sum": 1}}
        found = self._events.aggregate([{"$match": wanted}, {"$group": of_each}])
        return {(row["_id"].get("question"), str(row["_id"].get("type"))): int(row["count"]) for row in found}
