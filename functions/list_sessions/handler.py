"""List an interview anew of which something has changed that it is found, filtered or ordered by."""

import json
from typing import Any
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.events import event_of
from interview.errors import stack_of
from interview.settings import DatabaseSettings, load
from interview.wiring import list_sessions as wiring

settings = load(DatabaseSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Events come from the bus by a queue: twice, late or out of order, of which an interview is listed once."""
    logger.append_keys(requestId=context.aws_request_id)
    changed = {record["messageId"]: _session_of(record["body"]) for record in event["Records"]}
    session_ids = {session_id for session_id in changed.values() if session_id}
    listed = _list(session_ids) if session_ids else session_ids
    again = [message_id for message_id, session_id in changed.items() if session_id not in listed]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


def _session_of(body: str) -> UUID | None:
    try:
        return event_of(json.loads(body)["detail"]).session_id
    except Exception as error:  # noqa: BLE001 (one event must not stop the others)
        logger.error("event_not_handled", error=type(error).__name__, stack=stack_of(error))
        return None


def _list(session_ids: set[UUID]) -> set[UUID]:
    """Which of them stand in the list now."""
    try:
        done = wiring.keep_listed(settings).each(session_ids)
    except Exception as error:  # noqa: BLE001 (all of them come again)
        logger.error("sessions_not_listed", error=type(error).__name__, stack=stack_of(error))
        return set()
    logger.info("sessions_listed", count=done.count)
    for session_id, fault in done.failed.items():
        fields: dict[str, Any] = {"error": type(fault).__name__, "stack": stack_of(fault)}
        logger.error("session_not_listed", sessionId=str(session_id), **fields)
    return session_ids - done.failed.keys()
