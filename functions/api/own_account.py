"""One's own account: its password, and where it is signed in."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response, content_types
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import Field

from functions.api import callers
from functions.api.models import NewPassword, Password, Request, View
from functions.api.service import api
from interview.domain.devices import Browser, System
from interview.domain.sign_ins import StoredSignIn
from interview.domain.tokens import sign_in_of

router = Router()
logger = Logger()

TAGS = ["Account"]
SignInId = Annotated[str, Path(max_length=100)]


class PasswordRequest(Request):
    old: Password
    new: NewPassword


class EndedView(View):
    ended: int = Field(description="sign-ins that were ended")


class SignInEntryView(View):
    id: str
    browser: Browser
    system: System
    network: str | None = Field(description="from where, shortened")
    began_at: datetime | None
    used_at: datetime | None = Field(description="to a quarter of an hour")
    is_this: bool = Field(description="the one that asks")


class SignInList(View):
    sign_ins: list[SignInEntryView]


def sign_in_view(sign_in: StoredSignIn, token: str) -> SignInEntryView:
    return SignInEntryView(
        **sign_in.model_dump(include={"id", "browser", "system", "network", "began_at"}),
        used_at=sign_in.used_at,
        is_this=sign_in.id == sign_in_of(token),
    )


@router.post("/me/password", summary="Change one's password", tags=TAGS, security=[callers.SIGN_IN])
def change_password(request: PasswordRequest) -> EndedView:
    """All other sign-ins end. 403 `wrong_password` where the old one is another."""
    token, user = callers.sign_in_token(router.current_event), callers.user(router.current_event)
    old, new = request.old.get_secret_value(), request.new.get_secret_value()
    ended = api().change_password(user, token, old, new)
    logger.info("auth_password_changed", ended=ended)
    return EndedView(ended=ended)


@router.get("/me/sign-ins", summary="List where one is signed in", tags=TAGS, security=[callers.SIGN_IN])
def list_sign_ins() -> SignInList:
    """The newest first."""
    token, user = callers.sign_in_token(router.current_event), callers.user(router.current_event)
    return SignInList(sign_ins=[sign_in_view(sign_in, token) for sign_in in api().list_sign_ins(user)])


@router.delete(
    "/me/sign-ins/<sign_in_id>",
    summary="End one of one's sign-ins",
    tags=TAGS,
    status_code=204,
    security=[callers.SIGN_IN],
)
def end_sign_in(sign_in_id: SignInId) -> Response[None]:
    """At once, with what was opened by it."""
    api().end_sign_in(callers.user(router.current_event), sign_in_id)
    logger.info("auth_sign_in_ended")
    return Response(204)


@router.post("/me/sign-out-everywhere", summary="Sign out everywhere", tags=TAGS, security=[callers.SIGN_IN])
def sign_out_everywhere() -> Response[EndedView]:
    """Here as well."""
    ended = api().end_sign_ins.of(callers.user(router.current_event))
    logger.info("auth_signed_out_everywhere", ended=ended)
    return Response(
        200, content_type=content_types.APPLICATION_JSON, body=EndedView(ended=ended), cookies=[callers.no_sign_in()]
    )
