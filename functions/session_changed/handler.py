"""Tell the pages that watch an interview that it, or what was found about it, has changed."""

import json
from typing import Any
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.events import Event, SessionChanged, event_of
from interview.errors import stack_of
from interview.settings import LiveSettings, load
from interview.wiring import session_changed as wiring

COMES_AGAIN_BELOW_MS = 12_000
"""Time left: pages that hang take as long for one event, and a function that is killed has told nothing."""

settings = load(LiveSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Events come from the bus by a queue: twice, late or out of order. One that fails comes again alone, and so does
    what there is no time for."""
    logger.append_keys(requestId=context.aws_request_id)
    looking: set[UUID] = set()
    again = [
        record["messageId"]
        for record in event["Records"]
        if context.get_remaining_time_in_millis() < COMES_AGAIN_BELOW_MS or not _announce(record["body"], looking)
    ]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


def _announce(body: str, looking: set[UUID]) -> bool:
    try:
        _tell(event_of(json.loads(body)["detail"]), looking)
    except Exception as error:  # noqa: BLE001 (one event must not stop the others)
        logger.error("event_not_handled", error=type(error).__name__, stack=stack_of(error))
        return False
    return True


def _tell(event: Event, looking: set[UUID]) -> None:
    """`looking` are the interviews whose pages ask the API by now, which knows of all that is told here."""
    ids: dict[str, Any] = {"sessionId": str(event.session_id), "eventId": str(event.id)}
    if isinstance(event, SessionChanged):
        told = wiring.announce_state(settings)(event)
        logger.info("session_changed", version=event.session_version, state=event.data.state.value, told=told, **ids)
    elif event.session_id not in looking:
        logger.info("review_changed", told=wiring.announce_review(settings)(event.session_id), **ids)
        looking.add(event.session_id)
