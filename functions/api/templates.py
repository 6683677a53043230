"""Interview templates. Admins and recruiters write them, everyone of the organisation reads them."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from pydantic import Base64Bytes, Field, StringConstraints, field_validator, model_validator

from functions.api import callers, service
from functions.api.models import Request, View
from functions.api.service import api
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.evaluation.drafting import MAX_DESCRIPTION_CHARACTERS, MAX_DRAFTED, MIN_DRAFTED
from interview.domain.evaluation.score import Judge
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.templates import (
    MAX_QUESTIONS,
    MAX_REMINDER_DAYS,
    MAX_REMINDERS,
    Blinding,
    Editor,
    Line,
    Question,
    QuestionRequest,
    Rubric,
    RubricRequest,
    Template,
    TemplateOutline,
    require_bounded,
)
from interview.domain.text import VISIBLE
from interview.entrypoints import model_calls
from interview.errors import ChangedMeanwhileError, VersionRequiredError
from interview.use_cases.templates.list_versions import MAX_LISTED

router = Router()
logger = Logger()

TAGS = ["Templates"]
MAX_OPENING_CHARACTERS = 150
MAX_QUERY = 300
MAX_VERSION = 999_999_999
MAX_PDF_BYTES = 700_000
"""In base64, and with all else of a body, a little less than a body may have."""


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
    reminders: tuple[Annotated[int, Field(ge=1, le=MAX_REMINDER_DAYS)], ...] = Field(
        default=(),
        max_length=MAX_REMINDERS,
        description="how many days before the link's end who was invited by e-mail is reminded",
    )
    asks_self_identification: bool = Field(
        default=False,
        description="whether candidates may say the categories of a bias audit afterwards",
    )

    @field_validator("questions")
    @classmethod
    def _bounded(cls, questions: tuple[QuestionRequest, ...]) -> tuple[QuestionRequest, ...]:
        require_bounded(questions)
        return questions

    @field_validator("reminders")
    @classmethod
    def _each_once(cls, reminders: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(set(reminders), reverse=True))

    def asked(self) -> list[Question]:
        return [question.question() for question in self.questions]

    def judged_by(self) -> Rubric | None:
        return self.rubric.rubric() if self.rubric else None


class ArchiveRequest(Request):
    archived: bool = Field(description="true: nobody is invited to it any more; false: it is taken back")


class TemplateView(View):
    id: UUID
    title: str
    language: Language
    questions: tuple[Question, ...]
    rubric: Rubric | None = Field(description="what answers are judged by; null for the usual one")
    shows_scores: bool
    asks_self_identification: bool
    blinding: Blinding
    reminders: tuple[int, ...]
    created_at: datetime
    updated_at: datetime
    version: int = Field(description="counts the changes; also the `ETag`")
    saved_by: Editor | None = Field(description="this version; null where that was not stored yet")
    archived_at: datetime | None = Field(description="since when nobody is invited to it")


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
    archived_at: datetime | None


class TemplateList(View):
    templates: list[TemplateOutlineView]


class VersionView(View):
    version: int
    title: str
    updated_at: datetime
    saved_by: Editor | None


class VersionList(View):
    """Newest first; `before` is the version from which the next page goes on, null on the last one."""

    versions: list[VersionView]
    before: int | None


class FoundQuestionView(View):
    template_id: UUID
    template_title: str
    language: Language
    question: Question


class FoundQuestionList(View):
    """The first 30; `more` where a narrower search finds others."""

    questions: list[FoundQuestionView]
    more: bool


JobDescription = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_DESCRIPTION_CHARACTERS), VISIBLE
]
Pdf = Annotated[Base64Bytes, Field(max_length=MAX_PDF_BYTES)]


class DraftRequest(Request):
    """One of the two: the text of a job description, or a PDF with it."""

    text: JobDescription | None = None
    pdf: Pdf | None = Field(default=None, description="in base64; 700,000 bytes at most")
    language: Language = Field(default=DEFAULT_LANGUAGE, description="in which the questions are to be written")
    question_count: int = Field(default=6, ge=MIN_DRAFTED, le=MAX_DRAFTED)

    @model_validator(mode="after")
    def _of_one(self) -> "DraftRequest":
        if (self.text is None) == (self.pdf is None):
            raise ValueError("Send a text or a PDF: one of the two.")
        return self


class DraftView(View):
    """Stored nowhere: who asked for it edits it, and saves it as a template."""

    title: str = Field(description="empty where none was fit to be suggested")
    questions: tuple[Question, ...]
    left_out: tuple[str, ...] = Field(
        description="sentences of the description that speak to the machine: it read none"
    )
    dropped: int = Field(description="how many questions and points were not fit to be suggested")
    is_cut: bool = Field(description="only the beginning of the PDF was read")
    judge: Judge = Field(description="what suggested them, as it names itself")


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
    user = callers.user(router.current_event, *MAY[Action.WRITE_TEMPLATE])
    return template_view(
        api().create_template(
            user,
            template.title,
            template.language,
            template.asked(),
            template.judged_by(),
            shows_scores=template.shows_scores,
            asks_self_identification=template.asks_self_identification,
            blinding=template.blinding,
            reminders=template.reminders,
        )
    )


@router.post("/template-drafts", summary="Draft a template", tags=TAGS, security=[callers.SIGN_IN])
def draft_template(request: DraftRequest) -> DraftView:
    """Questions with points, suggested for a job description. 400 `unreadable_pdf` where there is no text in it, 400
    `nothing_described` where all of it speaks to the machine, 429 for whoever had very many within a day, and 503 where
    the model gives none right now."""
    user = callers.user(router.current_event, *MAY[Action.WRITE_TEMPLATE])
    described_by = request.text if request.pdf is None else request.pdf
    draft, is_cut = service.draft_template()(user, described_by or "", request.language, request.question_count)
    model_calls.record([draft.sample])
    judge = Judge(service=draft.sample.service, model=draft.sample.model, indicative=draft.sample.indicative)
    return DraftView(**draft.model_dump(exclude={"sample"}), is_cut=is_cut, judge=judge)


@router.get("/templates", summary="List the templates", tags=TAGS, security=[callers.SIGN_IN])
def list_templates(
    archived: Annotated[bool, Query(description="whether those that are archived are listed, too")] = False,
) -> TemplateList:
    """Newest first, all that there are, with the beginning of their questions."""
    user = callers.user(router.current_event, *MAY[Action.READ_TEMPLATE])
    listed = api().list_templates(user, archived=archived)
    return TemplateList(templates=[outline_view(template) for template in listed])


@router.get("/template-questions", summary="Find questions of the templates", tags=TAGS, security=[callers.SIGN_IN])
def find_questions(
    q: Annotated[
        str, Query(max_length=MAX_QUERY, description="words of the question, its points or its template's title")
    ] = "",
    without: Annotated[UUID | None, Query(description="a template that is not searched")] = None,
) -> FoundQuestionList:
    """The newest template's first, those that are archived, too; each wording once."""
    user = callers.user(router.current_event, *MAY[Action.READ_TEMPLATE])
    found = api().find_questions(user, q, without=without)
    questions = [FoundQuestionView(**each.model_dump()) for each in found.questions]
    return FoundQuestionList(questions=questions, more=found.more)


@router.get("/templates/<template_id>", summary="Show a template", tags=TAGS, security=[callers.SIGN_IN])
def show_template(template_id: UUID) -> Response[TemplateView]:
    """One template with its questions and the points that a good answer covers."""
    user = callers.user(router.current_event, *MAY[Action.READ_TEMPLATE])
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
    user = callers.user(router.current_event, *MAY[Action.WRITE_TEMPLATE])
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
        asks_self_identification=template.asks_self_identification,
        blinding=template.blinding,
        reminders=template.reminders,
    )
    return versioned(changed)


@router.put(
    "/templates/<template_id>/archive",
    summary="Archive a template, or take it back",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def archive_template(template_id: UUID, request: ArchiveRequest) -> Response[TemplateView]:
    """Nobody is invited to an archived one (409 `template_archived`); links that are out go on. Its version stays."""
    user = callers.user(router.current_event, *MAY[Action.WRITE_TEMPLATE])
    template = api().archive_template(user, template_id, archived=request.archived)
    logger.info("template_archived", templateId=str(template_id), archived=request.archived)
    return versioned(template)


@router.get(
    "/templates/<template_id>/versions",
    summary="List the versions of a template",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def list_versions(
    template_id: UUID,
    before: Annotated[int | None, Query(ge=2, le=MAX_VERSION, description="`before` of the page before")] = None,
) -> VersionList:
    """From the one that counts on, fifty a page. A hundred that were replaced are kept."""
    user = callers.user(router.current_event, *MAY[Action.READ_TEMPLATE])
    versions = api().list_versions(user, template_id, before=before)
    is_more = len(versions) == MAX_LISTED and versions[-1].version > 1
    return VersionList(
        versions=[VersionView(**each.model_dump()) for each in versions],
        before=versions[-1].version if is_more else None,
    )


@router.get(
    "/templates/<template_id>/versions/<version>",
    summary="Show a version of a template",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def show_version(template_id: UUID, version: Annotated[int, Path(ge=1, le=MAX_VERSION)]) -> TemplateView:
    """The template as it was. To restore it, change the template to what it says."""
    user = callers.user(router.current_event, *MAY[Action.READ_TEMPLATE])
    return template_view(api().show_version(user, template_id, version))


@router.delete(
    "/templates/<template_id>", summary="Delete a template", tags=TAGS, status_code=204, security=[callers.SIGN_IN]
)
def delete_template(template_id: UUID) -> Response[None]:
    """One that no interview was made from: 409 `template_in_use` for any other, which may be archived."""
    user = callers.user(router.current_event, *MAY[Action.WRITE_TEMPLATE])
    api().delete_template(user, template_id)
    logger.info("template_deleted", templateId=str(template_id))
    return Response(204)
