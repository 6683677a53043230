"""Start the state machine for a locked session."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.step_functions import Executions
from interview.domain.sessions.session import Session, SessionState
from interview.errors import RetryableError


@dataclass(frozen=True)
class StartProcessing:
    sessions: SessionRepository
    executions: Executions

    def __call__(self, session: Session) -> bool:
        """Whether the session's execution has been started, now or before.

        False where the service did not answer: nothing is lost, for the sweeper starts it later.
        """
        execution = session.execution
        if execution is None or execution.arn or session.state is not SessionState.COMPLETED:
            return execution is not None
        try:
            arn = self.executions.start(execution.name, session.id, execution.attempt)
            self.sessions.execution_started(session.id, execution.attempt, arn)
        except RetryableError:
            return False
        return True
