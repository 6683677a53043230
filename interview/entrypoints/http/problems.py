"""The one shape of every error, whoever raises it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response, content_types
from aws_lambda_powertools.event_handler.api_gateway import Route
from aws_lambda_powertools.event_handler.exceptions import NotFoundError as NoSuchRouteError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from pydantic import Field, JsonValue

from interview.domain.quotas import LIMIT_NAMES
from interview.domain.values import Value
from interview.entrypoints import metrics
from interview.entrypoints.http.field_problems import FieldProblem, problem_of
from interview.errors import (
    ColloquyError,
    FeedbackUnavailableError,
    MalformedRequestError,
    MethodNotAllowedError,
    NotConfiguredError,
    NotFoundError,
    NotYetConfiguredError,
    RequestError,
    ResponseTooLargeError,
    RetryableError,
    kinds_of,
    stack_of,
)

REQUEST_ID = "request_id"
RETRY_AFTER_S = 5
MAX_DETAILS = 20
MAX_FIELD = 100

EXPECTED = (RequestError, RetryableError, NotConfiguredError, ResponseTooLargeError, FeedbackUnavailableError)
"""Errors whose code and words are meant for the caller."""
CODES = {ColloquyError.code, *(kind.code for error in EXPECTED for kind in kinds_of(error))}

logger = Logger()


class Detail(FieldProblem):
    """One field that cannot be taken as it is."""

    field: str = Field(description="where it stands: names and positions, joined by dots")


def _one_of(values: Iterable[str]) -> dict[str, JsonValue]:
    return {"enum": [*sorted(values)]}


class ErrorParams(Value):
    """What the words of an error name, as far as they name it. `limit` is what was reached."""

    limit: Annotated[str, Field(json_schema_extra=_one_of(LIMIT_NAMES))] | None = None
    most: int | None = Field(default=None, description="how many there may be")
    changed: int | None = Field(default=None, description="how many words were")
    organisation: str | None = Field(default=None, description="whose provider signs people in")
    session_id: str | None = Field(default=None, description="the interview that there is")


class ErrorBody(Value):
    code: str = Field(description="stable name of the error, which a page words", json_schema_extra=_one_of(CODES))
    params: ErrorParams | None = None
    message: str = Field(description="what is wrong, in English, for developers")
    request_id: str = Field(description="quote it when you report a problem")
    details: list[Detail] | None = None


class ErrorAnswer(Value):
    """What every answer but a good one looks like."""

    error: ErrorBody


@dataclass(frozen=True)
class Problem:
    """An error, ready to be sent."""

    status: int
    answer: ErrorAnswer
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> str:
        return json.dumps(self.answer.model_dump(exclude_none=True), ensure_ascii=False)


def problem(error: Exception, request_id: str, headers: dict[str, str] | None = None) -> Problem:
    """How to answer an error. What is neither the caller's nor expected is logged with its stack and told to nobody."""
    details = None
    if isinstance(error, RequestValidationError):
        error, details = _validation(error)
        logger.info("api_malformed_request", faults=len(details or []))
    elif isinstance(error, NoSuchRouteError):
        error = NotFoundError("There is nothing at this address.")
    if not isinstance(error, EXPECTED):
        logger.error("api_unexpected_error", error=type(error).__name__, stack=stack_of(error))
        error = ColloquyError("Something went wrong on our side. Try again; if it stays so, quote the request_id.")
    elif error.status >= 500:
        logger.warning("api_unavailable", code=error.code, reason=error.message, exc_info=error)
    _count(error)
    params = ErrorParams.model_validate(error.params) if error.params else None
    body = ErrorBody(code=error.code, params=params, message=error.message, request_id=request_id, details=details)
    sent = {"content-type": content_types.APPLICATION_JSON, **_retry_after(error), **(headers or {})}
    return Problem(error.status, ErrorAnswer(error=body), sent)


def _count(error: ColloquyError) -> None:
    """What alarms watch: faults that are not the caller's. That the stage is still being set up rings none, nor does a
    vendor that has no time for one candidate's answer."""
    metrics.count_refusal(error)
    if isinstance(error, FeedbackUnavailableError):
        metrics.count("VendorUnavailable")
    elif error.status >= 500:
        metrics.count("NotYetConfigured" if isinstance(error, NotYetConfiguredError) else "ServerErrors")


def routes_of(app: APIGatewayHttpResolver) -> list[Route]:
    """Every route. Powertools has no public list of them."""
    return [*app._static_routes, *app._dynamic_routes]


def answer_all(app: APIGatewayHttpResolver) -> None:
    """Have the resolver answer every error in this shape, and tell a wrong method from a wrong path."""

    def refuse(error: Exception) -> Response[str]:
        return _response(problem(error, app.context[REQUEST_ID]))

    def no_such_route(error: NoSuchRouteError) -> Response[str]:
        allowed = sorted({route.method for route in routes_of(app) if route.rule.match(app.current_event.path)})
        if not allowed:
            return refuse(error)
        wrong = MethodNotAllowedError(f"This address takes {' and '.join(allowed)}.")
        return _response(problem(wrong, app.context[REQUEST_ID], {"allow": ", ".join(allowed)}))

    app.exception_handler(Exception)(refuse)
    app.not_found(no_such_route)


def _response(refusal: Problem) -> Response[str]:
    return Response(
        refusal.status, content_type=refusal.headers["content-type"], body=refusal.json, headers={**refusal.headers}
    )


def _validation(error: RequestValidationError) -> tuple[RequestError, list[Detail] | None]:
    faults = error.errors()
    if any(fault["loc"][0] == "path" for fault in faults):
        return NotFoundError("There is nothing at this address."), None
    details = [_detail(fault) for fault in _innermost(faults)[:MAX_DETAILS]]
    return MalformedRequestError("Some fields need another look."), details


def _innermost(faults: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without those of a list that lacks nothing but what is refused inside it."""
    around = {tuple(fault["loc"][:length]) for fault in faults for length in range(len(fault["loc"]))}
    return [fault for fault in faults if tuple(fault["loc"]) not in around]


def _detail(fault: dict[str, Any]) -> Detail:
    """Name the field and the rule, not what was sent."""
    place = ".".join(map(str, fault["loc"][1:])) or str(fault["loc"][0])
    return Detail(field=place[:MAX_FIELD], **problem_of(fault).model_dump())


def _retry_after(error: ColloquyError) -> dict[str, str]:
    seconds = getattr(error, "retry_after_s", None)
    if seconds is None and not error.retryable:
        return {}
    return {"retry-after": str(round(seconds or RETRY_AFTER_S))}
