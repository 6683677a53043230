"""Who calls: a user by the token of a sign-in, a candidate by the token of a link."""

from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from functions.api.service import api
from interview.domain.accounts import Role, User
from interview.domain.sessions import Session
from interview.errors import SignInRequiredError
from interview.http import callers
from interview.http.callers import LINK, token_of

__all__ = ["LINK", "SIGN_IN", "WRITERS", "candidate", "is_link_token", "token_of", "user"]

SIGN_IN = {"signIn": list[str]()}
WRITERS = (Role.ADMIN, Role.RECRUITER)

logger = Logger()


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
    return callers.candidate(event, api().recognise_candidate)


def is_link_token(event: BaseProxyEvent) -> bool:
    """Link tokens are UUIDs, tokens of sign-ins never are."""
    try:
        UUID(token_of(event))
    except ValueError:
        return False
    return True
