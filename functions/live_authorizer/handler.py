"""Let a socket open for the holder of a ticket, once."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.errors import SignInRequiredError
from interview.settings import load
from interview.settings.live_authorizer import LiveAuthorizerSettings
from interview.wiring import live_authorizer as wiring

settings = load(LiveAuthorizerSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    logger.append_keys(requestId=context.aws_request_id)
    ticket = (event.get("queryStringParameters") or {}).get("ticket", "")
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    try:
        holder = wiring.redeem_ticket(settings)(ticket, headers.get("x-origin-secret", ""))
    except SignInRequiredError as error:
        logger.warning("auth_invalid_token", reason=error.message)
        return policy("Deny", event["methodArn"], {})
    held = {name: str(value) for name, value in asdict(holder).items() if value is not None}
    return policy("Allow", event["methodArn"], held)


def policy(effect: str, arn: str, context: dict[str, str]) -> dict[str, Any]:
    """What an authorizer answers; `context` reaches the routes' handlers."""
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": arn}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return {"principalId": context.get("session_id", "nobody"), "policyDocument": document, "context": context}
