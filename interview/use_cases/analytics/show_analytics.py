"""What many interviews of an organisation come to together."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo.analytics import AnalyticsRepository
from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.analytics.figures import MOST, Analytics, Period, analytics, ratings, since
from interview.domain.clock import Clock, utc_now
from interview.errors import NotFoundError

KEPT_FOR = timedelta(minutes=1)


@dataclass(frozen=True)
class ShowAnalytics:
    """Counted anew at most once a minute for the same question: for all who ask it, or, where an interview among them
    is blind, for each, who is told by what they have judged."""

    facts: SessionFactsRepository
    satisfaction: SatisfactionRepository
    kept: AnalyticsRepository
    templates: TemplateRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, user: User, template_id: UUID | None, period: Period) -> Analytics:
        """Raises NotFoundError for a template of another organisation, and TooManyAttemptsError."""
        organisation_id, now = user.organisation_id, self.clock()
        if template_id and self.templates.get(organisation_id, template_id) is None:
            raise NotFoundError("No such template.")
        for_all = f"{organisation_id}/{template_id or 'all'}/{period}"
        for_one = f"{for_all}/{user.id}"
        if kept := self.kept.any_of((for_all, for_one), now):
            return kept
        self.usage.count_of_user(quotas.ANALYTICS_LATELY, user.id, now)
        begins = since(period, now)
        found = self.facts.newest(organisation_id, template_id, begins, MOST + 1)
        rated = ratings(self.satisfaction.given(organisation_id, template_id), begins)
        made = analytics(found, user.id, rated, template_id, period, now)
        is_same_to_all = not any(each.is_blind for each in found)
        self.kept.keep(for_all if is_same_to_all else for_one, made, now + KEPT_FOR)
        return made
