"""The audit log: entries are added, and never changed."""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from pymongo import ASCENDING, DESCENDING
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, Document, parsed, repository
from interview.domain.audit import FIRST_HEAD, AuditAction, AuditEntry, AuditHead, Deed, entry_after
from interview.errors import DatabaseUnavailableError

TRIES = 60
"""Each time, somebody else of the same organisation was faster: one of those who try at once gets through."""
MAX_PAUSE_S = 0.02
HEAD = {"_id": False, "number": True, "hash": True, "at": True}


@repository
class AuditRepository:
    def __init__(self, database: Database) -> None:
        self._entries = database["audit_entries"]

    def append(self, deed: Deed) -> AuditEntry | None:
        """Add the next entry of its organisation. None where it is written down already, as often as it is.

        Who comes at once takes turns by the unique number. Raises DatabaseUnavailableError where there are too many.
        """
        once = deed.once
        for tried in range(TRIES):
            entry = entry_after(self.head(deed.organisation_id), deed)
            try:
                self._entries.insert_one({**entry.model_dump(), **({"once": once} if once else {})})
            except DuplicateKeyError as error:
                if "once" in (error.details or {}).get("keyPattern", {}):
                    return None
                time.sleep(random.uniform(0, MAX_PAUSE_S * min(tried, 5)))  # noqa: S311 (nothing secret)
            else:
                return entry
        raise DatabaseUnavailableError("too many entries are being added to the audit log at once")

    def head(self, organisation_id: UUID) -> AuditHead:
        """The last entry's, or what the first one follows."""
        last = self._entries.find_one({"organisation_id": organisation_id}, HEAD, sort=[("number", DESCENDING)])
        return parsed(AuditHead, last) if last else FIRST_HEAD

    def head_at(self, organisation_id: UUID, number: int) -> AuditHead | None:
        """That of the entry of this number, if there is one."""
        if number == 0:
            return FIRST_HEAD
        found = self._entries.find_one({"organisation_id": organisation_id, "number": number}, HEAD)
        return parsed(AuditHead, found) if found else None

    def after(self, organisation_id: UUID, number: int, limit: int) -> Sequence[AuditEntry]:
        """In their order."""
        wanted = {"organisation_id": organisation_id, "number": {"$gt": number}}
        return self._read(wanted, [("number", ASCENDING)], limit)

    def page(
        self,
        organisation_id: UUID,
        *,
        person: UUID | None,
        action: AuditAction | None,
        since: datetime | None,
        until: datetime | None,
        before: tuple[datetime, int] | None,
        limit: int,
    ) -> Sequence[AuditEntry]:
        """Newest first. `before` is (at, number) of the last entry of the page before: times grow with the numbers."""
        wanted: Document = {"organisation_id": organisation_id}
        if person:
            wanted["actor.id"] = person
        if action:
            wanted["action"] = action
        at: Document = {**({"$gte": since} if since else {}), **({"$lt": until} if until else {})}
        if before:
            wanted["number"] = {"$lt": before[1]}
            at["$lte"] = before[0]
        if at:
            wanted["at"] = at
        return self._read(wanted, [("at", DESCENDING), ("number", DESCENDING)], limit)

    def organisations(self) -> Iterator[UUID]:
        """Those that have entries."""
        yield from self._entries.distinct("organisation_id")

    def _read(self, wanted: Document, order: list[tuple[str, int]], limit: int) -> Sequence[AuditEntry]:
        found = self._entries.find(wanted, {"_id": False, "once": False}).sort(order).batch_size(limit)
        return [parsed(AuditEntry, each) for each in islice(found, limit)]
