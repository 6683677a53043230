"""Tell the pages that watch an interview that it, or what was found about it, has changed."""

import json
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.events import Event, SessionChanged, event_of
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
        _tell(event_of(json.loads(body)["detail"]))
    except Exception as error:  # noqa: BLE001 (one event must not stop the others)
        logger.error("event_not_handled", error=type(error).__name__, stack=stack_of(error))
        return False
    return True


def _tell(event: Event) -> None:
    ids: dict[str, Any] = {"sessionId": str(event.session_id), "eventId": str(event.id)}
    if isinstance(event, SessionChanged):
        told = wiring.announce_state(settings)(event)
        logger.info("session_changed", version=event.session_version, state=event.data.state.value, told=told, **ids)
    else:
        logger.info("review_changed", told=wiring.announce_review(settings)(event.session_id), **ids)
