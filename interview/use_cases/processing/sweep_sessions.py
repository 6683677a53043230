"""Put right what was left lying: expired links, abandoned interviews, attempts that never began or broke off, and
answers that late chunks changed."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, zip_longest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.step_functions import Executions, ExecutionStatus
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.failures import BROKE_OFF
from interview.domain.sessions.session import (
    DELIVERY_PERIOD,
    EXPIRY_GRACE,
    Ending,
    SessionOutline,
    SessionState,
    left_before,
    next_execution,
)
from interview.errors import QuotaExceededError
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

START_MAY_TAKE = timedelta(minutes=1)
"""How long a locked session may be without an execution before it is started from here."""
BEGINS_NOTHING_AFTER_S = 80
"""Services that do not answer take their time for each session. What is left is the next sweep's."""


@dataclass(frozen=True)
class Stuck:
    """What a sweep could not do: for one session, or to find any (None)."""

    session: SessionOutline | None
    error: Exception


@dataclass(frozen=True)
class Swept:
    """What a sweep did: the sessions whose links expired, and those it locked, started, gave up, has done again, or
    leaves as they are though late chunks came. Each in the state that it was put into."""

    expired: list[SessionOutline] = field(default_factory=list)
    locked: list[SessionOutline] = field(default_factory=list)
    started: list[SessionOutline] = field(default_factory=list)
    failed: list[SessionOutline] = field(default_factory=list)
    again: list[SessionOutline] = field(default_factory=list)
    left: list[SessionOutline] = field(default_factory=list)
    stuck: list[Stuck] = field(default_factory=list)

    @property
    def outcomes(self) -> dict[str, list[SessionOutline]]:
        """The sessions that something was done for, by what it was."""
        return {
            "expired": self.expired,
            "locked": self.locked,
            "started": self.started,
            "failed": self.failed,
            "again": self.again,
            "left": self.left,
        }


Mend = Callable[[SessionOutline, Swept], None]


@dataclass(frozen=True)
class SweepSessions:
    """Runs on a schedule. Nothing recorded is thrown away: an abandoned interview is locked and processed as it is,
    once what was recorded before its link's end has had time to arrive, or once its candidate has stayed away for
    `left_after_hours`: who comes back before that goes on.

    A session that something fails for is named, and the others are done. Organisations take turns in each list of what
    is left lying, and so do the lists: a flood of one keeps nobody else waiting.
    """

    sessions: SessionRepository
    answers: AnswerRepository
    lock_interview: LockInterview
    usage: UsageRepository
    executions: Executions
    left_after_hours: int
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self) -> Swept:
        now, swept, began_s = self.clock(), Swept(), time.monotonic()
        gone = left_before(now, self.left_after_hours)

        def lying(find: Callable[[], Iterable[SessionOutline]], do: Mend) -> list[tuple[SessionOutline, Mend]]:
            try:
                return [(session, do) for session in find()]
            except Exception as error:  # noqa: BLE001 (what is left lying elsewhere is put right all the same)
                swept.stuck.append(Stuck(None, error))
                return []

        rounds = zip_longest(
            lying(lambda: self.sessions.unused(now), self._expire),
            lying(lambda: self.sessions.abandoned(now - EXPIRY_GRACE), partial(self._lock, Ending.LINK_ENDED)),
            lying(lambda: self.sessions.left(gone), partial(self._lock, Ending.LEFT, quiet_since=gone)),
            lying(lambda: self.sessions.half_locked(now - START_MAY_TAKE), partial(self._lock, None)),
            lying(lambda: self.sessions.under_way_since(now - START_MAY_TAKE), self._put_right),
            lying(lambda: self._overtaken(now), self._do_again),
        )
        for session, do in filter(None, chain.from_iterable(rounds)):
            if time.monotonic() - began_s > BEGINS_NOTHING_AFTER_S:
                break
            try:
                do(session, swept)
            except Exception as error:  # noqa: BLE001 (one session must not stop the others)
                swept.stuck.append(Stuck(session, error))
        return swept

    def _overtaken(self, now: datetime) -> Iterable[SessionOutline]:
        return self.sessions.outlines(self.answers.overtaken(now - DELIVERY_PERIOD)).values()

    def _expire(self, session: SessionOutline, swept: Swept) -> None:
        if expired := self.sessions.expire(session.id, self.clock()):
            swept.expired.append(expired.outline)
            self.publish(session.id)

    def _lock(
        self, ending: Ending | None, session: SessionOutline, swept: Swept, *, quiet_since: datetime | None = None
    ) -> None:
        if locked := self.lock_interview(session, ending, quiet_since=quiet_since):
            swept.locked.append(locked.outline)
            self._start(locked.outline, swept)

    def _put_right(self, session: SessionOutline, swept: Swept) -> None:
        execution = session.execution
        if execution is None:
            return
        status = self.executions.status(execution.name)
        if status is ExecutionStatus.UNKNOWN:
            self._start(session, swept)
        elif status is ExecutionStatus.ENDED:
            reason = BROKE_OFF
            if failed := self.sessions.finish(session.id, execution.attempt, SessionState.FAILED, reason, self.clock()):
                swept.failed.append(failed.outline)
                self.publish(session.id)

    def _do_again(self, session: SessionOutline, swept: Swept) -> None:
        """Late chunks had a question merged again after it was transcribed: what was not changed is not done twice.
        Where the quota is used up words and score stay those of the older video."""
        if session.execution is None or session.state is not SessionState.DONE:
            return
        try:
            self.usage.count(quotas.LATE_ATTEMPTS, session.id)
        except QuotaExceededError:
            self.answers.leave_overtaken(session.id)
            swept.left.append(session)
            return
        attempt = session.execution.attempt
        execution = next_execution(session.id, attempt, self.clock())
        if restarted := self.sessions.process_again(session.id, attempt, execution):
            swept.again.append(restarted.outline)
            self._start(restarted.outline, swept)
            self.publish(session.id)

    def _start(self, session: SessionOutline, swept: Swept) -> None:
        if session.execution:
            arn = self.executions.start(session.execution.name, session.id, session.execution.attempt)
            self.sessions.execution_started(session.id, session.execution.attempt, arn)
            swept.started.append(session)
