"""Figures of many interviews, kept for whoever looks again soon, and bias audits as they were told last."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.client import Database, parsed, repository
from interview.domain.analytics.bias import BiasAudit
from interview.domain.analytics.figures import Analytics
from interview.errors import StoredDocumentError


@repository
class AnalyticsRepository:
    def __init__(self, database: Database) -> None:
        self._kept = database["analytics"]

    def any_of(self, names: Collection[str], now: datetime) -> Analytics | None:
        """Those kept under one of these names; none that a version before kept in another shape."""
        stored = self._kept.find_one({"_id": {"$in": list(names)}, "expires_at": {"$gt": now}})
        try:
            return parsed(Analytics, stored["figures"]) if stored else None
        except StoredDocumentError:
            return None

    def keep(self, name: str, figures: Analytics, expires_at: datetime) -> None:
        kept = {"figures": figures.model_dump(), "expires_at": expires_at}
        self._kept.replace_one({"_id": name}, kept, upsert=True)

    def audit(self, template_id: UUID, year: int) -> BiasAudit | None:
        """As it was told last; none that a version before kept in another shape."""
        stored = self._kept.find_one({"_id": _audit_name(template_id, year)})
        try:
            return parsed(BiasAudit, stored["figures"]) if stored else None
        except StoredDocumentError:
            return None

    def keep_audit(self, made: BiasAudit, expires_at: datetime) -> None:
        kept = {"figures": made.model_dump(), "expires_at": expires_at}
        self._kept.replace_one({"_id": _audit_name(made.template_id, made.year)}, kept, upsert=True)


def _audit_name(template_id: UUID, year: int) -> str:
    return f"bias-audit/{template_id}/{year}"
