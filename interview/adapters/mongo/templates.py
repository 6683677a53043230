"""Interview templates of an organisation."""

from datetime import datetime
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument

from interview.adapters.mongo.client import Database, Document, all_parsed, document, parsed, repository
from interview.domain.templates import Question, Template

MOST_TEMPLATES = 500


@repository
class TemplateRepository:
    def __init__(self, database: Database) -> None:
        self._templates = database["templates"]

    def add(self, template: Template) -> None:
        self._templates.insert_one(document(template))

    def get(self, organisation_id: UUID, template_id: UUID) -> Template | None:
        stored = self._templates.find_one({"_id": template_id, "organisation_id": organisation_id})
        return parsed(Template, stored) if stored else None

    def of_organisation(self, organisation_id: UUID) -> list[Template]:
        """Newest first, the newest 500."""
        found = self._templates.find({"organisation_id": organisation_id})
        return list(all_parsed(Template, found.sort("created_at", DESCENDING).limit(MOST_TEMPLATES)))

    def change(
        self,
        organisation_id: UUID,
        template_id: UUID,
        title: str,
        questions: tuple[Question, ...],
        now: datetime,
        version: int | None,
    ) -> Template | None:
        """None where there is none of that version; `version` None stands for whichever there is."""
        wanted: Document = {"_id": template_id, "organisation_id": organisation_id}
        # One that was made before templates had versions is of the first.
        self._templates.update_one({**wanted, "version": {"$exists": False}}, {"$set": {"version": 1}})
        if version is not None:
            wanted["version"] = version
        stored = self._templates.find_one_and_update(
            wanted,
            {
                "$set": {
                    "title": title,
                    "questions": [question.model_dump() for question in questions],
                    "updated_at": now,
                },
                "$inc": {"version": 1},
            },
            return_document=ReturnDocument.AFTER,
        )
        return parsed(Template, stored) if stored else None
