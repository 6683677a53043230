"""Take what a page tells of itself: a fault of its script, or how long a candidate waited to be let in."""

from dataclasses import dataclass

from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now


@dataclass(frozen=True)
class TakePageReport:
    """Whoever it is of: nobody is asked, and all of a stage share one count of each kind."""

    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, kind: quotas.Rate) -> None:
        """Raises TooManyAttemptsError where there were too many lately."""
        self.usage.count_of_stage(kind, self.clock())
