"""Tell the pages that watch an interview that it has changed."""

import json
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.events import SessionChanged
from interview.errors import stack_of
from interview.settings import LiveSettings, load
from interview.wiring import session_changed as wiring

settings = load(LiveSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Events come from the bus by a queue: twice, late or out of order. One that fails comes again alone."""
    logger.append_keys(requestId=context.aws_request_id)
    again = [record["messageId"] for record in event["Records"] if not _announce(record["body"])]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


def _announce(body: str) -> bool:
    try:
        changed = SessionChanged.model_validate(json.loads(body)["detail"])
        told = wiring.announce_state(settings)(changed)
    except Exception as error:  # noqa: BLE001 (one event must not stop the others)
        logger.error("event_not_handled", error=type(error).__name__, stack=stack_of(error))
        return False
    ids: dict[str, Any] = {"sessionId": str(changed.session_id), "eventId": str(changed.id)}
    logger.info("session_changed", version=changed.session_version, state=changed.data.state.value, told=told, **ids)
    return True
