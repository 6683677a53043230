"""Count a link that an organisation is about to issue."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.errors import QuotaExceededError

TOO_MANY_OPEN = (
    "Your organisation has {most:,} open interviews. You can invite more people as soon as some are finished or expire."
)


@dataclass(frozen=True)
class CountLink:
    sessions: SessionRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, organisation_id: UUID, *, opens: bool) -> None:
        """`opens` says that it makes for one open interview more; calls at once may each open one where there is room
        for one. Raises QuotaExceededError for that, and TooManyAttemptsError for too many links within a day."""
        self._count(organisation_id, 1, opens=opens)

    def many(self, organisation_id: UUID, amount: int) -> None:
        """As of one, of so many new interviews: all of them, or, where there is no room for all, none."""
        self._count(organisation_id, amount, opens=True)

    def give_back(self, organisation_id: UUID, amount: int) -> None:
        """What was counted, and no link was made of it."""
        self.usage.give_back(quotas.LINKS, organisation_id, self.clock(), amount)

    def _count(self, organisation_id: UUID, amount: int, *, opens: bool) -> None:
        most = quotas.MAX_OPEN_INTERVIEWS
        if opens and self.sessions.count_open(organisation_id, most=most) > most - amount:
            raise QuotaExceededError(TOO_MANY_OPEN.format(most=most), quotas.OPEN_INTERVIEWS, most)
        self.usage.count_of_organisation(quotas.LINKS, organisation_id, self.clock(), amount=amount)
