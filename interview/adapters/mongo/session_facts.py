"""What is counted of each interview when many are summed up (`domain/analytics/facts.py`), beside the list of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from pymongo import DESCENDING, ReplaceOne

from interview.adapters.mongo.client import Database, Document, all_parsed, repository
from interview.adapters.mongo.indexes import FACTS, FACTS_OF_TEMPLATE
from interview.adapters.mongo.turn_writes import Write, write
from interview.domain.analytics.facts import SessionFacts


@repository
class SessionFactsRepository:
    def __init__(self, database: Database) -> None:
        self._facts = database["session_facts"]

    def put(self, made: Mapping[UUID, tuple[int, SessionFacts]]) -> None:
        """Each with the number of the turn in which it was made. In the place of that of an earlier turn; one of a
        later turn stays."""
        puts: list[Write] = [
            ReplaceOne(
                {"session_id": session_id, "turn": {"$lt": turn}}, {**facts.model_dump(), "turn": turn}, upsert=True
            )
            for session_id, (turn, facts) in made.items()
        ]
        write(self._facts, puts)

    def remove(self, session_ids: Collection[UUID]) -> None:
        self._facts.delete_many({"session_id": {"$in": list(session_ids)}})

    def mark_opened(self, session_id: UUID, now: datetime) -> None:
        """Until the next time that all of it is counted anew."""
        self._facts.update_one({"session_id": session_id}, {"$set": {"opened_at": now}})

    def newest(
        self, organisation_id: UUID, template_id: UUID | None, since: datetime | None, most: int
    ) -> list[SessionFacts]:
        """Of the organisation, or of one of its templates, invited since then; newest first. Whose invitation was
        cancelled left at no step of their own."""
        wanted: Document = {"organisation_id": organisation_id, "is_cancelled": {"$ne": True}}
        if template_id:
            wanted["template_id"] = template_id
        if since:
            wanted["created_at"] = {"$gte": since}
        found = self._facts.find(wanted, {"_id": False, "turn": False})
        found = found.hint(FACTS_OF_TEMPLATE if template_id else FACTS).sort([("created_at", DESCENDING)])
        return list(all_parsed(SessionFacts, found.limit(most)))
