"""Events for whoever subscribes to them, by an EventBridge bus."""

import time
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters import aws
from interview.domain.events import Event
from interview.errors import StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

SOURCE = "colloquy"
MAX_EVENTS = 10
"""Of one call."""
TIMEOUTS = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 1})
"""Short, and once: whoever made the change waits for it, and the sweeper makes up for it."""
PAUSE_S = 30
"""After a call that failed: changes that come meanwhile do not wait for the next that will."""


@cache
def _client() -> "EventBridgeClient":
    client: EventBridgeClient = aws.client("events", config=TIMEOUTS)
    return client


class EventBus:
    def __init__(self, name: str) -> None:
        self._name = name
        self._paused_until_s = 0.0

    def put(self, events: Sequence[Event]) -> list[bool]:
        """Of each of `MAX_EVENTS` at most, whether the bus has taken it.

        Raises StorageUnavailableError, for some seconds without asking anew."""
        if time.monotonic() < self._paused_until_s:
            raise StorageUnavailableError("the bus did not take events a moment ago")
        try:
            answer = _client().put_events(Entries=[self._entry(event) for event in events])
        except (BotoCoreError, ClientError) as error:
            self._paused_until_s = time.monotonic() + PAUSE_S
            raise StorageUnavailableError("events cannot be published right now") from error
        if not answer["FailedEntryCount"]:
            return [True] * len(events)
        return ["ErrorCode" not in entry for entry in answer["Entries"]]

    def _entry(self, event: Event) -> "PutEventsRequestEntryTypeDef":
        return {
            "EventBusName": self._name,
            "Source": SOURCE,
            "DetailType": event.type,
            "Time": event.at,
            "Detail": event.model_dump_json(),
        }
