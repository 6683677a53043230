"""What people show besides a password: one a person."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, document, parsed, repository
from interview.domain.second_factor import SecondFactor


@repository
class SecondFactorRepository:
    def __init__(self, database: Database) -> None:
        self._factors = database["second_factors"]

    def of(self, user_id: UUID) -> SecondFactor | None:
        """Whether it is confirmed or not."""
        stored = self._factors.find_one({"_id": user_id})
        return parsed(SecondFactor, stored) if stored else None

    def among(self, user_ids: Collection[UUID]) -> set[UUID]:
        """Those of them who have one that counts."""
        confirmed = {"_id": {"$in": list(user_ids)}, "confirmed_at": {"$ne": None}}
        return {stored["_id"] for stored in self._factors.find(confirmed, {"_id": True})}

    def offer(self, factor: SecondFactor) -> bool:
        """In the place of another that was not confirmed; False where there is one that was."""
        unconfirmed = {"_id": factor.id, "confirmed_at": None}
        try:
            self._factors.replace_one(unconfirmed, document(factor), upsert=True)
        except DuplicateKeyError:
            return False
        return True

    def confirm(self, factor: SecondFactor, step: int, recovery_hashes: tuple[str, ...], now: datetime) -> bool:
        """False where it was confirmed already, or another was offered since."""
        this = {"_id": factor.id, "app_id": factor.app_id, "confirmed_at": None}
        confirmed = {"confirmed_at": now, "last_step": step, "recovery_hashes": list(recovery_hashes)}
        return self._factors.update_one(this, {"$set": confirmed}).modified_count == 1

    def use_step(self, factor: SecondFactor, step: int) -> bool:
        """False for a code that was used before, or is older than one that was: of two at once one counts."""
        this = {"_id": factor.id, "app_id": factor.app_id, "last_step": {"$lt": step}}
        return self._factors.update_one(this, {"$set": {"last_step": step}}).modified_count == 1

    def use_recovery_code(self, factor: SecondFactor, recovery_hash: str) -> bool:
        this = {"_id": factor.id, "app_id": factor.app_id, "recovery_hashes": recovery_hash}
        return self._factors.update_one(this, {"$pull": {"recovery_hashes": recovery_hash}}).modified_count == 1

    def remove(self, user_id: UUID) -> SecondFactor | None:
        """What there was, to whoever comes first. One that was never confirmed goes, and counts as none."""
        stored = self._factors.find_one_and_delete({"_id": user_id})
        removed = parsed(SecondFactor, stored) if stored else None
        return removed if removed and removed.confirmed_at else None
