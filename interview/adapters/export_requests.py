"""The queue of files that are to be made."""

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


class ExportRequests:
    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url

    def send(self, export_id: UUID) -> None:
        """Ask that it is made, or gone on with."""
        try:
            _client().send_message(QueueUrl=self._queue_url, MessageBody=json.dumps({"export_id": str(export_id)}))
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("the export cannot be requested right now") from error
