"""The live socket: it opens, joins, tells what the browser noticed, beats and closes."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.proctoring import messages
from interview.settings import load
from interview.settings.proctoring import ProctoringSettings
from interview.wiring import proctoring as wiring

settings = load(ProctoringSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Every message is answered; a message that comes twice is answered alike and counts once."""
    request, body, live = event["requestContext"], event.get("body") or "", wiring.live(settings)
    socket = messages.socket_of(request)
    logger.append_keys(requestId=context.aws_request_id, sessionId=str(socket.session_id), role=socket.role.value)
    match request["eventType"]:
        case "CONNECT":
            live.open_connection(socket)
            logger.info("live_connect")
        case "DISCONNECT":
            live.close_connection(socket.connection_id)
            logger.info("live_disconnect")
        case _:
            answer = messages.reply(live, socket, request["routeKey"], body)
            live.send_message(socket.connection_id, answer)
            if messages.is_last(answer):
                live.end_connections([socket.connection_id])
    return {"statusCode": 200}
