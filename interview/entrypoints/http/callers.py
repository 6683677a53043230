"""Who calls, by `Authorization: Bearer` (RFC 6750): a candidate by the token of a link, a user by that of a sign-in."""

import re

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from interview.domain.sessions.session import Session
from interview.errors import SignInRequiredError
from interview.use_cases.sessions.authenticate_candidate import AuthenticateCandidate

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,128}")
LINK = {"link": list[str]()}

logger = Logger()


def token_of(event: BaseProxyEvent | APIGatewayProxyEventV2) -> str:
    """The bearer token. Raises SignInRequiredError where there is none that could be one of ours."""
    scheme, _, token = event.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not TOKEN.fullmatch(token):
        raise SignInRequiredError("Send a token: `Authorization: Bearer …`.")
    return token


def cookie_of(event: BaseProxyEvent, name: str) -> str | None:
    """A cookie, where it looks like one of ours."""
    pairs = (each.strip().partition("=") for each in event.get("cookies") or ())
    values = [value for found, _, value in pairs if found == name and TOKEN.fullmatch(value)]
    return values[0] if values else None


def candidate(event: BaseProxyEvent, recognise: AuthenticateCandidate) -> Session:
    """The session of the candidate who calls, in whatever state it is."""
    token = token_of(event)
    try:
        found = recognise(token)
    except SignInRequiredError:
        logger.warning("auth_invalid_token", kind="link")
        raise
    logger.append_keys(sessionId=str(found.id))
    return found
