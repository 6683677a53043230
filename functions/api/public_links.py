"""A template's public link: kept by whoever invites, and what it is for whoever has it."""

from datetime import datetime
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field

from functions.api import acting, callers, service
from functions.api.look import LookView, look_view
from functions.api.models import LinkDays, Request, View
from functions.api.service import api
from interview.domain.audit import ActorKind
from interview.domain.clock import ClientTime
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.invitations.public_links import (
    MAX_PEOPLE,
    MAX_PER_DAY,
    LinkTerms,
    PublicLinkState,
)
from interview.domain.languages import Language
from interview.domain.templates import longest_s
from interview.domain.text import Mailable, Name
from interview.entrypoints.http.callers import token_of
from interview.errors import NotFoundError, SignInRequiredError
from interview.use_cases.invitations.keep_public_link import ShownPublicLink
from interview.use_cases.invitations.open_public_link import NOTHING

router = Router()
logger = Logger()

TAGS = ["Public links"]
PUBLIC_LINK = {"publicLink": list[str]()}

USUAL = LinkTerms()


class PublicLinkRequest(Request):
    is_on: bool = Field(
        default=True, strict=True, description="false: it leads nowhere, and what was asked for is not confirmed"
    )
    closes_at: ClientTime | None = Field(
        default=None, description="from then on nobody asks by it; who has asked before may confirm"
    )
    most: int = Field(
        default=USUAL.most, strict=True, ge=1, le=MAX_PEOPLE, description="how many people may come by it at all"
    )
    most_per_day: int = Field(
        default=USUAL.most_per_day, strict=True, ge=1, le=MAX_PER_DAY, description="how many may ask by it within a day"
    )
    interview_days: LinkDays = USUAL.interview_days
    takes_repeats: bool = Field(
        default=False, strict=True, description="whether the same address may have another interview"
    )

    def terms(self) -> LinkTerms:
        return LinkTerms(**self.model_dump())


class PublicLinkView(View):
    """`joined` have confirmed, `waiting` have asked and not confirmed, `asked` are all who asked within this day.
    `link_path` is null where nobody can write the link down again: replace it."""

    link_path: str | None = Field(examples=["/apply#3Zk0m1f1y7l2Qw8r5t9uVbXcNdMeLfKgJhHiGjFkElD"])
    state: PublicLinkState
    is_on: bool
    closes_at: datetime | None
    most: int
    most_per_day: int
    interview_days: int
    takes_repeats: bool
    joined: int
    waiting: int
    asked: int
    changed_at: datetime


class TemplatePublicLinkView(View):
    """`link` is null where none was ever made. Without mail nobody can confirm an address, and the link leads
    nowhere."""

    sends_mail: bool = Field(description="whether this stage does")
    link: PublicLinkView | None


class PublicInterviewView(View):
    """What somebody reads who has the link."""

    company: str
    look: LookView
    title: str
    language: Language = Field(description="in which the questions are written")
    question_count: int
    longest_s: int = Field(description="how long it takes at most, with all follow-up questions")
    closes_at: datetime | None
    state: PublicLinkState


class InterviewRequestBody(Request):
    name: Name
    email: Mailable
    language: Language | None = Field(default=None, description="of the interview and the mail; null: the template's")


class ConfirmedView(View):
    link_path: str = Field(description="of the interview", examples=["/interview#7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1"])


def public_link_view(shown: ShownPublicLink | None) -> TemplatePublicLinkView:
    sends_mail = bool(service.settings().mail_from)
    if shown is None:
        return TemplatePublicLinkView(sends_mail=sends_mail, link=None)
    link = shown.link
    view = PublicLinkView(
        **link.terms.model_dump(),
        link_path=f"/apply#{shown.token}" if shown.token else None,
        state=shown.state,
        joined=link.joined,
        waiting=shown.waiting,
        asked=shown.asked.many,
        changed_at=link.changed_at,
    )
    return TemplatePublicLinkView(sends_mail=sends_mail, link=view)


def caller() -> str:
    """The token of the link. Raises NotFoundError, as for any link that leads nowhere."""
    try:
        return token_of(router.current_event)
    except SignInRequiredError as error:
        raise NotFoundError(NOTHING) from error


@router.get(
    "/templates/<template_id>/public-link", summary="Show the public link", tags=TAGS, security=[callers.SIGN_IN]
)
def show_public_link(template_id: UUID) -> TemplatePublicLinkView:
    """By which anybody asks for an interview of this template, with what holds for it and how many have come."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    return public_link_view(api().keep_public_link.show(user, template_id))


@router.put(
    "/templates/<template_id>/public-link",
    summary="Change the public link",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def change_public_link(template_id: UUID, request: PublicLinkRequest) -> TemplatePublicLinkView:
    """Makes it where there is none. What is changed holds at once; interviews that were confirmed go on."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    shown = api().keep_public_link.change(user, template_id, request.terms())
    logger.info("public_link_changed", templateId=str(template_id), state=shown.state.value)
    return public_link_view(shown)


@router.post(
    "/templates/<template_id>/public-link/replacement",
    summary="Replace the public link",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def replace_public_link(template_id: UUID) -> TemplatePublicLinkView:
    """The old one leads nowhere at once, and what was asked for by it can be confirmed no more."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    shown = api().keep_public_link.replace(user, template_id)
    logger.info("public_link_replaced", templateId=str(template_id))
    return public_link_view(shown)


@router.get("/public-interview", summary="Show what a public link is for", tags=TAGS, security=[PUBLIC_LINK])
def show_public_interview() -> PublicInterviewView:
    """404 where it leads nowhere, whatever the reason."""
    opened = api().open_public_link(caller(), callers.visitor(router.current_event))
    template = opened.template
    return PublicInterviewView(
        company=opened.look.name,
        look=look_view(opened.look),
        title=template.title,
        language=template.language,
        question_count=len(template.questions),
        longest_s=longest_s(template.questions),
        closes_at=opened.link.terms.closes_at,
        state=opened.state,
    )


@router.post(
    "/public-interview/requests",
    summary="Ask for an interview",
    tags=TAGS,
    status_code=204,
    security=[PUBLIC_LINK],
)
def ask_for_interview(request: InterviewRequestBody) -> Response[None]:
    """The same answer for every address: it is sent a link that confirms it, for two days. 409 `public_link_closed` and
    `public_link_full`, 429 where too many have asked by this link, in this organisation or from this network."""
    visitor = callers.visitor(router.current_event)
    api().ask_for_interview(caller(), request.name, request.email, request.language, visitor)
    return Response(204)


@router.post("/public-interview/confirmations", summary="Confirm an address", tags=TAGS, security=[PUBLIC_LINK])
def confirm_request() -> ConfirmedView:
    """With the token of the mail. Makes the interview and answers with the link to it, or to the one that this address
    has already; a repeat changes nothing."""
    issued = api().confirm_request(caller(), callers.visitor(router.current_event))
    acting.acts(issued.session.organisation_id, ActorKind.CANDIDATE, issued.session.id)
    logger.info("interview_request_confirmed", sessionId=str(issued.session.id))
    return ConfirmedView(link_path=f"/interview#{issued.token}")
