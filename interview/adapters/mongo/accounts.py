"""Organisations, users and who is signed in."""

from datetime import datetime
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument
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
from interview.domain.accounts import Organisation, Person, Role, User
from interview.domain.search import folded
from interview.domain.sign_ins import OVERLAP, StoredSignIn
from interview.errors import ConflictError

MAX_PEOPLE = 500
"""Of an organisation, to choose from."""


@repository
class AccountRepository:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._organisations = database["organisations"]
        self._users = database["users"]
        self._sign_ins = database["sign_ins"]
        self._resets = database["password_resets"]

    def add_organisation(self, organisation: Organisation) -> None:
        """Raises ConflictError where there is one of that name."""
        try:
            self._organisations.insert_one(document(organisation))
        except DuplicateKeyError as error:
            raise ConflictError("There is an organisation of this name already.") from error

    def organisation_by_name(self, name: str) -> Organisation | None:
        stored = self._organisations.find_one({"name": name})
        return parsed(Organisation, stored) if stored else None

    def organisation(self, organisation_id: UUID) -> Organisation | None:
        stored = self._organisations.find_one({"_id": organisation_id})
        return parsed(Organisation, stored) if stored else None

    def add_user(self, user: User) -> None:
        """Raises ConflictError where the address has an account already."""
        try:
            self._users.insert_one(document(user))
        except DuplicateKeyError as error:
            raise ConflictError("This e-mail address has an account already.") from error

    def add_first(self, organisation: Organisation, user: User) -> bool:
        """Both or neither; False where somebody else was faster, as an index sees to."""

        def apply(session: ClientSession) -> None:
            self._organisations.insert_one(document(organisation), session=session)
            self._users.insert_one({**document(user), "is_first": True}, session=session)

        try:
            in_transaction(self._database, apply)
        except DuplicateKeyError:
            return False
        return True

    def has_admin(self) -> bool:
        """Whether there ever was one."""
        return self._users.find_one({"role": Role.ADMIN.value}, {"_id": True}) is not None

    def people(self, organisation_id: UUID) -> list[Person]:
        """In the order of their names, at most `MAX_PEOPLE`."""
        found = self._users.find({"organisation_id": organisation_id}, {"name": True}).limit(MAX_PEOPLE)
        return sorted(all_parsed(Person, found), key=lambda person: folded(person.name))

    def user(self, user_id: UUID) -> User | None:
        stored = self._users.find_one({"_id": user_id})
        return parsed(User, stored) if stored else None

    def user_by_email(self, email: str) -> User | None:
        stored = self._users.find_one({"email": email})
        return parsed(User, stored) if stored else None

    def change_password_hash(self, user_id: UUID, password_hash: str) -> None:
        self._users.update_one({"_id": user_id}, {"$set": {"password_hash": password_hash}})

    def stop_results_mail(self, user_id: UUID) -> None:
        self._users.update_one({"_id": user_id}, {"$set": {"results_mail_off": True}})

    def reset_password(self, user_id: UUID, password_hash: str) -> None:
        """Every sign-in ends with the old password, and every link to another one."""
        self._begin_generation(user_id, {"password_hash": password_hash})
        self._resets.delete_many({"user_id": user_id})

    def disable(self, user_id: UUID, *, is_disabled: bool) -> None:
        """Every sign-in ends when an account is disabled, and none comes back when it is enabled."""
        self._begin_generation(user_id, {"is_disabled": is_disabled})

    def end_sign_ins(self, user_id: UUID) -> int:
        """How many of them there were."""
        self._begin_generation(user_id, {})
        return self._sign_ins.delete_many({"user_id": user_id}).deleted_count

    def change_password(self, user_id: UUID, password_hash: str, sign_in_id: str) -> int:
        """Every sign-in ends with the old password, but for this one, and every link to another password; how many
        other sign-ins there were."""
        changed = self._users.find_one_and_update(
            {"_id": user_id},
            {"$inc": {"generation": 1}, "$set": {"password_hash": password_hash}},
            {"generation": True},
            return_document=ReturnDocument.AFTER,
        )
        if changed is None:
            return 0
        self._resets.delete_many({"user_id": user_id})
        mine = {"_id": sign_in_id, "user_id": user_id}
        self._sign_ins.update_one(mine, {"$set": {"generation": changed["generation"]}})
        others = {"user_id": user_id, "generation": {"$ne": changed["generation"]}}
        return self._sign_ins.delete_many(others).deleted_count

    def sign_ins_of(self, user: User, now: datetime, most: int) -> list[StoredSignIn]:
        """Those that count, the newest first."""
        count = {"user_id": user.id, "generation": user.generation, "expires_at": {"$gt": now}}
        return list(all_parsed(StoredSignIn, self._sign_ins.find(count).sort("began_at", DESCENDING).limit(most)))

    def has_sign_in(self, user_id: UUID, sign_in_id: str) -> bool:
        return self._sign_ins.find_one({"_id": sign_in_id, "user_id": user_id}, {"_id": True}) is not None

    def end_sign_ins_beyond(self, most: int, user_id: UUID) -> None:
        """All but the newest ones."""
        of_user = self._sign_ins.find({"user_id": user_id}, {"_id": True})
        oldest = [stored["_id"] for stored in of_user.sort("began_at", DESCENDING).skip(most)]
        if oldest:
            self._sign_ins.delete_many({"_id": {"$in": oldest}})

    def _begin_generation(self, user_id: UUID, fields: Document) -> None:
        """A sign-in that is under way has seen the account as it was, and so ends with the others."""
        self._users.update_one({"_id": user_id}, {"$inc": {"generation": 1}, **({"$set": fields} if fields else {})})

    def sign_in(self, sign_in: StoredSignIn) -> None:
        self._sign_ins.insert_one(document(sign_in))

    def signed_in(self, sign_in_id: str, now: datetime) -> tuple[StoredSignIn, User] | None:
        """A sign-in and whose it is. The expiry is compared here: the TTL index removes only about once a minute."""
        stored = self._sign_ins.find_one({"_id": sign_in_id, "expires_at": {"$gt": now}})
        owner = self._users.find_one({"_id": stored["user_id"]}) if stored else None
        if stored is None or owner is None:
            return None
        sign_in, user = parsed(StoredSignIn, stored), parsed(User, owner)
        return (sign_in, user) if user.generation == sign_in.generation and not user.is_disabled else None

    def offer_successor(self, sign_in: StoredSignIn, token_hash: str, now: datetime, expires_at: datetime) -> bool:
        """Whether this token is the one: of calls at once one wins."""
        due = {"$or": [{"successor_at": None}, {"successor_at": {"$lte": now - OVERLAP}}]}
        offered = {"successor_hash": token_hash, "successor_at": now, "expires_at": expires_at}
        is_current = {"_id": sign_in.id, "token_hash": sign_in.token_hash}
        return self._sign_ins.update_one({**is_current, **due}, {"$set": offered}).modified_count == 1

    def take_successor(self, sign_in_id: str, token_hash: str, now: datetime) -> None:
        """From now on this token counts. A repeat changes nothing."""
        taken = {
            "replaced_hash": "$token_hash",
            "replaced_at": now,
            "token_hash": token_hash,
            "token_since": now,
            "successor_hash": None,
            "successor_at": None,
        }
        self._sign_ins.update_one({"_id": sign_in_id, "successor_hash": token_hash}, [{"$set": taken}])

    def sign_out(self, sign_in_id: str) -> None:
        self._sign_ins.delete_one({"_id": sign_in_id})
