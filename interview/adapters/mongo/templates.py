"""Interview templates of an organisation."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument

from interview.adapters.mongo.client import Database, Document, all_parsed, document, parsed, repository
from interview.domain.languages import Language
from interview.domain.templates import (
    Blinding,
    Editor,
    Question,
    Rubric,
    Template,
    TemplateOutline,
    TemplateVersionOutline,
)

OPENING_QUESTIONS = 3
READ_AT_ONCE = 25
MAX_VERSIONS = 100
"""Of one template, that are kept beside the one that counts."""
TRIES = 5
"""Of a change to whichever version there is, while others change it, too."""


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
        self._versions = database["template_versions"]

    def add(self, template: Template) -> None:
        self._templates.insert_one(document(template))

    def get(self, organisation_id: UUID, template_id: UUID) -> Template | None:
        stored = self._templates.find_one({"_id": template_id, "organisation_id": organisation_id})
        return parsed(Template, stored) if stored else None

    def count(self, organisation_id: UUID, *, most: int) -> int:
        """How many an organisation has; counting ends at `most`."""
        return self._templates.count_documents({"organisation_id": organisation_id}, limit=most)

    def outlines(self, organisation_id: UUID, *, most: int, archived: bool = False) -> list[TemplateOutline]:
        """Newest first, at most so many; those that are archived only where they are asked for."""
        outline = {
            **dict.fromkeys(("title", "language", "created_at", "updated_at", "version", "archived_at"), True),
            "opening": {"$slice": ["$questions.text", OPENING_QUESTIONS]},
            "question_count": {"$size": {"$ifNull": ["$questions.text", []]}},
            "longest_s": {"$sum": {"$map": {"input": _QUESTIONS, "in": _MAX_OF_A_QUESTION}}},
        }
        found = self._templates.aggregate(
            [
                {"$match": {"organisation_id": organisation_id, **({} if archived else {"archived_at": None})}},
                {"$sort": {"created_at": DESCENDING}},
                {"$limit": most},
                {"$project": outline},
            ]
        )
        return list(all_parsed(TemplateOutline, found))

    def newest_first(self, organisation_id: UUID, *, without: UUID | None) -> Iterator[Template]:
        """All of an organisation but one, read as they are asked for; those that cannot be read are passed over."""
        wanted: Document = {"organisation_id": organisation_id, **({"_id": {"$ne": without}} if without else {})}
        found = self._templates.find(wanted, batch_size=READ_AT_ONCE).sort("created_at", DESCENDING)
        return all_parsed(Template, found)

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
        saved_by: Editor,
        shows_scores: bool = False,
        asks_self_identification: bool = False,
        blinding: Blinding = Blinding.OFF,
        reminders: tuple[int, ...] = (),
    ) -> Template | None:
        """None where there is none of that version; `version` None stands for whichever there is. What is replaced is
        kept before, among the last `MAX_VERSIONS`."""
        wanted: Document = {"_id": template_id, "organisation_id": organisation_id}
        # One that was made before templates had versions is of the first.
        self._templates.update_one({**wanted, "version": {"$exists": False}}, {"$set": {"version": 1}})
        contents = {
            "title": title,
            "language": language.value,
            "questions": [question.model_dump() for question in questions],
            "rubric": rubric.model_dump() if rubric else None,
            "shows_scores": shows_scores,
            "asks_self_identification": asks_self_identification,
            "blinding": blinding.value,
            "reminders": list(reminders),
            "updated_at": now,
            "saved_by": saved_by.model_dump(),
        }
        for _ in range(1 if version is not None else TRIES):
            replaced = self._templates.find_one({**wanted, **({"version": version} if version is not None else {})})
            if replaced is None:
                return None
            self._keep(replaced)
            stored = self._templates.find_one_and_update(
                {**wanted, "version": replaced["version"]},
                {"$set": contents, "$inc": {"version": 1}},
                return_document=ReturnDocument.AFTER,
            )
            if stored:
                return parsed(Template, stored)
        return None

    def _keep(self, replaced: Document) -> None:
        """A version that is about to be replaced, once, and no more of them than may be kept."""
        template_id, version = replaced["_id"], replaced["version"]
        kept = {name: value for name, value in replaced.items() if name not in ("_id", "version")}
        self._versions.update_one({"template_id": template_id, "version": version}, {"$setOnInsert": kept}, upsert=True)
        self._versions.delete_many({"template_id": template_id, "version": {"$lte": version - MAX_VERSIONS}})

    def versions(self, template_id: UUID, *, before: int | None, most: int) -> list[TemplateVersionOutline]:
        """Those that were replaced, the newest first."""
        wanted: Document = {"template_id": template_id, **({"version": {"$lt": before}} if before else {})}
        listed = dict.fromkeys(TemplateVersionOutline.model_fields, True)
        found = self._versions.find(wanted, listed).sort("version", DESCENDING).limit(most)
        return list(all_parsed(TemplateVersionOutline, found))

    def get_version(self, template_id: UUID, version: int) -> Template | None:
        """One that was replaced."""
        stored = self._versions.find_one({"template_id": template_id, "version": version})
        return parsed(Template, {**stored, "_id": template_id}) if stored else None

    def archive(self, organisation_id: UUID, template_id: UUID, at: datetime | None) -> Template | None:
        """Or take it back, with None; its contents, and so its version, stay as they are. None where there is none."""
        stored = self._templates.find_one_and_update(
            {"_id": template_id, "organisation_id": organisation_id},
            {"$set": {"archived_at": at}},
            return_document=ReturnDocument.AFTER,
        )
        return parsed(Template, stored) if stored else None

    def delete(self, organisation_id: UUID, template_id: UUID) -> None:
        """With all its versions."""
        deleted = self._templates.delete_one({"_id": template_id, "organisation_id": organisation_id})
        if deleted.deleted_count:
            self._versions.delete_many({"template_id": template_id})
