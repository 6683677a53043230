"""The queue of letters that are to be sent."""

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters import aws
from interview.errors import StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

TIMEOUTS = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 2})
AT_ONCE = 10
"""Of one call."""


@cache
def _client() -> "SQSClient":
    client: SQSClient = aws.client("sqs", config=TIMEOUTS)
    return client


class MailRequests:
    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url

    def send(self, letter_ids: Sequence[str]) -> None:
        """Ask that they are sent. Raises StorageUnavailableError; what was not asked for the sweeper asks again."""
        for start in range(0, len(letter_ids), AT_ONCE):
            asked = [
                {"Id": str(number), "MessageBody": json.dumps({"letter_id": letter_id})}
                for number, letter_id in enumerate(letter_ids[start : start + AT_ONCE])
            ]
            try:
                answer = _client().send_message_batch(QueueUrl=self._queue_url, Entries=asked)  # type: ignore[arg-type]
            except (BotoCoreError, ClientError) as error:
                raise StorageUnavailableError("letters cannot be sent right now") from error
            if answer.get("Failed"):
                raise StorageUnavailableError("letters cannot be sent right now")
