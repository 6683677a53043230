"""By which provider the people of an organisation sign in, and who has left for it."""

from datetime import datetime
from uuid import UUID

from pymongo.client_session import ClientSession
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, document, in_transaction, parsed, repository
from interview.adapters.mongo.members import follow_the_last
from interview.domain.accounts import Role
from interview.domain.sign_in_providers import ProviderAttempt, SignInProvider
from interview.errors import MalformedRequestError


@repository
class SignInProviderRepository:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._users = database["users"]
        self._providers = database["sign_in_providers"]
        self._attempts = database["provider_attempts"]

    def get(self, organisation_id: UUID) -> SignInProvider | None:
        stored = self._providers.find_one({"_id": organisation_id})
        return parsed(SignInProvider, stored) if stored else None

    def put(self, provider: SignInProvider, before: int | None) -> bool:
        """In the place of what had this version, or of none; False where that is another by now. Raises
        MalformedRequestError where somebody is to be the only one with a password who is no admin, or has none."""

        def apply(session: ClientSession) -> bool:
            follow_the_last(self._database, provider.id, session)
            if provider.kept_admin_id and not self._users.find_one(_kept(provider), {"_id": True}, session=session):
                raise MalformedRequestError("One admin who has a password goes on signing in by it.")
            if before is None:
                self._providers.insert_one(document(provider), session=session)
                return True
            this = {"_id": provider.id, "version": before}
            return self._providers.replace_one(this, document(provider), session=session).matched_count == 1

        try:
            return in_transaction(self._database, apply)
        except DuplicateKeyError:
            return False

    def remove(self, organisation_id: UUID) -> bool:
        return self._providers.delete_one({"_id": organisation_id}).deleted_count == 1

    def leave(self, attempt: ProviderAttempt) -> None:
        self._attempts.insert_one(document(attempt))

    def come_back(self, attempt_id: str, state_hash: str, now: datetime) -> ProviderAttempt | None:
        """Once. Who comes with another state ends nothing."""
        this = {"_id": attempt_id, "state_hash": state_hash, "expires_at": {"$gt": now}}
        stored = self._attempts.find_one_and_delete(this)
        return parsed(ProviderAttempt, stored) if stored else None


def _kept(provider: SignInProvider) -> Document:
    admin = {"_id": provider.kept_admin_id, "organisation_id": provider.id, "role": Role.ADMIN.value}
    return {**admin, "is_disabled": {"$ne": True}, "removed_at": None, "password_hash": {"$nin": ["", None]}}
