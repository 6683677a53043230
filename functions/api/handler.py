"""The HTTP API behind `/api/*`: API Gateway's payload 2.0 in, one use case, an answer out."""

from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api import about, accounts, door, interview, live, problems, sessions, templates

app = APIGatewayHttpResolver(
    enable_validation=True, response_validation_error_http_code=500, json_body_deserializer=door.parse_json
)
for routes in (accounts, templates, sessions, interview, live, about):
    app.include_router(routes.router, prefix="/api")
problems.answer_all(app)


@Metrics().log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return door.answer(app, event, context)
