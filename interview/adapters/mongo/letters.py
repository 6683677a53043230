"""Letters, and the addresses that want none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, all_parsed, document, parsed, repository
from interview.domain.mail.letters import Letter, LetterKind, LetterState, UnsentReason

TOLD: Mapping[LetterState, Sequence[LetterState]] = {
    LetterState.DELIVERED: (LetterState.SENDING, LetterState.SENT, LetterState.UNCERTAIN),
    LetterState.BOUNCED: (LetterState.SENDING, LetterState.SENT, LetterState.UNCERTAIN, LetterState.DELIVERED),
    LetterState.COMPLAINED: (LetterState.SENDING, LetterState.SENT, LetterState.UNCERTAIN, LetterState.DELIVERED),
}
"""From which states a report changes a letter: they come in any order, and before the sender has noted what it did."""


@repository
class LetterRepository:
    def __init__(self, database: Database) -> None:
        self._letters = database["letters"]
        self._suppressed = database["suppressed_addresses"]

    def queue(self, letter: Letter) -> bool:
        """Once: a second letter of this id is none, and False."""
        try:
            self._letters.insert_one(document(letter))
        except DuplicateKeyError:
            return False
        return True

    def get(self, letter_id: str) -> Letter | None:
        return self._parsed(self._letters.find_one({"_id": letter_id}))

    def begin(self, letter_id: str, now: datetime) -> Letter | None:
        """waiting ▶ sending where it is due, for exactly one caller."""
        return self._parsed(
            self._letters.find_one_and_update(
                {"_id": letter_id, "state": LetterState.WAITING.value, "due_at": {"$lte": now}},
                {"$set": {"state": LetterState.SENDING.value, "due_at": now, "reason": None}, "$inc": {"attempts": 1}},
                return_document=ReturnDocument.AFTER,
            )
        )

    def due_of_user(self, user_id: UUID, kind: LetterKind, now: datetime, most: int) -> list[str]:
        """The ids of those letters of a person that go together in one mail."""
        due = {"user_id": user_id, "kind": kind.value, "state": LetterState.WAITING.value, "due_at": {"$lte": now}}
        return [stored["_id"] for stored in self._letters.find(due, {"_id": True}).limit(most)]

    def drop_of_user(self, user_id: UUID, kind: LetterKind) -> None:
        """Those of a person that wait."""
        self._letters.delete_many({"user_id": user_id, "kind": kind.value, "state": LetterState.WAITING.value})

    def readdress(self, session_id: UUID, email: str) -> None:
        """Those to a candidate that wait go to another address, but for what is about an address."""
        waits = {"session_id": session_id, "user_id": None, "state": LetterState.WAITING.value}
        about_one = [LetterKind.ADDRESS_CONFIRMATION.value, LetterKind.ADDRESS_CHANGED.value]
        self._letters.update_many({**waits, "kind": {"$nin": about_one}}, {"$set": {"to": email}})

    def sent(self, letter_ids: Sequence[str], message_id: str, now: datetime) -> None:
        """sending ▶ sent. One of which was reported meanwhile keeps what was."""
        told = {"message_id": message_id, "sent_at": now}
        of = {"_id": {"$in": list(letter_ids)}}
        self._letters.update_many(of, {"$set": told})
        self._letters.update_many(
            {**of, "state": LetterState.SENDING.value}, {"$set": {"state": LetterState.SENT.value}}
        )

    def unsent(self, letter_ids: Sequence[str], reason: UnsentReason) -> None:
        self._change(letter_ids, {"state": LetterState.UNSENT.value, "reason": reason.value})

    def uncertain(self, letter_ids: Sequence[str]) -> None:
        self._change(letter_ids, {"state": LetterState.UNCERTAIN.value})

    def later(self, letter_ids: Sequence[str], due_at: datetime, reason: UnsentReason | None = None) -> None:
        """sending ▶ waiting, until then."""
        waits = {"state": LetterState.WAITING.value, "due_at": due_at, "reason": reason and reason.value}
        self._change(letter_ids, waits)

    def due(self, now: datetime, most: int) -> list[str]:
        """The ids of those that wait and whose time has come, the oldest first."""
        waiting = {"state": LetterState.WAITING.value, "due_at": {"$lte": now}}
        found = self._letters.find(waiting, {"_id": True}).sort([("due_at", ASCENDING)]).limit(most)
        return [stored["_id"] for stored in found]

    def broke_off(self, before: datetime, most: int) -> list[str]:
        """The ids of those that have been being sent since before then."""
        under_way = {"state": LetterState.SENDING.value, "due_at": {"$lt": before}}
        return [stored["_id"] for stored in self._letters.find(under_way, {"_id": True}).limit(most)]

    def report(self, letter_id: str, state: LetterState, at: datetime) -> Letter | None:
        """What became of a mail; None where that is known, or there is no such letter any more."""
        wanted = {"_id": letter_id, "state": {"$in": [each.value for each in TOLD[state]]}}
        change = {"$set": {"state": state.value, "ended_at": at}}
        return self._parsed(self._letters.find_one_and_update(wanted, change, return_document=ReturnDocument.AFTER))

    def belongs_to(self, letter_id: str, session_id: UUID) -> None:
        """It goes with this interview from now on."""
        self._letters.update_one({"_id": letter_id}, {"$set": {"session_id": session_id, "expires_at": None}})

    def of_session(self, session_id: UUID, most: int) -> list[Letter]:
        """The newest first."""
        found = self._letters.find({"session_id": session_id}).sort([("created_at", DESCENDING)]).limit(most)
        return list(all_parsed(Letter, found))

    def addresses(self, session_id: UUID) -> set[str]:
        """Where letters to the candidate of an interview went, or go."""
        of = {"session_id": session_id, "kind": {"$ne": LetterKind.RESULTS_READY.value}}
        return {stored["to"] for stored in self._letters.find(of, {"to": True})}

    def suppress(self, organisation_id: UUID, mark: str, reason: UnsentReason, now: datetime) -> None:
        """Nothing is written any more to the address of this mark. The first reason stays."""
        stays = {"organisation_id": organisation_id, "reason": reason.value, "at": now}
        self._suppressed.update_one({"_id": mark}, {"$setOnInsert": stays}, upsert=True)

    def suppressed(self, mark: str) -> UnsentReason | None:
        """Why nothing is written to an address."""
        stored = self._suppressed.find_one({"_id": mark}, {"reason": True})
        return UnsentReason(stored["reason"]) if stored else None

    def _change(self, letter_ids: Sequence[str], fields: Document) -> None:
        sending = {"_id": {"$in": list(letter_ids)}, "state": LetterState.SENDING.value}
        self._letters.update_many(sending, {"$set": fields})

    @staticmethod
    def _parsed(stored: dict[str, Any] | None) -> Letter | None:
        return parsed(Letter, stored) if stored else None
