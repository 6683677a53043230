"""What every request passes: its id, the origin's secret, and a body that can be read at all."""

import base64
import binascii
import json
import re
import time
from collections.abc import Mapping
from hmac import compare_digest
from typing import Any
from uuid import uuid4

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.adapters.secrets import secret
from interview.entrypoints.http.problems import REQUEST_ID, problem
from interview.errors import (
    ForbiddenError,
    MalformedRequestError,
    PayloadTooLargeError,
    ResponseTooLargeError,
    UnsupportedContentError,
)

MAX_BODY_BYTES = 1024 * 1024
"""Room for the manifest of eight hours: one chunk in five seconds takes some 170 bytes."""
MAX_RESPONSE_BYTES = 5_500_000
"""Lambda hands on 6 MB of JSON, in which the body stands as a string; the rest is for headers."""
SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
MAX_LOGGED_PATH = 200
JSON = "application/json"
"""What a body is once it could be read, whatever its sender calls it: `Application/JSON;charset=utf-8` is the same."""

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
ONE_CLICK = "List-Unsubscribe"
MAX_ONE_CLICK = 1_000

TOO_LARGE = (
    "This is more than one answer can hold. Nothing of it is lost: "
    "tell whoever runs this site, and quote the request_id."
)

logger = Logger()


def answer(
    app: APIGatewayHttpResolver,
    origin_secret_arn: str,
    event: dict[str, Any],
    context: LambdaContext,
) -> dict[str, Any]:
    """Let a request in and answer it. Never raises: whatever happens has the shape of an error."""
    began = time.perf_counter()
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    request_id = _request_id(headers)
    logger.clear_state()
    logger.append_keys(requestId=request_id)
    app.append_context(**{REQUEST_ID: request_id})
    try:
        require_origin(headers, origin_secret_arn)
        readable = {"body": read_body(event, headers), "headers": {**headers, "content-type": JSON}}
        response = app.resolve({**event, **readable, "isBase64Encoded": False}, context)
    except Exception as error:  # noqa: BLE001 (`problem` logs what is unexpected)
        refusal = problem(error, request_id)
        response = {"statusCode": refusal.status, "headers": refusal.headers, "body": refusal.json}
    response["body"] = response.get("body") or ""
    size = len(json.dumps(response["body"]))
    if size > MAX_RESPONSE_BYTES:
        logger.error("api_response_too_large", bytes=size, **_route(event))
        refusal = problem(ResponseTooLargeError(TOO_LARGE), request_id)
        response = {"statusCode": refusal.status, "headers": refusal.headers, "body": refusal.json}
    response["headers"] = {
        "cache-control": "no-store",
        **response.get("headers", {}),
        "x-content-type-options": "nosniff",
        "x-request-id": request_id,
    }
    _record(event, response["statusCode"], 1000 * (time.perf_counter() - began))
    return response


def require_origin(headers: Mapping[str, str], origin_secret_arn: str) -> None:
    """Raise ForbiddenError unless the request came through the distribution, which alone knows the secret."""
    expected = secret(origin_secret_arn, "the origin secret")
    if not compare_digest(headers.get("x-origin-secret", "").encode(), expected.encode()):
        raise ForbiddenError("Requests must come through the site.")


def read_body(event: Mapping[str, Any], headers: Mapping[str, str]) -> str | None:
    """The body as text. Raises PayloadTooLargeError, UnsupportedContentError or MalformedRequestError."""
    body = event.get("body")
    if not body:
        return None
    if len(body) > MAX_BODY_BYTES * (4 / 3 if event.get("isBase64Encoded") else 1):
        raise PayloadTooLargeError(f"A body has at most {MAX_BODY_BYTES} bytes.")
    if _says_nothing(event, headers):
        return None
    if headers.get("content-type", JSON).split(";")[0].strip().lower() != JSON:
        raise UnsupportedContentError("Send JSON, as application/json.")
    if not event.get("isBase64Encoded"):
        return str(body)
    try:
        return base64.b64decode(body, validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise MalformedRequestError("The body is not UTF-8 text.") from error


def _says_nothing(event: Mapping[str, Any], headers: Mapping[str, str]) -> bool:
    """What mail programs post with the one click that stops mails (RFC 8058), which is a form."""
    if not headers.get("content-type", "").startswith(FORMS):
        return False
    body = str(event["body"])
    plain = base64.b64decode(body).decode(errors="replace") if event.get("isBase64Encoded") else body
    return ONE_CLICK in plain and len(plain) <= MAX_ONE_CLICK


def parse_json(text: str) -> Any:
    """Raises MalformedRequestError for what is not JSON, is nested too deeply or holds an absurdly long number."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise MalformedRequestError("The body is not JSON.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _request_id(headers: Mapping[str, str]) -> str:
    given = headers.get("x-request-id", "")
    return given if SANE_REQUEST_ID.fullmatch(given) else str(uuid4())


def _record(event: Mapping[str, Any], status: int, duration_ms: float) -> None:
    """One line for each request; never the query string, which may carry a ticket."""
    logger.info("api_request", **_route(event), status=status, durationMs=round(duration_ms, 1))


def _route(event: Mapping[str, Any]) -> dict[str, Any]:
    method = event.get("requestContext", {}).get("http", {}).get("method", "")
    return {"method": method, "path": str(event.get("rawPath", ""))[:MAX_LOGGED_PATH]}
