"""Who calls: a user by the token of a sign-in, a candidate by the token of a link, both in `Authorization: Bearer`."""

import re
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from functions.api.service import api
from interview.domain.accounts import Role, User
from interview.domain.sessions import Session
from interview.errors import SignInRequiredError

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,128}")
SIGN_IN = {"signIn": list[str]()}
LINK = {"link": list[str]()}
WRITERS = (Role.ADMIN, Role.RECRUITER)

logger = Logger()


def token_of(event: BaseProxyEvent | APIGatewayProxyEventV2) -> str:
    """The bearer token. Raises SignInRequiredError where there is none that could be one of ours."""
    scheme, _, token = event.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not TOKEN.fullmatch(token):
        raise SignInRequiredError("Send a token: `Authorization: Bearer …`.")
    return token


def user(event: BaseProxyEvent, *roles: Role) -> User:
    """The user who calls, of one of these roles where any are named."""
    token = token_of(event)
    try:
        found = api().recognise_user(token, roles or tuple(Role))
    except SignInRequiredError:
        logger.warning("auth_invalid_token", kind="sign_in")
        raise
    logger.append_keys(userId=str(found.id))
    return found


def candidate(event: BaseProxyEvent) -> Session:
    """The session of the candidate who calls, in whatever state it is."""
    token = token_of(event)
    try:
        found = api().recognise_candidate(token)
    except SignInRequiredError:
        logger.warning("auth_invalid_token", kind="link")
        raise
    logger.append_keys(sessionId=str(found.id))
    return found


def is_link_token(event: BaseProxyEvent) -> bool:
    """Link tokens are UUIDs, tokens of sign-ins never are."""
    try:
        UUID(token_of(event))
    except ValueError:
        return False
    return True
