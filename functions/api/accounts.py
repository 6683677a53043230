"""Sign-in."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from pydantic import BaseModel, Field, SecretStr

from functions.api import callers
from functions.api.models import Request
from functions.api.service import api
from interview.domain.accounts import SIGN_IN_TTL, Role, User
from interview.domain.sign_in_limits import PLACES_ARE_KNOWN_FOR
from interview.domain.text import Email
from interview.errors import RequestError

router = Router()
logger = Logger()

TAGS = ["Account"]

VIEWER_ADDRESS = "x-viewer-address"
"""Where the distribution writes who calls; what a viewer sends under this name never gets here."""


class SignInRequest(Request):
    email: Email
    password: Annotated[SecretStr, Field(min_length=1, max_length=1024)]


class UserView(BaseModel):
    id: UUID
    name: str
    email: str
    role: Role


class SignInView(BaseModel):
    """`token` goes into `Authorization: Bearer …` until `expires_at`."""

    token: str
    expires_at: datetime
    user: UserView


class OrganisationView(BaseModel):
    id: UUID
    name: str


class AccountView(BaseModel):
    user: UserView
    organisation: OrganisationView


def cookie(name: str, value: str, lasts: timedelta) -> Cookie:
    """Sent by this site's own pages alone, and read by no script."""
    return Cookie(
        name,
        value,
        path="/",
        secure=True,
        http_only=True,
        same_site=SameSite.STRICT_MODE,
        max_age=int(lasts.total_seconds()),
    )


def user_view(user: User) -> UserView:
    return UserView(id=user.id, name=user.name, email=user.email, role=user.role)


@router.post("/sign-in", summary="Sign in", tags=TAGS)
def sign_in(credentials: SignInRequest) -> Response[SignInView]:
    """Programs get a token, browsers the same as a cookie that no script reads. 429 says how long to wait."""
    event = router.current_event
    source = event.headers.get(VIEWER_ADDRESS, "")
    device = callers.cookie_of(event, callers.DEVICE_COOKIE)
    try:
        signed_in = api().sign_in(credentials.email, credentials.password.get_secret_value(), source, device)
    except RequestError as error:
        logger.warning("auth_login_refused", code=error.code)
        raise
    logger.info("auth_login", userId=str(signed_in.user.id))
    view = SignInView(token=signed_in.token, expires_at=signed_in.expires_at, user=user_view(signed_in.user))
    cookies = [
        cookie(callers.SIGN_IN_COOKIE, signed_in.token, SIGN_IN_TTL),
        cookie(callers.DEVICE_COOKIE, signed_in.device, PLACES_ARE_KNOWN_FOR),
    ]
    return Response(200, content_type=content_types.APPLICATION_JSON, body=view, cookies=cookies)


@router.post("/sign-out", summary="Sign out", tags=TAGS, status_code=204, security=[callers.SIGN_IN])
def sign_out() -> Response[None]:
    """The token ends at once. One that is not known is as good as signed out."""
    api().sign_out(callers.sign_in_token(router.current_event))
    return Response(204, cookies=[cookie(callers.SIGN_IN_COOKIE, "", timedelta(seconds=-1))])


@router.get("/me", summary="Who is signed in", tags=TAGS, security=[callers.SIGN_IN])
def me() -> AccountView:
    """The user whose token it is, and their organisation."""
    user = callers.user(router.current_event)
    organisation = api().show_account(user)
    return AccountView(user=user_view(user), organisation=OrganisationView(id=organisation.id, name=organisation.name))
