"""Scorecards of interviews: one document each. A later version takes the place of the one before; the scores that each
rests on are never changed, and it names them."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, all_parsed, parsed, repository, stored_event, unreadable
from interview.domain.evaluation.scorecard import ScorecardFigure, ScorecardVersion
from interview.errors import StoredDocumentError

if TYPE_CHECKING:
    from interview.domain.events import ScorecardMade

FIGURE = {"session_id": True, **{f"scorecard.{name}": True for name in ScorecardFigure.model_fields}}


@repository
class ScorecardRepository:
    def __init__(self, database: Database) -> None:
        self._scorecards = database["scorecards"]

    def get(self, session_id: UUID) -> ScorecardVersion | None:
        """None, too, for one that cannot be read."""
        return self.with_version(session_id)[1]

    def with_version(self, session_id: UUID) -> tuple[int, ScorecardVersion | None]:
        """The version of the one that is there, 0 where there is none; and the scorecard, unless it cannot be read."""
        stored = self._scorecards.find_one({"session_id": session_id})
        if stored is None:
            return 0, None
        return int(stored["version"]), next(all_parsed(ScorecardVersion, [stored]), None)

    def replace(self, session_id: UUID, made: ScorecardVersion, event: "ScorecardMade") -> bool:
        """Put it in the place of the version before, with what is to be told of it; False where that is not the one
        that is there."""
        before = {"version": made.version - 1} if made.version > 1 else {"version": {"$exists": False}}
        try:
            changed = self._scorecards.update_one(
                {"session_id": session_id, **before},
                {"$set": made.model_dump(), "$push": {"unpublished": stored_event(event)}},
                upsert=made.version == 1,
            )
        except DuplicateKeyError:
            return False
        return bool(changed.matched_count or changed.upserted_id)

    def fingerprints(self, session_ids: Collection[UUID]) -> dict[UUID, list[str]]:
        """Of the scores that the scorecards of these interviews rest on."""
        wanted = {"session_id": {"$in": list(session_ids)}}
        found = self._scorecards.find(wanted, {"session_id": True, "scorecard.rests_on.fingerprint": True})
        return {
            stored["session_id"]: [each["fingerprint"] for each in stored["scorecard"].get("rests_on", ())]
            for stored in found
        }

    def figures(self, session_ids: Collection[UUID]) -> dict[UUID, ScorecardFigure]:
        """What those of these interviews come to that have one."""
        figures: dict[UUID, ScorecardFigure] = {}
        for stored in self._scorecards.find({"session_id": {"$in": list(session_ids)}}, FIGURE):
            try:
                figures[stored["session_id"]] = parsed(ScorecardFigure, stored["scorecard"])
            except StoredDocumentError as error:
                unreadable(stored, error)
        return figures
