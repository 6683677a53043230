"""Links by which forgotten passwords are replaced."""

from datetime import datetime
from uuid import UUID, uuid4

from interview.adapters.mongo.client import Database, repository


@repository
class PasswordResetRepository:
    def __init__(self, database: Database) -> None:
        self._resets = database["password_resets"]

    def add(self, reset_id: UUID, user_id: UUID, token_hash: str, expires_at: datetime) -> None:
        fields = {"user_id": user_id, "token_hash": token_hash, "expires_at": expires_at}
        self._resets.insert_one({"_id": reset_id, **fields})

    def pretend(self, user_id: UUID, token_hash: str, expires_at: datetime) -> None:
        """As much work as for somebody who has an account, and nobody has the token."""
        self.add(uuid4(), user_id, token_hash, expires_at)

    def take(self, token_hash: str, now: datetime) -> UUID | None:
        """Whose it is: whoever comes second gets nothing. All others of the same person go with it."""
        taken = self._resets.find_one_and_delete({"token_hash": token_hash, "expires_at": {"$gt": now}})
        if taken is None:
            return None
        self._resets.delete_many({"user_id": taken["user_id"]})
        user_id: UUID = taken["user_id"]
        return user_id
