"""Interviews of before there was a retention are kept as long as their organisation keeps them now."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.retention import RetentionRepository

RULES_VERSION = 1


@dataclass(frozen=True)
class PlanRetention:
    settings: OrganisationSettingsRepository
    retention: RetentionRepository

    def __call__(self, session_ids: Collection[UUID]) -> int:
        """How many of them had none."""
        return sum(
            self.retention.plan(theirs, self.settings.get(organisation_id).retention)
            for organisation_id, theirs in self.retention.unplanned(session_ids).items()
        )
