"""How many interviews there are of each state, and how many of them wait for what: counted each time, or kept for as
long as counting is dear."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.client import Database, Document, repository
from interview.adapters.mongo.indexes import LIST_COUNTS, LIST_HIDDEN
from interview.domain.listing.entries import SHARED, Certainty
from interview.domain.listing.query import DecisionIs

WORTH_KEEPING_S = 0.05
"""What takes less is counted each time."""
KEPT_FOR_TIMES = 20
"""So that no organisation's counting takes more than a twentieth of the time, however many of its people look."""
COUNTS_TTL = timedelta(seconds=15)
"""A database that was slow once is no reason to show old figures for minutes."""
COUNTING_TIMEOUT = timedelta(seconds=10)
FIELD = "session_counts"
"""Beside the fields of an organisation or a template, and no part of it."""


class Counted(NamedTuple):
    """So many entries of the list (`domain/listing/entries.py`) are the same in this."""

    audience: str
    state: str
    choice: str
    certainty: str | None
    many: int

    @property
    def is_undecided(self) -> bool:
        return self.choice == DecisionIs.NONE.value

    @property
    def needs_person(self) -> bool:
        return self.certainty == Certainty.NEEDS_PERSON.value


@repository
class SessionCountRepository:
    def __init__(self, database: Database) -> None:
        self._listed = database["listed_sessions"]
        self._organisations = database["organisations"]
        self._templates = database["templates"]

    def counted(
        self,
        organisation_id: UUID,
        template_id: UUID | None,
        audiences: Collection[str],
        reader: UUID,
        now: datetime,
    ) -> Sequence[Counted]:
        """What this reader, who is of these audiences, may count, of the organisation or one of its templates. A large
        one's are some seconds old: once they are kept, one of several who look counts."""
        whose: Document = {"organisation_id": organisation_id}
        if template_id:
            whose["template_id"] = template_id
        of_all = [each for each in self._kept(whose, now) if each.audience in audiences]
        own = self._counted({**whose, "audience": str(reader)})
        not_theirs = self._counted({**whose, "hidden_from": reader})
        return [*of_all, *own, *(each._replace(many=-each.many) for each in not_theirs)]

    def _kept(self, whose: Document, now: datetime) -> Iterable[Counted]:
        """Of all audiences but single people."""
        place, own = self._organisations, {"_id": whose["organisation_id"]}
        if "template_id" in whose:
            place, own = self._templates, {"_id": whose["template_id"], "organisation_id": whose["organisation_id"]}
        kept: Document | None = (place.find_one(own, {FIELD: True}) or {}).get(FIELD)
        if kept and "rows" in kept:
            claim = {"$set": {f"{FIELD}.until": now + COUNTING_TIMEOUT}}
            still = {**own, f"{FIELD}.until": kept["until"]}
            if now < kept["until"] or not place.update_one(still, claim).modified_count:
                return (Counted(*row) for row in kept["rows"])
        began_s = monotonic()
        counted = self._counted({**whose, "audience": {"$in": list(SHARED)}})
        took_s = monotonic() - began_s
        if kept or took_s >= WORTH_KEEPING_S:
            until = now + min(timedelta(seconds=took_s * KEPT_FOR_TIMES), COUNTS_TTL)
            place.update_one(own, {"$set": {FIELD: {"rows": [list(row) for row in counted], "until": until}}})
        return counted

    def _counted(self, wanted: Document) -> list[Counted]:
        alike = {name: f"${name}" for name in ("audience", "state", "choice", "certainty")}
        stages: list[Document] = [{"$match": wanted}, {"$group": {"_id": alike, "count": {"$sum": 1}}}]
        found = self._listed.aggregate(stages, hint=LIST_HIDDEN if "hidden_from" in wanted else LIST_COUNTS)
        return [Counted(**{"certainty": None, **row["_id"]}, many=int(row["count"])) for row in found]
