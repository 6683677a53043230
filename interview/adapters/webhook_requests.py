"""The queue by which endpoints are told what waits for them: now, or later."""

import json
from datetime import datetime
from functools import cache
from math import ceil
from typing import TYPE_CHECKING
from uuid import UUID

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters import aws
from interview.errors import StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

TIMEOUTS = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
MAX_DELAY_S = 900
"""Of a message in SQS: what is due later is handed on."""


@cache
def _client() -> "SQSClient":
    client: SQSClient = aws.client("sqs", config=TIMEOUTS)
    return client


class WebhookRequests:
    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url

    def wake_now(self, endpoint_id: UUID) -> None:
        """Have it told what waits. Raises StorageUnavailableError."""
        self._send({"endpoint_id": str(endpoint_id)}, 0)

    def wake(self, endpoint_id: UUID, at: datetime, now: datetime) -> None:
        """Have it told what is due then. Raises StorageUnavailableError."""
        delay_s = min(ceil(max(0.0, (at - now).total_seconds())), MAX_DELAY_S)
        self._send({"endpoint_id": str(endpoint_id), "wake_at": at.isoformat()}, delay_s)

    def _send(self, message: dict[str, str], delay_s: int) -> None:
        try:
            _client().send_message(QueueUrl=self._queue_url, MessageBody=json.dumps(message), DelaySeconds=delay_s)
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("webhooks cannot be sent right now") from error
