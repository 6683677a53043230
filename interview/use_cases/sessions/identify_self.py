"""Take what a candidate says of themselves of their own accord, and take it back."""

from dataclasses import dataclass

from interview.adapters.mongo.self_identifications import SelfIdentificationRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.candidate_result import require_readable
from interview.domain.sessions.self_identification import RaceEthnicity, Sex, Statement, expiry_of, month_of
from interview.domain.sessions.session import Session
from interview.errors import NotFoundError


@dataclass(frozen=True)
class IdentifySelf:
    statements: SelfIdentificationRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, sex: Sex | None, race_ethnicity: RaceEthnicity | None) -> Statement | None:
        """A later one replaces it; of neither, it is taken back, and nothing is left of it.

        Raises NotFoundError where the template asks for nothing of the kind, NotOverError before the end,
        LinkExpiredError where the time for it is over, and QuotaExceededError.
        """
        now = self.clock()
        if not session.asks_self_identification:
            raise NotFoundError("This is not asked here.")
        require_readable(session, now)
        if sex is None and race_ethnicity is None:
            self.statements.remove(session.id)
            return None
        self.usage.count(quotas.SELF_IDENTIFICATIONS, session.id)
        month = month_of(now)
        statement = Statement(
            id=self.statements.id_of(session.id),
            organisation_id=session.organisation_id,
            template_id=session.template_id,
            month=month,
            sex=sex or Sex.UNDISCLOSED,
            race_ethnicity=race_ethnicity or RaceEthnicity.UNDISCLOSED,
            expires_at=expiry_of(now),
        )
        self.statements.put(statement)
        return statement
