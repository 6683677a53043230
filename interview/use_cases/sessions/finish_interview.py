"""The candidate is done: lock the interview, then have it processed."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import CANCELLED, REPLACED, Ending, Session, SessionState, require_unlocked
from interview.errors import InterviewCancelledError, LinkReplacedError, NotBegunError
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.processing.start_processing import StartProcessing


@dataclass(frozen=True)
class Finished:
    """`locked_now` is true for exactly one of all calls for a session."""

    session: Session
    locked_now: bool
    processing_started: bool


@dataclass(frozen=True)
class FinishInterview:
    sessions: SessionRepository
    lock_interview: LockInterview
    start_processing: StartProcessing
    clock: Clock = utc_now

    def __call__(self, session: Session) -> Finished:
        """The lock stands before this returns, and it names the execution: whoever starts that one starts the same.

        A repeat finds the lock and gives the same answer; after the link's end an interview that was begun is finished
        as any other. Raises ConflictError before the start, LinkExpiredError where it never began,
        InterviewCancelledError where the invitation was cancelled first, and LinkReplacedError where the link was just
        replaced.
        """
        if session.is_locked:
            return self._found_locked(session)
        if session.state is SessionState.PENDING:
            raise NotBegunError("This interview has not begun.")
        require_unlocked(session, self.clock())
        locked = self.lock_interview(session, Ending.FINISHED)
        if locked is None:
            stands = self.sessions.get(session.id)
            if stands is None or not stands.is_locked:
                raise LinkReplacedError(REPLACED)
            return self._found_locked(stands)
        return Finished(locked, locked_now=True, processing_started=self.start_processing(locked))

    def _found_locked(self, session: Session) -> Finished:
        if session.state is SessionState.CANCELLED:
            raise InterviewCancelledError(CANCELLED)
        return Finished(session, locked_now=False, processing_started=self.start_processing(session))
