"""An application of routes whose every error has one shape."""

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Router

from interview.entrypoints.http import gateway, problems

PREFIX = "/api"


def application(*routers: Router) -> APIGatewayHttpResolver:
    """The routes, put together. Reads no settings: the description can be made anywhere."""
    app = APIGatewayHttpResolver(
        enable_validation=True, response_validation_error_http_code=500, json_body_deserializer=gateway.parse_json
    )
    for router in routers:
        app.include_router(router, prefix=PREFIX)
    problems.answer_all(app)
    return app
