"""Sign-in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from pydantic import BaseModel, Field, SecretStr

from functions.api import callers
from functions.api.models import Email, Request
from functions.api.service import api
from interview.domain.accounts import Role, User
from interview.errors import RequestError

router = Router()
logger = Logger()

TAGS = ["Account"]


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


def user_view(user: User) -> UserView:
    return UserView(id=user.id, name=user.name, email=user.email, role=user.role)


@router.post("/sign-in", summary="Sign in", tags=TAGS)
def sign_in(credentials: SignInRequest) -> SignInView:
    """At most ten attempts in a quarter of an hour for one e-mail address."""
    try:
        signed_in = api().sign_in(credentials.email, credentials.password.get_secret_value())
    except RequestError as error:
        logger.warning("auth_login_refused", code=error.code)
        raise
    logger.info("auth_login", userId=str(signed_in.user.id))
    return SignInView(token=signed_in.token, expires_at=signed_in.expires_at, user=user_view(signed_in.user))


@router.post("/sign-out", summary="Sign out", tags=TAGS, status_code=204, security=[callers.SIGN_IN])
def sign_out() -> Response[None]:
    """The token ends at once. One that is not known is as good as signed out."""
    api().sign_out(callers.token_of(router.current_event))
    return Response(204)


@router.get("/me", summary="Who is signed in", tags=TAGS, security=[callers.SIGN_IN])
def me() -> AccountView:
    """The user whose token it is, and their organisation."""
    user = callers.user(router.current_event)
    organisation = api().show_account(user)
    return AccountView(user=user_view(user), organisation=OrganisationView(id=organisation.id, name=organisation.name))
