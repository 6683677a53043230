"""How interviews were for their candidates. It stands apart from the sessions: nothing that shows one reads it."""

from collections.abc import Iterator
from uuid import UUID

from pymongo import ASCENDING

from interview.adapters.mongo.client import Database, Document, parsed, repository
from interview.adapters.mongo.indexes import SATISFACTION
from interview.domain.sessions.candidate_result import GivenRating, Satisfaction

COUNTED = {"_id": False, "template_id": True, "rated_at": True, "rating": True}
IN_ORDER = [("template_id", ASCENDING), ("rated_at", ASCENDING), ("rating", ASCENDING)]


@repository
class SatisfactionRepository:
    def __init__(self, database: Database) -> None:
        self._satisfaction = database["satisfaction"]

    def put(
        self, session_id: UUID, organisation_id: UUID, satisfaction: Satisfaction, template_id: UUID | None = None
    ) -> None:
        """One for each session: a later one replaces it, but for its time, by which those that are told at once belong
        together."""
        now = {"organisation_id": organisation_id, "template_id": template_id, **satisfaction.model_dump()}
        first = {"rated_at": now.pop("rated_at")}
        self._satisfaction.update_one({"session_id": session_id}, {"$set": now, "$setOnInsert": first}, upsert=True)

    def of_session(self, session_id: UUID) -> Satisfaction | None:
        stored = self._satisfaction.find_one({"session_id": session_id}, {"_id": False})
        return parsed(Satisfaction, stored) if stored else None

    def given(self, organisation_id: UUID, template_id: UUID | None) -> Iterator[GivenRating]:
        """All, or those of a template; template by template, each in order of time, from the index alone."""
        whose: Document = {"organisation_id": organisation_id, **({"template_id": template_id} if template_id else {})}
        for each in self._satisfaction.find(whose, COUNTED).hint(SATISFACTION).sort(IN_ORDER):
            yield GivenRating(each.get("template_id"), each["rated_at"], each["rating"])
