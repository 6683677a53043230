"""The audit log, page by page, or in pieces to take away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from interview.adapters.mongo.audit_entries import AuditRepository
from interview.domain.accounts import User
from interview.domain.audit import AuditAction, AuditEntry
from interview.errors import MalformedRequestError

CURSOR = re.compile(r"(\d{1,13})-(\d{1,12})")
MAX_EXPORTED = 5_000
"""Of one answer: 2.5 MB as lines of JSON."""


@dataclass(frozen=True)
class EntryPage:
    """`next_cursor` is None on the last page."""

    entries: Sequence[AuditEntry]
    next_cursor: str | None


@dataclass(frozen=True)
class ListEntries:
    entries: AuditRepository

    def __call__(
        self,
        user: User,
        person: UUID | None,
        action: AuditAction | None,
        since: datetime | None,
        until: datetime | None,
        cursor: str | None,
        limit: int,
    ) -> EntryPage:
        """Newest first. Raises MalformedRequestError for a cursor that no page gave."""
        found = self.entries.page(
            user.organisation_id,
            person=person,
            action=action,
            since=since,
            until=until,
            before=_place(cursor) if cursor else None,
            limit=limit + 1,
        )
        page, last = found[:limit], found[limit - 1] if len(found) > limit else None
        return EntryPage(page, f"{round(last.at.timestamp() * 1000)}-{last.number}" if last else None)

    def export(self, user: User, after: int) -> Sequence[AuditEntry]:
        """In their order, from the one after this number on: `MAX_EXPORTED` at most."""
        return self.entries.after(user.organisation_id, after, MAX_EXPORTED)


def _place(cursor: str) -> tuple[datetime, int]:
    """Raises MalformedRequestError."""
    place = CURSOR.fullmatch(cursor)
    if place is None:
        raise MalformedRequestError("This is not a cursor of this list.")
    return datetime.fromtimestamp(int(place[1]) / 1000, UTC), int(place[2])
