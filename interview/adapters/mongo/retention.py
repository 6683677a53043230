"""What of interviews is kept until when: the times stand in the session, and what is over is erased where it is."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.client import Database, Document, repository
from interview.adapters.mongo.indexes import EVER
from interview.adapters.mongo.sessions import after, erased_from
from interview.adapters.mongo.turns import in_turns
from interview.domain.organisations.retention import KeptKind, Retention
from interview.domain.sessions.session import ENDED_EARLY, FINISHED, UNDER_WAY

SHORTENED_AT_ONCE = 1_000
OVER = [state.value for state in (*UNDER_WAY, *FINISHED, *ENDED_EARLY)]
ENDED_AT = {"$ifNull": ["$completed_at", "$cancellation.at", "$expires_at"]}
OF_RESULTS = ("transcript_lines", "scores", "scorecards", "scoring_line", "passages")
SAID = (
    *("transcript", "transcript_digest", "live_transcript", "live_complete", "live_take", "correction", "text_answer"),
    *("feedback", "review", "prepared", "score_awaited_since", "overtaken_at"),
)
"""What an answer holds of what was said and judged."""
JUDGED = {"finding.kind": {"$in": ["answer_levels", "override"]}}


@repository
class RetentionRepository:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._sessions = database["sessions"]

    def due(self, kind: KeptKind, now: datetime, most: int) -> list[UUID]:
        """Organisations in turn."""
        at = f"erase_at.{kind}"
        return in_turns(self._sessions, [{"$match": {at: {"$gt": EVER, "$lte": now}}}], at, "$_id", most)

    def ended(self, session_id: UUID, kind: KeptKind, now: datetime) -> None:
        """Nothing of this kind is left."""
        self._sessions.update_one(
            {"_id": session_id}, {"$unset": {f"erase_at.{kind}": True}, "$set": {f"erased_at.{kind}": now}}
        )

    def shorten(self, organisation_id: UUID, retention: Retention) -> bool:
        """Let interviews that keep something longer follow; none keeps anything longer than it did. Whether that is all
        of them."""
        longer = [{f"retention.{kind}": {"$gt": getattr(retention, kind)}} for kind in KeptKind]
        found = self._sessions.find({"organisation_id": organisation_id, "$or": longer}, {"_id": True})
        ids = [stored["_id"] for stored in found.limit(SHORTENED_AT_ONCE)]
        change: Document = {}
        for kind in KeptKind:
            days, at = getattr(retention, kind), f"erase_at.{kind}"
            change[f"retention.{kind}"] = {"$min": [f"$retention.{kind}", days]}
            sooner = {"$min": [f"${at}", after(ENDED_AT, days)]}
            change[at] = {"$cond": [{"$eq": [{"$type": f"${at}"}, "date"]}, sooner, "$$REMOVE"]}
        self._sessions.update_many({"_id": {"$in": ids}}, [{"$set": change}])
        return len(ids) < SHORTENED_AT_ONCE

    def unplanned(self, session_ids: Collection[UUID]) -> Mapping[UUID, list[UUID]]:
        """Those of before there was a retention, by organisation."""
        found: dict[UUID, list[UUID]] = {}
        wanted = {"_id": {"$in": list(session_ids)}, "retention": None}
        for stored in self._sessions.find(wanted, {"organisation_id": True}):
            if isinstance(stored.get("organisation_id"), UUID):
                found.setdefault(stored["organisation_id"], []).append(stored["_id"])
        return found

    def plan(self, session_ids: Collection[UUID], retention: Retention) -> int:
        """Give them these days, and to those that are over the times that follow."""
        of = {"_id": {"$in": list(session_ids)}, "retention": None}
        change: list[Document] = [{"$set": {"retention": retention.model_dump()}}]
        over = {**of, "state": {"$in": OVER}}
        planned = self._sessions.update_many(over, [*change, {"$set": erased_from(ENDED_AT)}]).modified_count
        return planned + self._sessions.update_many(of, change).modified_count

    def forget_recordings(self, session_id: UUID) -> None:
        """Which chunks there were."""
        self._database["chunks"].delete_many({"session_id": session_id})

    def forget_results(self, session_id: UUID) -> None:
        """What was said, what was told about it, and every figure, of people as well."""
        for name in OF_RESULTS:
            self._database[name].delete_many({"session_id": session_id})
        self._database["decisions"].delete_many({"session_id": session_id, **JUDGED})
        self._database["answers"].update_many({"session_id": session_id}, {"$unset": dict.fromkeys(SAID, True)})

    def forget_flags(self, session_id: UUID) -> None:
        self._database["proctoring_events"].delete_many({"session_id": session_id})
