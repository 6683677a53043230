"""Messages of the live socket: it opens, beats, closes; anything else is answered with an error."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview import wiring
from interview.settings import ProctoringSettings, load

settings = load(ProctoringSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    request = event["requestContext"]
    logger.append_keys(requestId=context.aws_request_id)
    match request["routeKey"]:
        case "$connect" | "$disconnect" as route:
            logger.info(f"live_{route.removeprefix('$')}", **(request.get("authorizer") or {}))
        case "heartbeat":
            wiring.live_connections(settings).post(request["connectionId"], {"type": "heartbeat"})
        case _:
            wiring.live_connections(settings).post(
                request["connectionId"], {"type": "error", "code": "unknown_message"}
            )
    return {"statusCode": 200}
