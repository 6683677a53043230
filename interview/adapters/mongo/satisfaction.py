"""How interviews were for their candidates. It stands apart from the sessions: nothing that shows one reads it."""

from datetime import datetime
from uuid import UUID

from pymongo import ASCENDING

from interview.adapters.mongo.client import Database, Document, parsed, repository
from interview.adapters.mongo.indexes import SATISFACTION, SATISFACTION_OF_TEMPLATE
from interview.domain.sessions.candidate_result import Satisfaction


@repository
class SatisfactionRepository:
    def __init__(self, database: Database) -> None:
        self._satisfaction = database["satisfaction"]

    def put(
        self, session_id: UUID, organisation_id: UUID, satisfaction: Satisfaction, template_id: UUID | None = None
    ) -> None:
        """One for each session: a later one replaces it."""
        self._satisfaction.update_one(
            {"session_id": session_id},
            {"$set": {"organisation_id": organisation_id, "template_id": template_id, **satisfaction.model_dump()}},
            upsert=True,
        )

    def of_session(self, session_id: UUID) -> Satisfaction | None:
        stored = self._satisfaction.find_one({"session_id": session_id}, {"_id": False})
        return parsed(Satisfaction, stored) if stored else None

    def count(self, organisation_id: UUID, template_id: UUID | None, since: datetime | None) -> int:
        """How many were given since then. Those that were stored without their template count where none is named."""
        hint = SATISFACTION_OF_TEMPLATE if template_id else SATISFACTION
        return self._satisfaction.count_documents(_given(organisation_id, template_id, since), hint=hint)

    def counts(
        self, organisation_id: UUID, template_id: UUID | None, since: datetime | None, *, first: int
    ) -> dict[int, int]:
        """How often each rating was given, of the first so many of those that `count` counts."""
        if first == 0:
            return {}
        stages: list[Document] = [
            {"$match": _given(organisation_id, template_id, since)},
            {"$sort": {"rated_at": ASCENDING, "rating": ASCENDING}},
            {"$limit": first},
            {"$group": {"_id": "$rating", "count": {"$sum": 1}}},
        ]
        hint = SATISFACTION_OF_TEMPLATE if template_id else SATISFACTION
        return {int(row["_id"]): int(row["count"]) for row in self._satisfaction.aggregate(stages, hint=hint)}


def _given(organisation_id: UUID, template_id: UUID | None, since: datetime | None) -> Document:
    of_template: Document = {"template_id": template_id} if template_id else {}
    rated: Document = {"rated_at": {"$gte": since}} if since else {}
    return {"organisation_id": organisation_id, **of_template, **rated}
