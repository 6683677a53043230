"""Whether candidates of some categories are selected, or scored, less often than others."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.analytics import AnalyticsRepository
from interview.adapters.mongo.self_identifications import SelfIdentificationRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.analytics.bias import BiasAudit, Stated, audit, audited_until, may_follow
from interview.domain.analytics.figures import MOST
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.self_identification import expiry_of, month_of
from interview.errors import NotFoundError


@dataclass(frozen=True)
class AuditBias:
    """Here alone what candidates said of themselves meets what became of them; what leaves are sums.

    Always of one template and one year, and as it was told last until ten people more are in it: sums of overlapping
    sets of people could be subtracted from one another.
    """

    facts: SessionFactsRepository
    statements: SelfIdentificationRepository
    kept: AnalyticsRepository
    templates: TemplateRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, user: User, template_id: UUID, year: int) -> BiasAudit:
        """Raises NotFoundError for a template of another organisation, and TooManyAttemptsError."""
        now = self.clock()
        if self.templates.get(user.organisation_id, template_id) is None:
            raise NotFoundError("No such template.")
        self.usage.count_of_user(quotas.ANALYTICS_LATELY, user.id, now)
        before = self.kept.audit(template_id, year)
        if before and before.until >= audited_until(now):
            return before
        found = self.facts.newest(user.organisation_id, template_id, None, MOST + 1)
        ids = [each.session_id for each in found[:MOST]]
        said = self.statements.of_sessions(ids, month_of(audited_until(now)))
        stated = {session_id: Stated(each.sex, each.race_ethnicity) for session_id, each in said.items()}
        made = audit(found[:MOST], stated, template_id, year, now, is_cut=len(found) > MOST)
        if before and not may_follow(before, made):
            return before
        self.kept.keep_audit(made, expiry_of(now))
        return made
