"""How interviews were for their candidates. It stands apart from the sessions: nothing that shows one reads it."""

from uuid import UUID

from interview.adapters.mongo.client import Database, parsed, repository
from interview.domain.sessions.candidate_result import Satisfaction


@repository
class SatisfactionRepository:
    def __init__(self, database: Database) -> None:
        self._satisfaction = database["satisfaction"]

    def put(self, session_id: UUID, organisation_id: UUID, satisfaction: Satisfaction) -> None:
        """One for each session: a later one replaces it."""
        self._satisfaction.update_one(
            {"session_id": session_id},
            {"$set": {"organisation_id": organisation_id, **satisfaction.model_dump()}},
            upsert=True,
        )

    def of_session(self, session_id: UUID) -> Satisfaction | None:
        stored = self._satisfaction.find_one({"session_id": session_id}, {"_id": False})
        return parsed(Satisfaction, stored) if stored else None
