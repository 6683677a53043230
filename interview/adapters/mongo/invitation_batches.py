"""Invitations of many at once, and a row for each person. Both go some days later; the interviews stay.

Beside the fields of a row stands `claim`, of whoever is being invited by it or was: of two batches with the same person
one has it. `session_id` is there since then, too, or names the interview by which somebody is known, so that a row goes
with it. By `marks` the others are found that name somebody who is erased (`forgotten_sessions.py`).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument, UpdateOne
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import (
    Database,
    Document,
    all_parsed,
    document,
    insert_missing,
    parsed,
    repository,
)
from interview.domain.invitations.batches import BatchState, InvitationBatch, InvitationRow, RowState, marks_of

NOBODY: Mapping[UUID, UUID] = {}
MAX_LISTED = 20
"""Of one person's: what is older is gone some days later anyway."""


@repository
class InvitationBatchRepository:
    def __init__(self, database: Database) -> None:
        self._batches = database["invitation_batches"]
        self._rows = database["invitation_rows"]

    def add(
        self, batch: InvitationBatch, rows: Sequence[InvitationRow], known_by: Mapping[UUID, UUID] = NOBODY
    ) -> None:
        """The rows first: a batch is there with all of them. A repeat changes nothing. `known_by` are the interviews of
        those that have one."""
        marks = {row.id: {"marks": marks_of(batch.organisation_id, row)} for row in rows}
        insert_missing(self._rows, [{**document(row), **marks[row.id], **_linked(row.id, known_by)} for row in rows])
        insert_missing(self._batches, [document(batch)])

    def get(self, batch_id: UUID) -> InvitationBatch | None:
        return self._parsed(self._batches.find_one({"_id": batch_id}))

    def latest_of(self, user_id: UUID) -> list[InvitationBatch]:
        """What a person has made, the newest first."""
        found = self._batches.find({"user_id": user_id}).sort([("created_at", DESCENDING), ("_id", DESCENDING)])
        return list(all_parsed(InvitationBatch, found.limit(MAX_LISTED)))

    def counts(self, batch_ids: Collection[UUID]) -> dict[UUID, dict[RowState, int]]:
        """How many rows are how far, counted."""
        found = self._rows.aggregate(
            [
                {"$match": {"batch_id": {"$in": list(batch_ids)}}},
                {"$group": {"_id": {"batch_id": "$batch_id", "state": "$state"}, "rows": {"$sum": 1}}},
            ]
        )
        counts: dict[UUID, dict[RowState, int]] = {batch_id: {} for batch_id in batch_ids}
        for each in found:
            counts[each["_id"]["batch_id"]][RowState(each["_id"]["state"])] = each["rows"]
        return counts

    def rows(self, batch_id: UUID, states: Collection[RowState], most: int, after_line: int = 0) -> list[InvitationRow]:
        """In the order of the file."""
        wanted = {"batch_id": batch_id, "state": {"$in": [state.value for state in states]}}
        found = self._rows.find({**wanted, "line": {"$gt": after_line}}).sort([("line", ASCENDING)])
        return list(all_parsed(InvitationRow, found.limit(most)))

    def move(self, batch_id: UUID, before: Collection[BatchState], **fields: Any) -> InvitationBatch | None:
        """For exactly one caller where that changes the state; None where it is in none of these any more."""
        return self._parsed(
            self._batches.find_one_and_update(
                {"_id": batch_id, "state": {"$in": [state.value for state in before]}},
                {"$set": fields},
                return_document=ReturnDocument.AFTER,
            )
        )

    def left_lying(self, before: datetime, most: int) -> list[UUID]:
        """Those that are being made and have not got on since then."""
        stuck = {"state": BatchState.INVITING.value, "moved_at": {"$lt": before}}
        return [stored["_id"] for stored in self._batches.find(stuck, {"_id": True}).limit(most)]

    def claim(self, row: InvitationRow, claim: str) -> bool:
        """Whether this row is the one by which somebody is invited; False where another is, or the row is gone."""
        try:
            claimed = self._rows.update_one(
                {"_id": row.id, "state": RowState.READY.value}, {"$set": {"claim": claim, "session_id": row.id}}
            )
        except DuplicateKeyError:
            return False
        return bool(claimed.matched_count)

    def claimed(self, batch_id: UUID) -> list[UUID]:
        """Rows that somebody was being invited by, and are not marked yet."""
        begun = {"batch_id": batch_id, "state": RowState.READY.value, "claim": {"$exists": True}}
        return [stored["_id"] for stored in self._rows.find(begun, {"_id": True})]

    def release(self, row_ids: Collection[UUID]) -> None:
        """Nobody is being invited by these any more."""
        ready = {"_id": {"$in": list(row_ids)}, "state": RowState.READY.value}
        self._rows.update_many(ready, {"$unset": {"claim": True, "session_id": True}})

    def release_invited(self, session_id: UUID) -> None:
        """Whoever was invited by a row of this interview may be invited by another."""
        self._rows.update_many({"session_id": session_id}, {"$unset": {"claim": True}})

    def mark(self, states: Mapping[UUID, RowState], known_by: Mapping[UUID, UUID] = NOBODY) -> None:
        """What became of rows that were ready. Whoever is not invited by one may be by another, or is known by an
        interview."""
        changes = [
            UpdateOne({"_id": row_id, "state": RowState.READY.value}, _marked(row_id, state, known_by))
            for row_id, state in states.items()
        ]
        if changes:
            self._rows.bulk_write(changes, ordered=False)

    @staticmethod
    def _parsed(stored: Document | None) -> InvitationBatch | None:
        return parsed(InvitationBatch, stored) if stored else None


def _linked(row_id: UUID, known_by: Mapping[UUID, UUID]) -> Document:
    return {"session_id": known_by[row_id]} if row_id in known_by else {}


def _marked(row_id: UUID, state: RowState, known_by: Mapping[UUID, UUID]) -> Document:
    if state is RowState.INVITED:
        return {"$set": {"state": state.value}}
    linked = _linked(row_id, known_by)
    gone = {"claim": True, **({} if linked else {"session_id": True})}
    return {"$set": {"state": state.value, **linked}, "$unset": gone}
