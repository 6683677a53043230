"""Take a candidate's wish that a person looks at what was judged."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.events import ContestData, ResultContested
from interview.domain.sessions.candidate_result import require_contestable
from interview.domain.sessions.session import Contest, Session
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


@dataclass(frozen=True)
class ContestResult:
    sessions: SessionRepository
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, session: Session, text: str) -> Contest:
        """What is on record; later words replace it, and those that are there already change nothing.

        Raises NotOverError, ResultAwaitedError while it is processed, LinkExpiredError where the time for it is over,
        QuotaExceededError, and NotFoundError.
        """
        now = self.clock()
        require_contestable(session, now)
        if session.contest and session.contest.text == text:
            return session.contest
        event = ResultContested(
            at=now,
            organisation_id=session.organisation_id,
            session_id=session.id,
            session_version=session.version,
            data=ContestData(changed_at=now),
        )
        contest, is_new = self.sessions.contest(session.id, Contest(text=text, made_at=now, changed_at=now), event)
        if is_new:
            self.publish(session.id)
        return contest
