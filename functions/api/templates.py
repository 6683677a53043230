"""Interview templates. Admins and recruiters write them, everyone of the organisation reads them."""

from datetime import datetime
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import BaseModel, Field

from functions.api import callers
from functions.api.models import Request
from functions.api.service import api
from interview.domain.templates import Line, Question, QuestionRequest, Template

router = Router()

TAGS = ["Templates"]


class TemplateRequest(Request):
    title: Line
    questions: tuple[QuestionRequest, ...] = Field(min_length=1, max_length=50)

    def asked(self) -> list[Question]:
        return [question.question() for question in self.questions]


class TemplateView(BaseModel):
    id: UUID
    title: str
    questions: tuple[Question, ...]
    created_at: datetime
    updated_at: datetime


class TemplateList(BaseModel):
    templates: list[TemplateView]


def template_view(template: Template) -> TemplateView:
    return TemplateView(**template.model_dump(exclude={"organisation_id"}))


@router.post("/templates", summary="Add a template", tags=TAGS, status_code=201, security=[callers.SIGN_IN])
def create_template(template: TemplateRequest) -> TemplateView:
    """Questions in the order in which they are asked."""
    user = callers.user(router.current_event, *callers.WRITERS)
    return template_view(api().create_template(user, template.title, template.asked()))


@router.get("/templates", summary="List the templates", tags=TAGS, security=[callers.SIGN_IN])
def list_templates() -> TemplateList:
    """Newest first, at most 500."""
    user = callers.user(router.current_event)
    return TemplateList(templates=[template_view(template) for template in api().list_templates(user)])


@router.get("/templates/<template_id>", summary="Show a template", tags=TAGS, security=[callers.SIGN_IN])
def show_template(template_id: UUID) -> TemplateView:
    """One template with its questions and the points that a good answer covers."""
    user = callers.user(router.current_event)
    return template_view(api().show_template(user, template_id))


@router.put("/templates/<template_id>", summary="Change a template", tags=TAGS, security=[callers.SIGN_IN])
def change_template(template_id: UUID, template: TemplateRequest) -> TemplateView:
    """Replaces title and questions. Links issued before keep the questions they were issued with."""
    user = callers.user(router.current_event, *callers.WRITERS)
    return template_view(api().change_template(user, template_id, template.title, template.asked()))
