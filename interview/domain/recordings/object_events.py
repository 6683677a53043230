"""What S3 tells of new objects, as SQS delivers it.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
"""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, ValidationError

from interview.domain.recordings.object_keys import from_event
from interview.domain.values import Value
from interview.errors import MalformedRequestError

TEST_EVENT = "s3:TestEvent"


class _Object(Value):
    key: str
    size: int = Field(ge=0)
    version_id: Annotated[str | None, Field(alias="versionId")] = None
    sequencer: str = Field(pattern=r"^[0-9A-Fa-f]{1,40}$")


class _S3(Value):
    object: _Object


class _Record(Value):
    event_name: Annotated[str, Field(alias="eventName")]
    s3: _S3


class _Notification(Value):
    records: Annotated[list[_Record], Field(alias="Records")]


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object that was created: its key (decoded), its version and what orders overwrites of it."""

    key: str
    size: int
    version_id: str | None
    sequencer: str


def parse_notification(body: str) -> list[StoredObject]:
    """Read one message; the event that S3 sends to test a new queue holds nothing.

    Raises MalformedRequestError for a message that S3 would not send.
    """
    try:
        message: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MalformedRequestError("the message is not JSON") from error
    if isinstance(message, dict) and message.get("Event") == TEST_EVENT:
        return []
    try:
        records = _Notification.model_validate(message).records
    except ValidationError as error:
        raise MalformedRequestError("the message is no S3 notification") from error
    return [
        StoredObject(
            from_event(record.s3.object.key),
            record.s3.object.size,
            record.s3.object.version_id,
            record.s3.object.sequencer.upper(),
        )
        for record in records
        if record.event_name.startswith("ObjectCreated:")
    ]
