"""How many sessions an organisation has of each state: counted each time, or kept for as long as counting is dear."""

from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from uuid import UUID

from interview.adapters.mongo.client import Database, Document, repository
from interview.domain.sessions.session import SessionState

WORTH_KEEPING_S = 0.05
"""What takes less is counted each time."""
KEPT_FOR_TIMES = 20
"""So that no organisation's counting takes more than a twentieth of the time, however many of its people look."""
COUNTS_TTL = timedelta(seconds=15)
"""A database that was slow once is no reason to show old figures for minutes."""
COUNTING_TIMEOUT = timedelta(seconds=10)
FIELD = "session_counts"
"""Beside the fields of an organisation, and no part of it."""


@repository
class SessionCountRepository:
    def __init__(self, database: Database) -> None:
        self._sessions = database["sessions"]
        self._organisations = database["organisations"]

    def of_organisation(self, organisation_id: UUID, now: datetime) -> dict[SessionState, int]:
        """A large organisation's are some seconds old: once they are kept, one of several who look counts."""
        found = self._organisations.find_one({"_id": organisation_id}, {FIELD: True})
        kept: Document | None = (found or {}).get(FIELD)
        if kept and (now < kept["until"] or not self._may_count(organisation_id, kept, now)):
            return _parsed(kept["counts"])
        began_s = monotonic()
        counts = self._counted(organisation_id)
        took_s = monotonic() - began_s
        if kept or took_s >= WORTH_KEEPING_S:
            until = now + min(timedelta(seconds=took_s * KEPT_FOR_TIMES), COUNTS_TTL)
            self._keep(organisation_id, {"counts": counts, "until": until})
        return _parsed(counts)

    def _may_count(self, organisation_id: UUID, kept: Document, now: datetime) -> bool:
        claim = {"$set": {f"{FIELD}.until": now + COUNTING_TIMEOUT}}
        found = {"_id": organisation_id, f"{FIELD}.until": kept["until"]}
        return bool(self._organisations.update_one(found, claim).modified_count)

    def _keep(self, organisation_id: UUID, counted: Document) -> None:
        self._organisations.update_one({"_id": organisation_id}, {"$set": {FIELD: counted}})

    def _counted(self, organisation_id: UUID) -> dict[str, int]:
        stages: list[dict[str, Any]] = [
            {"$match": {"organisation_id": organisation_id}},
            {"$group": {"_id": "$state", "count": {"$sum": 1}}},
        ]
        return {str(row["_id"]): int(row["count"]) for row in self._sessions.aggregate(stages)}


def _parsed(counts: dict[str, int]) -> dict[SessionState, int]:
    return {state: counts.get(state.value, 0) for state in SessionState}
