"""Invitations of colleagues."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from pymongo import ASCENDING
from pymongo.client_session import ClientSession
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import (
    Database,
    Document,
    all_parsed,
    document,
    in_transaction,
    parsed,
    repository,
)
from interview.domain.accounts import User
from interview.domain.cursors import Position
from interview.domain.members import MemberInvitation
from interview.errors import AccountElsewhereError, AlreadyMemberError


@repository
class MemberInvitationRepository:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._invitations = database["member_invitations"]
        self._users = database["users"]

    def add(self, invitation: MemberInvitation) -> None:
        """Raises AlreadyMemberError where the address is invited already."""
        try:
            self._invitations.insert_one(document(invitation))
        except DuplicateKeyError as error:
            raise AlreadyMemberError("This person is invited already.") from error

    def page(self, organisation_id: UUID, after: Position | None, limit: int) -> Sequence[MemberInvitation]:
        """The oldest first; `after` is (created_at, id) of the last one of the page before."""
        wanted: Document = {"organisation_id": organisation_id}
        if after:
            at, last = after
            wanted["$or"] = [{"created_at": {"$gt": at}}, {"created_at": at, "_id": {"$gt": last}}]
        found = self._invitations.find(wanted).sort([("created_at", ASCENDING), ("_id", ASCENDING)]).batch_size(limit)
        return list(islice(all_parsed(MemberInvitation, found), limit))

    def count(self, organisation_id: UUID, most: int) -> int:
        """Counting ends at `most`."""
        return self._invitations.count_documents({"organisation_id": organisation_id}, limit=most)

    def get(self, organisation_id: UUID, invitation_id: UUID) -> MemberInvitation | None:
        return self._parsed(self._invitations.find_one({"_id": invitation_id, "organisation_id": organisation_id}))

    def renew(self, before: MemberInvitation, renewed: MemberInvitation) -> bool:
        """False where it was taken up, taken back or sent again meanwhile."""
        this = {"_id": before.id, "number": before.number}
        return self._invitations.replace_one(this, document(renewed)).matched_count == 1

    def withdraw(self, organisation_id: UUID, invitation_id: UUID) -> bool:
        gone = self._invitations.delete_one({"_id": invitation_id, "organisation_id": organisation_id})
        return gone.deleted_count == 1

    def by_token(self, token_hash: str, now: datetime) -> MemberInvitation | None:
        """As long as it can be taken up."""
        return self._parsed(self._invitations.find_one({"token_hash": token_hash, "expires_at": {"$gt": now}}))

    def take(self, invitation: MemberInvitation, user: User) -> bool:
        """The invitation goes, and the account comes, or neither. False where it is gone, or was sent again.
        Raises AccountElsewhereError where the address has an account."""
        this = {"_id": invitation.id, "token_hash": invitation.token_hash}

        def apply(session: ClientSession) -> bool:
            if self._invitations.delete_one(this, session=session).deleted_count == 0:
                return False
            self._users.insert_one(document(user), session=session)
            return True

        try:
            return in_transaction(self._database, apply)
        except DuplicateKeyError as error:
            raise AccountElsewhereError("This e-mail address has an account in another organisation.") from error

    @staticmethod
    def _parsed(stored: Document | None) -> MemberInvitation | None:
        return parsed(MemberInvitation, stored) if stored else None
