"""Take what the candidate's browser noticed and could not tell by the live socket."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import ProctoringEvent, require_awaited
from interview.domain.sessions.session import Session
from interview.errors import ColloquyError, LinkExpiredError, MalformedRequestError, QuotaExceededError
from interview.use_cases.live.record_event import RecordEvent


class RefusedEvent(NamedTuple):
    event: ProctoringEvent
    error: ColloquyError


@dataclass(frozen=True)
class DeliverEvents:
    record_event: RecordEvent
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, events: Sequence[ProctoringEvent]) -> list[RefusedEvent]:
        """Those that are refused for good, each by itself; all others are kept. After the link's end what happened
        before is taken until the lock, and for a minute after it.

        Raises ConflictError before the start, LinkClosedError, TooManyAttemptsError, LinkReplacedError and
        NotFoundError, also where that happened in the middle, and RetryableError, after which all may come again.
        """
        now = self.clock()
        require_awaited(session, now)
        self.usage.count_of_session(quotas.EVENT_DELIVERIES, session.id, now)
        refused: list[RefusedEvent] = []
        for told, event in enumerate(events):
            try:
                self.record_event.keep(session, event, now)
            except QuotaExceededError as error:
                return [*refused, *(RefusedEvent(left, error) for left in events[told:])]
            except (MalformedRequestError, LinkExpiredError) as error:
                refused.append(RefusedEvent(event, error))
        return refused
