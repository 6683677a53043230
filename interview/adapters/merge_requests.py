"""The FIFO queue of questions whose recording is complete: merged one at a time a session, while others go on.

So whatever a session sends, the merges of the others find a free function.
"""

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


class MergeRequests:
    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url

    def send(self, session_id: UUID, question_index: int, digest: str) -> None:
        """Ask for a merge of the chunks behind `digest`; the same request within five minutes counts once."""
        try:
            _client().send_message(
                QueueUrl=self._queue_url,
                MessageBody=json.dumps({"session_id": str(session_id), "question_index": question_index}),
                MessageGroupId=str(session_id),
                MessageDeduplicationId=digest,
            )
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("the merge cannot be requested right now") from error
