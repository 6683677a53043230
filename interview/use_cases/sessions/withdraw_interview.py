"""The candidate withdraws: the interview is over, and nothing of it is judged from then on."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import REPLACED, Ending, Session, SessionState
from interview.errors import LinkReplacedError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


@dataclass(frozen=True)
class WithdrawInterview:
    """The answers are closed first, as they are before a lock. What is there stays until it is erased."""

    sessions: SessionRepository
    answers: AnswerRepository
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, session: Session) -> tuple[Session, bool]:
        """The session, and whether it was withdrawn by this call. In whatever state it is. Raises LinkReplacedError."""
        now = self.clock()
        if self.sessions.begin_lock(session.permit, now, Ending.WITHDRAWN):
            self.answers.close(session.permit, now)
        withdrawn = self.sessions.withdraw(session.permit, now)
        if withdrawn is not None:
            self.publish(session.id)
            return withdrawn, True
        stands = self.sessions.get(session.id)
        if stands is None or stands.state is not SessionState.WITHDRAWN:
            raise LinkReplacedError(REPLACED)
        return stands, False
