"""Lock an interview: nothing more is answered, and its processing has a name."""

from dataclasses import dataclass
from datetime import datetime

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import Ending, Session, SessionOutline, next_execution
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


@dataclass(frozen=True)
class LockInterview:
    """The answers first: nothing is written beside the lock. Where this breaks off on the way, the next call or the
    sweeper goes on; where a new link was issued meanwhile, that one opens the answers again."""

    sessions: SessionRepository
    answers: AnswerRepository
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(
        self, session: SessionOutline, ending: Ending | None = None, *, quiet_since: datetime | None = None
    ) -> Session | None:
        """The locked session, for exactly one caller; None for every other, where the link was replaced, and where the
        candidate was heard of after `quiet_since`. `ending` is None for what was begun before and broke off."""
        now = self.clock()
        if not self.sessions.begin_lock(session.permit, now, ending, quiet_since=quiet_since):
            return None
        self.answers.close(session.permit, now)
        locked = self.sessions.lock(session.permit, next_execution(session.id, 0, now), now)
        if locked:
            self.publish(session.id)
        return locked
