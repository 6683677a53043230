"""`Idempotency-Key` with a POST of somebody who is signed in, or of a program with an API key.

The key is looked up as soon as it is known who calls, before anything is done. An error is kept for nobody: what was
refused changed nothing, and what failed on our side is tried again under the same key.
"""

import json
import re
from contextlib import suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response, content_types
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from functions.api.service import api
from interview.domain.accounts import User
from interview.domain.idempotency import fingerprint_of
from interview.errors import MalformedRequestError, RetryableError

if TYPE_CHECKING:
    from interview.use_cases.integrations.answer_once import Begun

HEADER = "idempotency-key"
REPLAYED = "idempotency-replayed"
KEY = re.compile(r"[\x21-\x7e]{8,255}")

_begun = ContextVar["Begun | None"]("begun", default=None)


class _AnsweredBefore(Exception):  # noqa: N818 (no error: the way out of a route)
    def __init__(self, begun: "Begun") -> None:
        super().__init__()
        self.begun = begun


def begin(event: BaseProxyEvent, user: User) -> None:
    """Go on where this is done for the first time. Raises MalformedRequestError for what is no key, and as
    `AnswerOnce.begin`."""
    key = event.headers.get(HEADER)
    if key is None or event.http_method != "POST":
        return
    if not KEY.fullmatch(key):
        raise MalformedRequestError("An Idempotency-Key has 8 to 255 visible ASCII characters.")
    query, body = event.get("rawQueryString"), event.get("body")
    begun = api().answer_once.begin(user, key, fingerprint_of(event.http_method, event.path, body, query))
    if begun.status is not None:
        raise _AnsweredBefore(begun)
    _begun.set(begun)


def answer_once(app: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Keep what a request with a key is answered, or answer what was kept."""
    _begun.set(None)
    try:
        response = next_middleware(app)
    except _AnsweredBefore as before:
        kept = before.begun
        return Response(
            kept.status or 200,
            content_type=content_types.APPLICATION_JSON,
            body=kept.body or "",
            headers={REPLAYED: "true"},
        )
    except Exception:
        if begun := _begun.get():
            with suppress(RetryableError):  # it lapses by itself
                api().answer_once.give_up(begun)
        raise
    if begun := _begun.get():
        body = response.body
        text = body if isinstance(body, str) else "" if body is None else json.dumps(body, ensure_ascii=False)
        with suppress(RetryableError):  # it is done: whoever sends it again waits until the key lapses
            api().answer_once.keep(begun, response.status_code, text)
    return response


def was_replayed(response: Response[Any]) -> bool:
    return REPLAYED in response.headers
