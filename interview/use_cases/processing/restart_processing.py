"""Process a failed interview once more."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.blinding import as_seen
from interview.domain.sessions.session import Session, SessionState, next_execution
from interview.errors import AlreadyRestartedError, NotFailedError
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.processing.start_processing import StartProcessing
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


@dataclass(frozen=True)
class RestartProcessing:
    sessions: SessionRepository
    start_processing: StartProcessing
    usage: UsageRepository
    judge_first: JudgeFirst
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, user: User, session_id: UUID) -> Session:
        """failed ▶ completed with the next attempt. Raises NotFoundError, or ConflictError unless it has failed."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        if session.state is not SessionState.FAILED or session.execution is None:
            raise NotFailedError("Only an interview whose processing failed can be processed again.")
        self.usage.count(quotas.RESTARTS, session_id)
        failed = session.execution.attempt
        execution = next_execution(session_id, failed, self.clock())
        restarted = self.sessions.process_again(session_id, failed, execution)
        if restarted is None:
            raise AlreadyRestartedError("Someone else has started it again already.")
        self.start_processing(restarted)
        self.publish(session_id)
        return as_seen(restarted, user, hidden=self.judge_first.hides(user.id, restarted))
