"""Take how the interview was for its candidate."""

from dataclasses import dataclass

from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.candidate_result import Satisfaction, require_readable
from interview.domain.sessions.session import Session


@dataclass(frozen=True)
class RateInterview:
    satisfaction: SatisfactionRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, rating: int, comment: str) -> Satisfaction:
        """One for each interview; a later one replaces it.

        Raises NotOverError, LinkExpiredError where the time for it is over, and QuotaExceededError.
        """
        now = self.clock()
        require_readable(session, now)
        self.usage.count(quotas.RATINGS, session.id)
        given = Satisfaction(rating=rating, comment=comment, rated_at=now)
        self.satisfaction.put(session.id, session.organisation_id, given, session.template_id)
        return given
