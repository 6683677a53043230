"""The HTTP API behind `/api/*`: API Gateway's payload 2.0 in, one use case, an answer out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api import service
from functions.api.application import with_route_of
from interview.entrypoints.http import gateway

settings = service.settings()  # a variable that is missing is named at the start, not at the first request


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return gateway.answer(with_route_of(event["rawPath"]), settings.origin_secret_arn, event, context)
