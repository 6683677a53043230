"""Who calls: a user by the token of a sign-in, a candidate by the token of a link."""

from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from functions.api.service import api
from interview.domain.accounts import Role, User
from interview.domain.sessions.session import Session
from interview.entrypoints.http import callers
from interview.entrypoints.http.callers import LINK, cookie_of, token_of
from interview.errors import SignInRequiredError

__all__ = [
    "DEVICE_COOKIE",
    "LINK",
    "SIGN_IN",
    "SIGN_IN_COOKIE",
    "WRITERS",
    "candidate",
    "cookie_of",
    "is_link_token",
    "sign_in_token",
    "user",
]

SIGN_IN_COOKIE = "__Host-colloquy-sign-in"
DEVICE_COOKIE = "__Host-colloquy-device"

SIGN_IN = {"signIn": list[str]()}
WRITERS = (Role.ADMIN, Role.RECRUITER)

logger = Logger()


def sign_in_token(event: BaseProxyEvent) -> str:
    """The token of a sign-in: that of a program stands in `Authorization`, that of our pages in a cookie.

    The cookie counts only in a request that the browser itself says comes from a page of this very origin. Raises
    SignInRequiredError where there is neither.
    """
    cookie = cookie_of(event, SIGN_IN_COOKIE)
    if cookie and "authorization" not in event.headers and event.headers.get("sec-fetch-site") == "same-origin":
        return cookie
    return token_of(event)


def user(event: BaseProxyEvent, *roles: Role) -> User:
    """The user who calls, of one of these roles where any are named."""
    token = sign_in_token(event)
    try:
        found = api().authenticate_user(token, roles or tuple(Role))
    except SignInRequiredError:
        logger.warning("auth_invalid_token", kind="sign_in")
        raise
    logger.append_keys(userId=str(found.id))
    return found


def candidate(event: BaseProxyEvent) -> Session:
    """The session of the candidate who calls, in whatever state it is."""
    return callers.candidate(event, api().authenticate_candidate)


def is_link_token(event: BaseProxyEvent) -> bool:
    """Link tokens are UUIDs, tokens of sign-ins never are."""
    try:
        UUID(sign_in_token(event))
    except ValueError:
        return False
    return True
