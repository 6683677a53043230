"""Put right what was left lying: expired links, abandoned interviews, attempts that never began or broke off."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo import SessionRepository
from interview.adapters.step_functions import Executions, ExecutionStatus
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import Execution, Session, SessionState, execution_name

START_MAY_TAKE = timedelta(minutes=1)
"""How long a locked session may be without an execution before it is started from here."""


@dataclass(frozen=True)
class Swept:
    """What a sweep did: how many links expired, and the sessions it locked, started or gave up."""

    expired: int
    locked: list[UUID] = field(default_factory=list)
    started: list[UUID] = field(default_factory=list)
    failed: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class SweepSessions:
    """Runs on a schedule. Nothing recorded is thrown away: an abandoned interview is locked and processed as it is."""

    sessions: SessionRepository
    executions: Executions
    clock: Clock = utc_now

    def __call__(self) -> Swept:
        now = self.clock()
        swept = Swept(self.sessions.expire_pending(now))
        for session in self.sessions.abandoned(now):
            execution = Execution(attempt=1, name=execution_name(session.id, 1), requested_at=now)
            if locked := self.sessions.lock(session.id, execution, now):
                swept.locked.append(session.id)
                self._start(locked, swept)
        for session in self.sessions.under_way_since(now - START_MAY_TAKE):
            self._put_right(session, swept)
        return swept

    def _put_right(self, session: Session, swept: Swept) -> None:
        execution = session.execution
        if execution is None:
            return
        status = self.executions.status(execution.name)
        if status is ExecutionStatus.UNKNOWN:
            self._start(session, swept)
        elif status is ExecutionStatus.ENDED:
            reason = "Processing broke off without a result."
            if self.sessions.finish(session.id, execution.attempt, SessionState.FAILED, reason, self.clock()):
                swept.failed.append(session.id)

    def _start(self, session: Session, swept: Swept) -> None:
        if session.execution:
            arn = self.executions.start(session.execution.name, session.id, session.execution.attempt)
            self.sessions.execution_started(session.id, session.execution.attempt, arn)
            swept.started.append(session.id)
