"""Tell whoever subscribed what happened to an interview."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from interview.adapters.event_bus import MAX_EVENTS, EventBus
from interview.adapters.mongo.outbox import OutboxRepository, Place, WaitingEvent
from interview.domain.clock import Clock, utc_now
from interview.errors import RetryableError

LEFT_BEHIND_AFTER = timedelta(minutes=1)
"""By then whoever stored an event has published it, or never will."""
AT_ONCE = 100
"""Documents of each kind."""
ENDS_AFTER_S = 30

Publish = Callable[[UUID], object]


def left_to_the_sweeper(_session_id: UUID) -> None:
    """What was stored is published some minutes later."""


class PublishedLate(NamedTuple):
    """How many events were published that were left behind, and how many still are, and why."""

    published: int
    refused: int
    unreadable: int


@dataclass(frozen=True)
class PublishEvents:
    """At least once: one that was published and not removed comes again, with the same id. In order, as far as the bus
    keeps it; `session_version` says which came first."""

    outbox: OutboxRepository
    bus: EventBus
    clock: Clock = utc_now

    def __call__(self, session_id: UUID) -> int:
        """How many were published, of all that waits or, after a bus was away for long, the first hundred: whoever made
        the last change waits for it. Never raises for want of an answer: it is stored."""
        try:
            return self.of_sessions([session_id])
        except RetryableError:
            return 0

    def of_sessions(self, session_ids: Collection[UUID]) -> int:
        """As of one, together. Raises RetryableError where the bus or the database does not answer."""
        waiting = self.outbox.of_sessions(session_ids)[:AT_ONCE]
        return len(waiting) - sum(len(self._put(together)) for together in _tens(waiting))

    def left_behind(self) -> PublishedLate:
        """Publish what was stored a while ago and not published since. What is refused or cannot be read keeps nothing
        waiting that was stored after it.

        Raises RetryableError where the bus or the database does not answer.
        """
        ends_at_s = time.monotonic() + ENDS_AFTER_S
        published = refused = unreadable = 0
        tried: set[Place] = set()
        while time.monotonic() < ends_at_s:
            waiting = self.outbox.before(self.clock() - LEFT_BEHIND_AFTER, AT_ONCE, tried)
            if not waiting.events and not waiting.unreadable:
                break
            unreadable += len(waiting.unreadable)
            tried.update(waiting.unreadable, (each.place for each in waiting.events))
            for together in _tens(waiting.events):
                if time.monotonic() >= ends_at_s:
                    break
                left = self._put(together)
                published += len(together) - len(left)
                refused += len(left)
        return PublishedLate(published, refused, unreadable)

    def _put(self, together: Sequence[WaitingEvent]) -> list[WaitingEvent]:
        """Those that the bus refused."""
        taken = self.bus.put([each.event for each in together])
        self.outbox.published([each for each, was_taken in zip(together, taken, strict=True) if was_taken])
        return [each for each, was_taken in zip(together, taken, strict=True) if not was_taken]


def _tens(waiting: Sequence[WaitingEvent]) -> Iterator[Sequence[WaitingEvent]]:
    return (waiting[start : start + MAX_EVENTS] for start in range(0, len(waiting), MAX_EVENTS))
