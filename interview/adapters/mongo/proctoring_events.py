"""Proctoring events: added, never changed, gone when their time of retention is over."""

from datetime import datetime, timedelta
from uuid import UUID

from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, all_parsed, repository
from interview.domain.proctoring import Flag


@repository
class ProctoringEventRepository:
    def __init__(self, database: Database) -> None:
        self._events = database["proctoring_events"]

    def add(self, session_id: UUID, flag: Flag, received_at: datetime, kept_for: timedelta) -> bool:
        """Whether it is new: the first event of an id stays."""
        fields: Document = flag.model_dump()
        event = {
            "session_id": session_id,
            "event_id": fields.pop("id"),
            **fields,
            "received_at": received_at,
            "expires_at": received_at + kept_for,
        }
        try:
            self._events.insert_one(event)
        except DuplicateKeyError:
            return False
        return True

    def of_session(self, session_id: UUID) -> list[Flag]:
        """In the order of their times."""
        found = self._events.find({"session_id": session_id}).sort([("at", ASCENDING), ("_id", ASCENDING)])
        return list(all_parsed(Flag, ({**stored, "_id": stored["event_id"]} for stored in found)))
