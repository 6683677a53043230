"""What candidates said of themselves of their own accord. Nothing here names an interview: the id follows from one by a
key, so that one who has an interview finds what was said, and nobody the other way."""

from collections.abc import Collection
from uuid import UUID

from interview.adapters.mongo.client import Database, all_parsed, document, repository
from interview.adapters.mongo.stage_keys import StageKeyRepository
from interview.domain.sessions.self_identification import Statement, statement_id

KEY = "self_identifications"


@repository
class SelfIdentificationRepository:
    def __init__(self, database: Database) -> None:
        self._statements = database["self_identifications"]
        self._keys = StageKeyRepository(database)

    def id_of(self, session_id: UUID) -> str:
        return statement_id(self._keys.key(KEY), session_id)

    def put(self, statement: Statement) -> None:
        """In the place of one before."""
        self._statements.replace_one({"_id": statement.id}, document(statement), upsert=True)

    def has(self, session_id: UUID) -> bool:
        return self._statements.find_one({"_id": self.id_of(session_id)}, {"_id": True}) is not None

    def of_sessions(self, session_ids: Collection[UUID], before: str) -> dict[UUID, Statement]:
        """Those that were made before this month."""
        key = self._keys.key(KEY)
        ids = {statement_id(key, session_id): session_id for session_id in session_ids}
        found = self._statements.find({"_id": {"$in": list(ids)}, "month": {"$lt": before}})
        return {ids[each.id]: each for each in all_parsed(Statement, found)}

    def remove(self, session_id: UUID) -> int:
        """How many there were."""
        return self._statements.delete_one({"_id": self.id_of(session_id)}).deleted_count
