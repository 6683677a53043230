"""The candidate is done: lock the interview, then have it processed."""

from dataclasses import dataclass

from interview.adapters.mongo import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import Session, SessionState, next_execution, require_open
from interview.errors import ConflictError
from interview.use_cases.start_processing import StartProcessing


@dataclass(frozen=True)
class Finished:
    """`locked_now` is true for exactly one of all calls for a session."""

    session: Session
    locked_now: bool
    processing_started: bool


@dataclass(frozen=True)
class FinishInterview:
    sessions: SessionRepository
    start_processing: StartProcessing
    clock: Clock = utc_now

    def __call__(self, session: Session) -> Finished:
        """The lock stands before this returns, and it names the execution: whoever starts that one starts the same.

        A repeat finds the lock and gives the same answer. Raises ConflictError before the start, and LinkClosedError
        for an expired link (the sweeper processes what was recorded).
        """
        if session.is_locked:
            return self._found_locked(session)
        if session.state is SessionState.PENDING:
            raise ConflictError("This interview has not begun.")
        now = self.clock()
        require_open(session, now)
        locked = self.sessions.lock(session.id, next_execution(session.id, 0, now), now)
        if locked is None:
            return self._found_locked(self.sessions.get(session.id) or session)
        return Finished(locked, locked_now=True, processing_started=self.start_processing(locked))

    def _found_locked(self, session: Session) -> Finished:
        return Finished(session, locked_now=False, processing_started=self.start_processing(session))
