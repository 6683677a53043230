"""Which interviews were forgotten, so that whatever comes late finds out; how far their erasure is; and the erasure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from pymongo import ASCENDING, DESCENDING

from interview.adapters.mongo.client import Database, Document, all_parsed, parsed, repository, stored_event
from interview.adapters.mongo.indexes import INDEXES
from interview.adapters.mongo.self_identifications import SelfIdentificationRepository
from interview.domain.cursors import Position
from interview.domain.sessions.erasure import Erasure, session_hash

if TYPE_CHECKING:
    from interview.domain.events import SessionErased

KEPT = frozenset(
    {
        "organisations",
        "users",
        "member_invitations",
        "password_resets",
        "second_factors",
        "sign_in_providers",
        "provider_attempts",
        "sign_ins",
        "sign_in_attempts",
        "known_places",
        "templates",
        "template_versions",
        "tags",
        "stage_usage",
        "model_limits",
        "exports",
        "analytics",
        "hash_keys",
        "self_identifications",
        "suppressed_addresses",
        "forgotten_sessions",
        "audit_entries",
        "api_keys",
        "kept_answers",
        "organisation_settings",
        "consent_texts",
        "mail_settings",
        "webhooks",
        "invitation_batches",
        "public_links",
        "logos",
    }
)
"""What holds nothing of one candidate (sums of many: `analytics`) but an id (`audit_entries`), or what nobody can read
without a key that is stored nowhere (`kept_answers`, for a day), or goes as a whole (`exports`) or by an
id that follows from its own (`self_identifications`). All others are emptied of a session, by an index of its id."""


MAY_INVITE = ("ready", "invited")
"""States of a row (`domain/invitations`, which candidates' requests do not import) by which somebody is invited, or
was: it goes with that interview."""


class Due(NamedTuple):
    """An interview that is to be erased now. `done_at` is when all of it was gone for the first time, and `rounds` how
    often what came late was looked for since."""

    session_id: UUID
    done_at: datetime | None
    rounds: int


@repository
class ForgottenSessionRepository:
    """One document for each, by the hash of its id. The id itself, and by which rows of lists name the person, stand in
    it until nothing can come late any more, and the hash of the link as long as who opens that is told."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._forgotten = database["forgotten_sessions"]
        self._rows = database["invitation_rows"]

    def add(
        self,
        session_id: UUID,
        erasure: Erasure,
        organisation_id: UUID | None = None,
        link_token_hash: str | None = None,
        erased: "SessionErased | None" = None,
        marks: Collection[str] = (),
    ) -> None:
        """With what is to be told after the erasure, and what rows of lists are found by. A repeat keeps what was asked
        for first."""
        of = {"session_id": session_id, "organisation_id": organisation_id, "erasure": erasure.model_dump()}
        link = {"link_token_hash": link_token_hash} if link_token_hash else {}
        told = {"to_tell": [stored_event(erased)]} if erased else {}
        named = {"marks": sorted(marks)} if marks else {}
        stored = {
            **of,
            **link,
            **told,
            **named,
            "rounds": 0,
            "next_at": erasure.asked_at,
            "forgotten_at": erasure.asked_at,
        }
        self._forgotten.update_one({"_id": erasure.session_hash}, {"$setOnInsert": stored}, upsert=True)

    def begin(self, session_id: UUID, now: datetime) -> None:
        """Once."""
        self._forgotten.update_one(
            {"_id": session_hash(session_id), "erasure.begun_at": None}, {"$set": {"erasure.begun_at": now}}
        )

    def count(self, session_id: UUID, kind: str, counts: Mapping[str, int]) -> None:
        """Add what was erased, `documents` or `objects`, to the report, which ends where all was gone for the first
        time."""
        more = {f"erasure.{kind}.{name}": count for name, count in counts.items() if count}
        if more:
            self._forgotten.update_one(
                {"_id": session_hash(session_id), "erasure.done_at": None, "erasure": {"$exists": True}}, {"$inc": more}
            )

    def finish(self, session_id: UUID, now: datetime, next_at: datetime) -> None:
        """Nothing is left of it, for the first time: what `add` stored is published from now on."""
        done = {"$set": {"erasure.done_at": now, "next_at": next_at}, "$rename": {"to_tell": "unpublished"}}
        self._forgotten.update_one(
            {"_id": session_hash(session_id), "erasure.done_at": None, "erasure": {"$exists": True}}, done
        )

    def look_again(self, due: Due, next_at: datetime | None) -> None:
        """What came late was erased: look again then, or, at the end, forget the id as well."""
        again: Document = {"$set": {"next_at": next_at, "rounds": due.rounds + 1}}
        if next_at is None:
            again = {"$unset": {"session_id": True, "marks": True, "next_at": True, "rounds": True}}
        self._forgotten.update_one({"_id": session_hash(due.session_id), "rounds": due.rounds}, again)

    def due(self, now: datetime, most: int) -> Sequence[Due]:
        """The longest first."""
        found = self._forgotten.find({"next_at": {"$lte": now}}).sort([("next_at", ASCENDING)]).limit(most)
        return [Due(each["session_id"], each["erasure"]["done_at"], each["rounds"]) for each in found]

    def forget_links(self, before: datetime) -> int:
        """Of those that were erased before then. How many there were."""
        old = {"link_token_hash": {"$exists": True}, "forgotten_at": {"$lt": before}}
        return self._forgotten.update_many(old, {"$unset": {"link_token_hash": True}}).modified_count

    def among(self, session_ids: Collection[UUID]) -> set[UUID]:
        """Those of them that were forgotten. Once the id itself was kept."""
        ids: dict[Any, UUID] = {session_hash(session_id): session_id for session_id in session_ids}
        ids.update({session_id: session_id for session_id in session_ids})
        return {ids[stored["_id"]] for stored in self._forgotten.find({"_id": {"$in": list(ids)}}, {"_id": True})}

    def of_session(self, organisation_id: UUID, session_id: UUID) -> Erasure | None:
        return self._one({"_id": session_hash(session_id), "organisation_id": organisation_id})

    def get(self, organisation_id: UUID, erasure_id: UUID) -> Erasure | None:
        return self._one({"organisation_id": organisation_id, "erasure.id": erasure_id})

    def by_link(self, link_token_hash: str) -> Erasure | None:
        return self._one({"link_token_hash": link_token_hash})

    def page(self, organisation_id: UUID, after: Position | None, limit: int) -> Sequence[Erasure]:
        """Newest first; `after` is (asked_at, id) of the last one of the page before."""
        wanted: Document = {"organisation_id": organisation_id}
        if after:
            at, last = after
            wanted["$or"] = [{"forgotten_at": {"$lt": at}}, {"forgotten_at": at, "erasure.id": {"$lt": last}}]
        found = self._forgotten.find(wanted, {"erasure": True})
        ordered = found.sort([("forgotten_at", DESCENDING), ("erasure.id", DESCENDING)]).limit(limit)
        return list(all_parsed(Erasure, (stored["erasure"] for stored in ordered)))

    def erase(self, session_id: UUID) -> dict[str, int]:
        """Delete all that the database has of a session, the session first: its link ends with it. How many there
        were, by collection."""
        deleted = {"sessions": self._database["sessions"].delete_one({"_id": session_id}).deleted_count}
        for name in sorted(INDEXES.keys() - KEPT - {"sessions"}):
            deleted[name] = self._database[name].delete_many({"session_id": session_id}).deleted_count
        deleted["self_identifications"] = SelfIdentificationRepository(self._database).remove(session_id)
        deleted["invitation_rows"] += self._erase_rows(session_id)
        return deleted

    def marks_in_lists(self, session_id: UUID) -> set[str]:
        """Those of the rows that go with a session: whoever it is of may be called something else since."""
        found = self._rows.find({"session_id": session_id}, {"marks": True})
        return {mark for row in found for mark in row.get("marks", ())}

    def _erase_rows(self, session_id: UUID) -> int:
        """Rows that name the person and invite nobody: of who was passed over, could not be read, or stands in a list
        that was cancelled. One by which somebody is still to be invited stays: that is another invitation. How many
        there were."""
        stored = self._forgotten.find_one({"_id": session_hash(session_id)}, {"marks": True}) or {}
        named: Document = {"marks": {"$in": stored.get("marks", [])}}
        passed_over = self._rows.delete_many({**named, "state": {"$nin": list(MAY_INVITE)}}).deleted_count
        lists = self._rows.distinct("batch_id", {**named, "state": "ready"})
        cancelled = self._database["invitation_batches"].distinct("_id", {"_id": {"$in": lists}, "state": "cancelled"})
        never = {**named, "state": "ready", "batch_id": {"$in": cancelled}}
        return passed_over + self._rows.delete_many(never).deleted_count

    def _one(self, wanted: Document) -> Erasure | None:
        stored = self._forgotten.find_one(wanted, {"erasure": True})
        return parsed(Erasure, stored["erasure"]) if stored and "erasure" in stored else None
