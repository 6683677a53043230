"""What an account's links are for, of whoever has them: an invitation is taken up, a forgotten password replaced."""

from typing import Annotated

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field

from functions.api import acting, callers
from functions.api.accounts import SignInView, signed_in_answer
from functions.api.models import NewPassword, Request, View
from functions.api.own_pages import require_own_page
from functions.api.service import api
from interview.domain.accounts import Role
from interview.domain.audit import ActorKind
from interview.domain.languages import Language
from interview.domain.text import Email, Name

router = Router()
logger = Logger()

TAGS = ["Account"]
Token = Annotated[str, Field(min_length=1, max_length=128, description="what stands in the link")]


class InvitedRequest(Request):
    token: Token


class InvitedView(View):
    organisation: str
    email: str
    role: Role


class JoinRequest(Request):
    token: Token
    name: Name
    password: NewPassword


class ResetRequest(Request):
    email: Email
    language: Language = Field(default=Language.ENGLISH, description="of the letter")


class ResetPasswordRequest(Request):
    token: Token
    password: NewPassword


@router.post("/join/invitation", summary="Show an invitation", tags=TAGS)
def show_invitation(request: InvitedRequest) -> InvitedView:
    """404 for a link that is unknown, over, taken up or taken back."""
    invited = api().join_organisation.invited(request.token, callers.visitor(router.current_event))
    return InvitedView(organisation=invited.organisation.name, email=invited.email, role=invited.role)


@router.post("/join", summary="Take an invitation up", tags=TAGS, status_code=201)
def join(request: JoinRequest) -> Response[SignInView]:
    """Makes the account, and signs in as `/sign-in` does. 409 `account_elsewhere` where the address has one."""
    event = router.current_event
    require_own_page(event)
    password = request.password.get_secret_value()
    signed_in = api().join_organisation(request.token, request.name, password, callers.visitor(event))
    logger.info("member_joined", userId=str(signed_in.user.id))
    return signed_in_answer(201, signed_in)


@router.post("/password-resets", summary="Ask for another password", tags=TAGS, status_code=204)
def ask_for_reset(request: ResetRequest) -> Response[None]:
    """The same answer for every address. Who has an account is sent a link that works once, for an hour."""
    api().reset_password.ask(request.email, request.language, callers.visitor(router.current_event))
    return Response(204)


@router.post("/password-resets/password", summary="Replace a forgotten password", tags=TAGS, status_code=204)
def reset_password(request: ResetPasswordRequest) -> Response[None]:
    """All sign-ins end. 404 for a link that is unknown, over or used."""
    user = api().reset_password(
        request.token, request.password.get_secret_value(), callers.visitor(router.current_event)
    )
    acting.acts(user.organisation_id, ActorKind.PERSON, user.id)
    logger.info("auth_password_reset", userId=str(user.id))
    return Response(204)
