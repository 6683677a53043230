"""Public links of templates, and who asks for an interview by one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, document, in_transaction, parsed, repository
from interview.adapters.mongo.usage import FIELD
from interview.domain.invitations.public_links import Asked, InterviewRequest, LinkTerms, PublicLink
from interview.domain.quotas import PUBLIC_REQUESTS_OF_LINK


class _NoPlaceLeftError(Exception):
    """Ends a transaction in which nothing is to be written."""


@repository
class PublicLinkRepository:
    """How many have asked by a link within a day is counted beside its fields (`usage.py`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._links = database["public_links"]
        self._requests = database["interview_requests"]

    def get(self, organisation_id: UUID, template_id: UUID) -> PublicLink | None:
        return self._link(self._links.find_one({"_id": template_id, "organisation_id": organisation_id}))

    def by_token(self, token_hash: str) -> PublicLink | None:
        return self._link(self._links.find_one({"token_hash": token_hash}))

    def asked(self, template_id: UUID) -> Asked:
        """Within the day that began with the first of them, which may be over."""
        stored = self._links.find_one({"_id": template_id}, {FIELD: True}) or {}
        counted = stored.get(FIELD, {}).get(PUBLIC_REQUESTS_OF_LINK.name)
        return Asked(counted["count"], counted["ends_at"]) if counted else Asked()

    def waiting(self, template_id: UUID, *, most: int) -> int:
        """How many have asked and not confirmed; counting ends at `most`."""
        return self._requests.count_documents({"template_id": template_id, "confirmed_at": None}, limit=most)

    def add(self, link: PublicLink) -> None:
        """Where there is none yet."""
        self._links.update_one({"_id": link.id}, {"$setOnInsert": _fields(link)}, upsert=True)

    def change(
        self, organisation_id: UUID, template_id: UUID, terms: LinkTerms, by: UUID, now: datetime
    ) -> PublicLink | None:
        """None where there is none. Whom it has brought stays counted."""
        changes = {"terms": terms.model_dump(), "made_by": by, "changed_at": now}
        return self._link(
            self._links.find_one_and_update(
                {"_id": template_id, "organisation_id": organisation_id},
                {"$set": changes},
                return_document=ReturnDocument.AFTER,
            )
        )

    def replace(self, link: PublicLink, token_hash: str, by: UUID, now: datetime) -> PublicLink | None:
        """With the next number: the link before ends, and with it what was asked for by it. None where somebody else
        has replaced it."""
        changes = {"token_hash": token_hash, "number": link.number + 1, "made_by": by, "changed_at": now}
        replaced = self._links.find_one_and_update(
            {"_id": link.id, "number": link.number}, {"$set": changes}, return_document=ReturnDocument.AFTER
        )
        return self._link(replaced)

    def remove(self, template_id: UUID) -> None:
        """With all who asked by it."""
        self._links.delete_one({"_id": template_id})
        self._requests.delete_many({"template_id": template_id})

    def add_request(self, request: InterviewRequest) -> None:
        self._requests.insert_one(document(request))

    def request(self, request_id: UUID) -> InterviewRequest | None:
        return self._request(self._requests.find_one({"_id": request_id}))

    def request_by_token(self, token_hash: str, now: datetime) -> InterviewRequest | None:
        """As long as it may be confirmed, and also once it was."""
        return self._request(self._requests.find_one({"token_hash": token_hash, "expires_at": {"$gt": now}}))

    def claimed(self, claim: str) -> InterviewRequest | None:
        """The request that makes the interview of this claim."""
        return self._request(self._requests.find_one({"claim": claim}))

    def confirm(self, request: InterviewRequest, claim: str, now: datetime) -> InterviewRequest | None:
        """One more who has joined, and the request that counted, both or neither. A request counts once. None where
        there is no place left, the link was switched off or replaced, or another request has the claim."""

        def apply(session: ClientSession) -> InterviewRequest:
            has_room = {"terms.is_on": True, "$expr": {"$lt": ["$joined", "$terms.most"]}}
            counted = self._links.update_one(
                {"_id": request.template_id, "number": request.link_number, **has_room},
                {"$inc": {"joined": 1}},
                session=session,
            )
            confirmed = self._requests.find_one_and_update(
                {"_id": request.id, "confirmed_at": None},
                {"$set": {"confirmed_at": now, "claim": claim, "session_id": request.id}},
                session=session,
                return_document=ReturnDocument.AFTER,
            )
            if not counted.matched_count or confirmed is None:
                raise _NoPlaceLeftError
            return parsed(InterviewRequest, confirmed)

        try:
            return in_transaction(self._database, apply)
        except (_NoPlaceLeftError, DuplicateKeyError):
            return None

    def release_asked(self, session_id: UUID) -> None:
        """Whoever asked for this interview may ask for another."""
        self._requests.update_many({"session_id": session_id}, {"$unset": {"claim": True}})

    def leads_to(self, request: InterviewRequest, session_id: UUID, now: datetime) -> None:
        """A request of an address that has an interview: it makes none, and is erased with that one."""
        self._requests.update_one(
            {"_id": request.id, "confirmed_at": None}, {"$set": {"confirmed_at": now, "session_id": session_id}}
        )

    def go_with(self, request: InterviewRequest, session_id: UUID) -> list[UUID]:
        """The other requests of its address that are not confirmed: they are erased with this interview. Their ids."""
        others = {"person": request.person, "confirmed_at": None}
        self._requests.update_many(others, {"$set": {"session_id": session_id}})
        return [stored["_id"] for stored in self._requests.find(others, {"_id": True})]

    @staticmethod
    def _link(stored: dict[str, Any] | None) -> PublicLink | None:
        return parsed(PublicLink, stored) if stored else None

    @staticmethod
    def _request(stored: dict[str, Any] | None) -> InterviewRequest | None:
        return parsed(InterviewRequest, stored) if stored else None


def _fields(link: PublicLink) -> Document:
    return {name: value for name, value in document(link).items() if name != "_id"}
