"""The queue of people who are to be invited together."""

import json
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters import aws
from interview.errors import StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

TIMEOUTS = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})


@cache
def _client() -> "SQSClient":
    client: SQSClient = aws.client("sqs", config=TIMEOUTS)
    return client


class InvitationRequests:
    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url

    def send(self, batch_id: UUID) -> None:
        """Ask that inviting begins, or goes on."""
        try:
            _client().send_message(QueueUrl=self._queue_url, MessageBody=json.dumps({"batch_id": str(batch_id)}))
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("nobody can be invited right now") from error
