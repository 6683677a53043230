"""Interview templates. Admins and recruiters write them, everyone of the organisation reads them."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Header
from pydantic import Field, field_validator

from functions.api import callers
from functions.api.models import Request, View
from functions.api.service import api
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.templates import (
    MAX_QUESTIONS,
    Blinding,
    Line,
    Question,
    QuestionRequest,
    Rubric,
    RubricRequest,
    Template,
    TemplateOutline,
    require_bounded,
)
from interview.errors import ChangedMeanwhileError, VersionRequiredError

router = Router()

TAGS = ["Templates"]
MAX_OPENING_CHARACTERS = 150


class TemplateRequest(Request):
    title: Line
    language: Language = Field(default=DEFAULT_LANGUAGE, description="in which the questions are written")
    questions: tuple[QuestionRequest, ...] = Field(min_length=1, max_length=MAX_QUESTIONS)
    rubric: RubricRequest | None = Field(default=None, description="what answers are judged by; null for the usual")

    blinding: Blinding = Field(
        default=Blinding.OFF,
        description="people judge each answer before they see scores, or (`identity`) name and picture either",
    )
    shows_scores: bool = Field(
        default=False, description="whether candidates are told figures when their interview is over"
    )

    @field_validator("questions")
    @classmethod
    def _bounded(cls, questions: tuple[QuestionRequest, ...]) -> tuple[QuestionRequest, ...]:
        require_bounded(questions)
        return questions

    def asked(self) -> list[Question]:
        return [question.question() for question in self.questions]

    def judged_by(self) -> Rubric | None:
        return self.rubric.rubric() if self.rubric else None


class TemplateView(View):
    id: UUID
    title: str
    language: Language
    questions: tuple[Question, ...]
    rubric: Rubric | None = Field(description="what answers are judged by; null for the usual one")
    shows_scores: bool
    blinding: Blinding
    created_at: datetime
    updated_at: datetime
    version: int = Field(description="counts the changes; also the `ETag`")


class TemplateOutlineView(View):
    id: UUID
    title: str
    language: Language
    opening: list[str] = Field(description="how the first three questions begin")
    question_count: int
    longest_s: int = Field(description="how long it takes at most, with all follow-up questions")
    created_at: datetime
    updated_at: datetime
    version: int


class TemplateList(View):
    templates: list[TemplateOutlineView]


def template_view(template: Template) -> TemplateView:
    return TemplateView(**template.model_dump(exclude={"organisation_id"}))


def outline_view(template: TemplateOutline) -> TemplateOutlineView:
    opening = [
        text if len(text) <= MAX_OPENING_CHARACTERS else f"{text[:MAX_OPENING_CHARACTERS]}…"
        for text in template.opening
    ]
    return TemplateOutlineView(**template.model_dump(exclude={"opening"}), opening=opening)


def versioned(template: Template) -> Response[TemplateView]:
    tag = {"etag": f'"{template.version}"'}
    return Response(200, content_type=content_types.APPLICATION_JSON, body=template_view(template), headers=tag)


def version_of(tag: str | None) -> int | None:
    """None for any. Raises VersionRequiredError where there is no tag, ChangedMeanwhileError for none of ours."""
    if tag is None:
        raise VersionRequiredError("Say which version is to be changed: If-Match.")
    if tag.strip() == "*":
        return None
    version = re.fullmatch(r'(?:W/)?"([1-9][0-9]{0,8})"', tag.strip())
    if version is None:
        raise ChangedMeanwhileError("There is no such version.")
    return int(version[1])


@router.post("/templates", summary="Add a template", tags=TAGS, status_code=201, security=[callers.SIGN_IN])
def create_template(template: TemplateRequest) -> TemplateView:
    """Questions in the order in which they are asked."""
    user = callers.user(router.current_event, *callers.WRITERS)
    return template_view(
        api().create_template(
            user,
            template.title,
            template.language,
            template.asked(),
            template.judged_by(),
            shows_scores=template.shows_scores,
            blinding=template.blinding,
        )
    )


@router.get("/templates", summary="List the templates", tags=TAGS, security=[callers.SIGN_IN])
def list_templates() -> TemplateList:
    """Newest first, all that there are, with the beginning of their questions."""
    user = callers.user(router.current_event)
    return TemplateList(templates=[outline_view(template) for template in api().list_templates(user)])


@router.get("/templates/<template_id>", summary="Show a template", tags=TAGS, security=[callers.SIGN_IN])
def show_template(template_id: UUID) -> Response[TemplateView]:
    """One template with its questions and the points that a good answer covers."""
    user = callers.user(router.current_event)
    return versioned(api().show_template(user, template_id))


@router.put("/templates/<template_id>", summary="Change a template", tags=TAGS, security=[callers.SIGN_IN])
def change_template(
    template_id: UUID,
    template: TemplateRequest,
    if_match: Annotated[
        str | None, Header(alias="if-match", description="the `ETag` that was read; `*` for whichever")
    ] = None,
) -> Response[TemplateView]:
    """Replaces all of it. Links issued before keep what they were issued with. 412 where
    somebody else changed the template since it was read, 428 without `If-Match`."""
    user = callers.user(router.current_event, *callers.WRITERS)
    version = version_of(if_match)
    changed = api().change_template(
        user,
        template_id,
        template.title,
        template.language,
        template.asked(),
        template.judged_by(),
        version,
        shows_scores=template.shows_scores,
        blinding=template.blinding,
    )
    return versioned(changed)
