"""Interview templates of an organisation."""

from datetime import datetime
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument

from interview.adapters.mongo.client import Database, Document, all_parsed, document, parsed, repository
from interview.domain.languages import Language
from interview.domain.templates import Blinding, Question, Rubric, Template, TemplateOutline

OPENING_QUESTIONS = 3


def _number(field: str) -> Document:
    """Whatever is stored: one template that cannot be read keeps no other from the list."""
    return {"$cond": [{"$isNumber": field}, field, 0]}


_MAX_OF_A_QUESTION = {
    "$multiply": [
        {"$add": [_number("$$this.thinking_time_s"), _number("$$this.answer_time_s")]},
        {"$add": [1, _number("$$this.follow_ups")]},
    ]
}
_QUESTIONS = {"$cond": [{"$isArray": "$questions"}, "$questions", []]}


@repository
class TemplateRepository:
    def __init__(self, database: Database) -> None:
        self._templates = database["templates"]

    def add(self, template: Template) -> None:
        self._templates.insert_one(document(template))

    def get(self, organisation_id: UUID, template_id: UUID) -> Template | None:
        stored = self._templates.find_one({"_id": template_id, "organisation_id": organisation_id})
        return parsed(Template, stored) if stored else None

    def count(self, organisation_id: UUID, *, most: int) -> int:
        """How many an organisation has; counting ends at `most`."""
        return self._templates.count_documents({"organisation_id": organisation_id}, limit=most)

    def outlines(self, organisation_id: UUID, *, most: int) -> list[TemplateOutline]:
        """Newest first, at most so many."""
        outline = {
            **dict.fromkeys(("title", "language", "created_at", "updated_at", "version"), True),
            "opening": {"$slice": ["$questions.text", OPENING_QUESTIONS]},
            "question_count": {"$size": {"$ifNull": ["$questions.text", []]}},
            "longest_s": {"$sum": {"$map": {"input": _QUESTIONS, "in": _MAX_OF_A_QUESTION}}},
        }
        found = self._templates.aggregate(
            [
                {"$match": {"organisation_id": organisation_id}},
                {"$sort": {"created_at": DESCENDING}},
                {"$limit": most},
                {"$project": outline},
            ]
        )
        return list(all_parsed(TemplateOutline, found))

    def change(
        self,
        organisation_id: UUID,
        template_id: UUID,
        title: str,
        language: Language,
        questions: tuple[Question, ...],
        rubric: Rubric | None,
        now: datetime,
        version: int | None,
        *,
        shows_scores: bool = False,
        blinding: Blinding = Blinding.OFF,
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
                    "language": language.value,
                    "questions": [question.model_dump() for question in questions],
                    "rubric": rubric.model_dump() if rubric else None,
                    "shows_scores": shows_scores,
                    "blinding": blinding.value,
                    "updated_at": now,
                },
                "$inc": {"version": 1},
            },
            return_document=ReturnDocument.AFTER,
        )
        return parsed(Template, stored) if stored else None
