"""Put right what was left lying: expired links, abandoned interviews, attempts that never began or broke off, and
answers that late chunks changed."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from interview.adapters.mongo import AnswerRepository, SessionRepository
from interview.adapters.step_functions import Executions, ExecutionStatus
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import DELIVERY_LASTS, Session, SessionState, next_execution
from interview.use_cases.lock_interview import LockInterview

START_MAY_TAKE = timedelta(minutes=1)
"""How long a locked session may be without an execution before it is started from here."""
HALF_LOCKED_FOR_AT_MOST = timedelta(days=1)
"""How far back a lock is looked for that broke off."""
BEGINS_NOTHING_AFTER_S = 80
"""Services that do not answer take their time for each session. What is left is the next sweep's."""


@dataclass(frozen=True)
class Stuck:
    """What a sweep could not do: for one session, or to find any (None)."""

    session: Session | None
    error: Exception


@dataclass(frozen=True)
class Swept:
    """What a sweep did: the sessions whose links expired, and those it locked, started, gave up, or has done again.
    Each in the state that it was put into."""

    expired: list[Session] = field(default_factory=list)
    locked: list[Session] = field(default_factory=list)
    started: list[Session] = field(default_factory=list)
    failed: list[Session] = field(default_factory=list)
    again: list[Session] = field(default_factory=list)
    stuck: list[Stuck] = field(default_factory=list)

    @property
    def outcomes(self) -> dict[str, list[Session]]:
        """The sessions that something was done for, by what it was."""
        return {
            "expired": self.expired,
            "locked": self.locked,
            "started": self.started,
            "failed": self.failed,
            "again": self.again,
        }

    @property
    def changed(self) -> list[Session]:
        """Those whose state is another than before. One that was started gets its next state by being processed."""
        return [*self.expired, *self.locked, *self.failed, *self.again]


@dataclass(frozen=True)
class SweepSessions:
    """Runs on a schedule. Nothing recorded is thrown away: an abandoned interview is locked and processed as it is.

    A session that something fails for is named, and the others are done.
    """

    sessions: SessionRepository
    answers: AnswerRepository
    lock_interview: LockInterview
    executions: Executions
    clock: Clock = utc_now

    def __call__(self) -> Swept:
        now, swept, began_s = self.clock(), Swept(), time.monotonic()

        def each(find: Callable[[], Iterable[Session]], do: Callable[[Session, Swept], None]) -> None:
            try:
                found = find()
            except Exception as error:  # noqa: BLE001 (what is left lying elsewhere is put right all the same)
                swept.stuck.append(Stuck(None, error))
                return
            for session in found:
                if time.monotonic() - began_s > BEGINS_NOTHING_AFTER_S:
                    return
                try:
                    do(session, swept)
                except Exception as error:  # noqa: BLE001 (one session must not stop the others)
                    swept.stuck.append(Stuck(session, error))

        each(lambda: self.sessions.unused(now), self._expire)
        each(lambda: self.sessions.abandoned(now), self._lock)
        each(lambda: self._half_locked(now), self._lock)
        each(lambda: self.sessions.under_way_since(now - START_MAY_TAKE), self._put_right)
        each(lambda: self.sessions.many(self.answers.overtaken(now - DELIVERY_LASTS)).values(), self._do_again)
        return swept

    def _half_locked(self, now: datetime) -> list[Session]:
        """Those whose lock broke off behind its first step."""
        closed = self.answers.closed_between(now - HALF_LOCKED_FOR_AT_MOST, now - START_MAY_TAKE)
        return [
            session
            for session in self.sessions.many(set(closed)).values()
            if session.state is SessionState.IN_PROGRESS and closed[session.id] == session.link_number
        ]

    def _expire(self, session: Session, swept: Swept) -> None:
        if expired := self.sessions.expire(session.id, self.clock()):
            swept.expired.append(expired)

    def _lock(self, session: Session, swept: Swept) -> None:
        if locked := self.lock_interview(session):
            swept.locked.append(locked)
            self._start(locked, swept)

    def _put_right(self, session: Session, swept: Swept) -> None:
        execution = session.execution
        if execution is None:
            return
        status = self.executions.status(execution.name)
        if status is ExecutionStatus.UNKNOWN:
            self._start(session, swept)
        elif status is ExecutionStatus.ENDED:
            reason = "Processing broke off without a result."
            if failed := self.sessions.finish(session.id, execution.attempt, SessionState.FAILED, reason, self.clock()):
                swept.failed.append(failed)

    def _do_again(self, session: Session, swept: Swept) -> None:
        """Late chunks had a question merged anew after it was transcribed: what was not changed is not done twice."""
        if session.execution is None or session.state is not SessionState.DONE:
            return
        attempt = session.execution.attempt
        execution = next_execution(session.id, attempt, self.clock())
        if restarted := self.sessions.process_again(session.id, attempt, execution):
            swept.again.append(restarted)
            self._start(restarted, swept)

    def _start(self, session: Session, swept: Swept) -> None:
        if session.execution:
            arn = self.executions.start(session.execution.name, session.id, session.execution.attempt)
            self.sessions.execution_started(session.id, session.execution.attempt, arn)
            swept.started.append(session)
