"""Who calls: a user by the cookie of a sign-in, a candidate by the token of a link."""

from collections.abc import Collection
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from functions.api import acting, idempotency
from functions.api.own_pages import require_own_page
from functions.api.scopes import SCOPES
from functions.api.service import api, candidate_api
from interview.domain.accounts import Role, User
from interview.domain.api_keys import is_key
from interview.domain.audit import ActorKind
from interview.domain.sessions.session import Session
from interview.entrypoints.http import callers
from interview.entrypoints.http.callers import LINK, cookie_of
from interview.errors import SignInRequiredError, TokenReplayedError
from interview.use_cases.accounts.authenticate_user import Successor
from interview.use_cases.accounts.begin_sign_in import Visitor

__all__ = [
    "DEVICE_COOKIE",
    "LINK",
    "SIGN_IN",
    "SIGN_IN_COOKIE",
    "VIEWER_ADDRESS",
    "candidate",
    "cookie",
    "cookie_of",
    "hand_out_successor",
    "has_link_token",
    "no_cookie",
    "no_sign_in",
    "sign_in_token",
    "user",
    "visitor",
]

SIGN_IN_COOKIE = "__Host-colloquy-sign-in"
DEVICE_COOKIE = "__Host-colloquy-device"

VIEWER_ADDRESS = "x-viewer-address"
"""Where the distribution writes who calls; what a viewer sends under this name never gets here."""

SIGN_IN = {"signIn": list[str]()}

logger = Logger()

_successor = ContextVar[Successor | None]("successor", default=None)
"""Of the token that this request came with."""


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


def no_cookie(name: str) -> Cookie:
    """Takes one's place in a browser."""
    return cookie(name, "", timedelta(seconds=-1))


def no_sign_in() -> Cookie:
    return no_cookie(SIGN_IN_COOKIE)


def sign_in_token(event: BaseProxyEvent) -> str:
    """The token of a sign-in, which stands in a cookie. Raises SignInRequiredError where there is none, and
    CrossSiteRequestError where none of our pages asks."""
    token = cookie_of(event, SIGN_IN_COOKIE)
    if token is None:
        raise SignInRequiredError("Sign in first.")
    require_own_page(event)
    return token


def user(event: BaseProxyEvent, *roles: Role) -> User:
    """The user who calls, of one of these roles where any are named: by a sign-in, or by an API key of theirs."""
    if secret := _key_of(event):
        user = _user_of_key(secret, roles or tuple(Role))
        idempotency.begin(event, user)
        return user
    token = sign_in_token(event)
    try:
        found = api().authenticate_user(token, roles or tuple(Role))
    except TokenReplayedError:
        logger.warning("auth_token_replayed")
        raise
    except SignInRequiredError:
        logger.warning("auth_invalid_token", kind="sign_in")
        raise
    logger.append_keys(userId=str(found.user.id))
    acting.acts(found.user.organisation_id, ActorKind.PERSON, found.user.id)
    _successor.set(found.successor)
    idempotency.begin(event, found.user)
    return found.user


def _key_of(event: BaseProxyEvent) -> str | None:
    """The API key that came along. No browser sends one by itself, so whoever does need not be a page of ours."""
    scheme, _, token = event.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and is_key(token) else None


def _user_of_key(secret: str, roles: Collection[Role]) -> User:
    scopes = SCOPES.get(acting.route(), frozenset())
    try:
        found, key = api().authenticate_key(secret, scopes, roles)
    except SignInRequiredError:
        logger.warning("auth_invalid_token", kind="api_key")
        raise
    logger.append_keys(userId=str(found.id), keyId=str(key.id))
    acting.acts(found.organisation_id, ActorKind.KEY, found.id, key.id)
    return found


def hand_out_successor(app: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Whichever route a token came to, its successor goes back with the answer."""
    _successor.set(None)
    response = next_middleware(app)
    if successor := _successor.get():
        response.cookies.append(cookie(SIGN_IN_COOKIE, successor.token, successor.lasts))
    return response


def visitor(event: BaseProxyEvent) -> Visitor:
    """Who would sign in."""
    headers = event.headers
    address, user_agent = headers.get(VIEWER_ADDRESS, ""), headers.get("user-agent", "")
    return Visitor(address, user_agent, cookie_of(event, DEVICE_COOKIE))


def candidate(event: BaseProxyEvent) -> Session:
    """The session of the candidate who calls, in whatever state it is."""
    session = callers.candidate(event, candidate_api().authenticate_candidate)
    acting.acts(session.organisation_id, ActorKind.CANDIDATE, session.id)
    return session


def has_link_token(event: BaseProxyEvent) -> bool:
    """A candidate's page shows its own, also in the browser of somebody who is signed in."""
    return "authorization" in event.headers
