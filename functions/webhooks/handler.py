"""Tell the endpoints of organisations what happened: an event is put down for each, and each is told what waits."""

import json
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.events import event_of
from interview.domain.values import Value
from interview.errors import stack_of
from interview.settings import load
from interview.settings.webhooks import WebhookSettings
from interview.wiring import webhooks as wiring

settings = load(WebhookSettings)
logger = Logger()


class Wake(Value):
    """An endpoint is to be told what is due. `wake_at` is what the message was sent for; None: at once."""

    endpoint_id: UUID
    wake_at: datetime | None = None


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The queue hands over one message at a time, an event of the bus or a wake-up, and again what failed."""
    logger.append_keys(requestId=context.aws_request_id)
    ends_at_s = time.monotonic() + context.get_remaining_time_in_millis() / 1000
    again = [record["messageId"] for record in event["Records"] if not _handled(record["body"], ends_at_s)]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


def _handled(body: str, ends_at_s: float) -> bool:
    try:
        for wake in _wakes(json.loads(body)):
            _tell(wake, ends_at_s)
    except Exception as error:  # noqa: BLE001 (the message comes again, and in the end to the dead letters)
        logger.error("webhooks_not_told", error=type(error).__name__, stack=stack_of(error))
        return False
    return True


def _wakes(message: dict[str, Any]) -> Sequence[Wake]:
    if "detail" not in message:
        return [Wake.model_validate(message)]
    endpoints = wiring.queue_event(settings)(event_of(message["detail"]))
    if len(endpoints) <= 1:
        return [Wake(endpoint_id=endpoint_id) for endpoint_id in endpoints]
    requests = wiring.webhook_requests(settings)
    for endpoint_id in endpoints:  # each by itself: a slow one keeps none of the others waiting
        requests.wake_now(endpoint_id)
    return []


def _tell(wake: Wake, ends_at_s: float) -> None:
    told = wiring.tell_endpoint(settings)(wake.endpoint_id, wake.wake_at, ends_at_s)
    if told.delivered or told.failed:
        logger.info("webhooks_told", endpointId=str(wake.endpoint_id), delivered=told.delivered, failed=told.failed)
    if told.disabled:
        logger.warning("webhook_disabled", endpointId=str(wake.endpoint_id))
