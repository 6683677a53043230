"""The people of an organisation, as admins look after them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from pymongo import ASCENDING, ReturnDocument
from pymongo.client_session import ClientSession

from interview.adapters.mongo.client import Database, Document, all_parsed, in_transaction, parsed, repository
from interview.domain.accounts import Role, User
from interview.domain.cursors import Position
from interview.domain.members import removed_address
from interview.errors import KeptAdminError, LastAdminError


def follow_the_last(database: Database, organisation_id: UUID, session: ClientSession) -> None:
    """Changes of who signs in to an organisation, and how, follow each other: each writes into the organisation, too,
    and of two at once one begins again and sees what the other did."""
    database["organisations"].update_one({"_id": organisation_id}, {"$inc": {"changes": 1}}, session=session)


@repository
class MemberRepository:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._users = database["users"]
        self._providers = database["sign_in_providers"]

    def page(self, organisation_id: UUID, after: Position | None, limit: int) -> Sequence[User]:
        """In the order in which they came; `after` is (created_at, id) of the last one of the page before."""
        wanted: Document = {"organisation_id": organisation_id, "removed_at": None}
        if after:
            at, last = after
            wanted["$or"] = [{"created_at": {"$gt": at}}, {"created_at": at, "_id": {"$gt": last}}]
        found = self._users.find(wanted).sort([("created_at", ASCENDING), ("_id", ASCENDING)]).batch_size(limit)
        return list(islice(all_parsed(User, found), limit))

    def count(self, organisation_id: UUID, most: int) -> int:
        """Counting ends at `most`."""
        return self._users.count_documents({"organisation_id": organisation_id, "removed_at": None}, limit=most)

    def has_address(self, organisation_id: UUID, email: str) -> bool:
        return self._users.find_one({"email": email, "organisation_id": organisation_id}, {"_id": True}) is not None

    def member(self, organisation_id: UUID, user_id: UUID) -> User | None:
        stored = self._users.find_one({"_id": user_id, "organisation_id": organisation_id, "removed_at": None})
        return parsed(User, stored) if stored else None

    def admins(self, organisation_id: UUID, most: int) -> list[User]:
        """Those who can sign in."""
        wanted = {"organisation_id": organisation_id, "role": Role.ADMIN.value, "is_disabled": False}
        return list(all_parsed(User, self._users.find(wanted).limit(most)))

    def change_role(self, organisation_id: UUID, user_id: UUID, role: Role) -> User | None:
        """The person as they are then; None where there is none. Raises LastAdminError where nobody would be left, and
        KeptAdminError of the one who signs in by a password where nobody else does."""
        return self._keeping_an_admin(organisation_id, user_id, {"$set": {"role": role.value}})

    def remove(self, organisation_id: UUID, user_id: UUID, now: datetime) -> User | None:
        """As `change_role`. Name and role stay with what they decided; with all else nobody signs in any more."""
        gone = {"removed_at": now, "is_disabled": True, "email": removed_address(user_id), "password_hash": ""}
        return self._keeping_an_admin(organisation_id, user_id, {"$set": gone, "$inc": {"generation": 1}})

    def _keeping_an_admin(self, organisation_id: UUID, user_id: UUID, change: Document) -> User | None:
        def apply(session: ClientSession) -> User | None:
            follow_the_last(self._database, organisation_id, session)
            person = {"_id": user_id, "organisation_id": organisation_id, "removed_at": None}
            changed = self._users.find_one_and_update(
                person, change, return_document=ReturnDocument.AFTER, session=session
            )
            admin = {"organisation_id": organisation_id, "role": Role.ADMIN.value, "is_disabled": {"$ne": True}}
            if changed and not self._users.find_one(admin, {"_id": True}, session=session):
                raise LastAdminError("An organisation has an admin. Make somebody else one first.")
            person_now = parsed(User, changed) if changed else None
            if person_now and (person_now.removed_at or person_now.role is not Role.ADMIN):
                self._require_not_kept(person_now, session)
            return person_now

        return in_transaction(self._database, apply)

    def _require_not_kept(self, person: User, session: ClientSession) -> None:
        keeps = {"_id": person.organisation_id, "passwords_off": True, "kept_admin_id": person.id}
        if self._providers.find_one(keeps, {"_id": True}, session=session):
            raise KeptAdminError("This admin alone signs in by a password. Choose another one first.")
