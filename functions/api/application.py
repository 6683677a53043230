"""The routes, put together. Importing this reads no settings: the description can be made anywhere."""

from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from functions.api import about, accounts, description, door, interview, live, problems, sessions, templates

app = APIGatewayHttpResolver(
    enable_validation=True, response_validation_error_http_code=500, json_body_deserializer=door.parse_json
)
for routes in (accounts, templates, sessions, interview, live, about):
    app.include_router(routes.router, prefix="/api")
problems.answer_all(app)


def openapi_document() -> dict[str, Any]:
    """What `/api/openapi.json` answers."""
    return description.document(app)
