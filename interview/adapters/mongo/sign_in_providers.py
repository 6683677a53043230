"""By which provider the people of an organisation sign in, and who has left for it."""

from datetime import datetime
from uuid import UUID

from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, document, parsed, repository
from interview.domain.sign_in_providers import ProviderAttempt, SignInProvider


@repository
class SignInProviderRepository:
    def __init__(self, database: Database) -> None:
        self._providers = database["sign_in_providers"]
        self._attempts = database["provider_attempts"]

    def get(self, organisation_id: UUID) -> SignInProvider | None:
        stored = self._providers.find_one({"_id": organisation_id})
        return parsed(SignInProvider, stored) if stored else None

    def put(self, provider: SignInProvider, before: int | None) -> bool:
        """In the place of what had this version, or of none; False where that is another by now."""
        try:
            if before is None:
                self._providers.insert_one(document(provider))
                return True
        except DuplicateKeyError:
            return False
        this = {"_id": provider.id, "version": before}
        return self._providers.replace_one(this, document(provider)).matched_count == 1

    def remove(self, organisation_id: UUID) -> bool:
        return self._providers.delete_one({"_id": organisation_id}).deleted_count == 1

    def leave(self, attempt: ProviderAttempt) -> None:
        self._attempts.insert_one(document(attempt))

    def come_back(self, attempt_id: str, state_hash: str, now: datetime) -> ProviderAttempt | None:
        """Once. Who comes with another state ends nothing."""
        this = {"_id": attempt_id, "state_hash": state_hash, "expires_at": {"$gt": now}}
        stored = self._attempts.find_one_and_delete(this)
        return parsed(ProviderAttempt, stored) if stored else None
