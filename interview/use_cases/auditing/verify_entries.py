"""Whether the audit log is as it was written."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.audit_entries import AuditRepository
from interview.domain.audit import AuditFault, AuditHead, first_fault

AT_ONCE = 1_000
MAX_CHECKED = 5_000
"""By one call."""


@dataclass(frozen=True)
class Verified:
    """`head` is the last entry that was looked at; `broken_at` the first number that is wrong or lacking. `is_all`:
    nothing follows."""

    head: AuditHead
    broken_at: int | None
    fault: AuditFault | None
    is_all: bool


@dataclass(frozen=True)
class VerifyEntries:
    entries: AuditRepository

    def __call__(self, organisation_id: UUID, after: int = 0, most: int = MAX_CHECKED) -> Verified:
        """From the entry after this number on, which is trusted: the caller has looked at it before."""
        head = self.entries.head_at(organisation_id, after)
        if head is None:
            return Verified(AuditHead(number=after, hash=""), after, AuditFault.GAP, is_all=True)
        checked = 0
        while checked < most:
            found = self.entries.after(organisation_id, head.number, min(AT_ONCE, most - checked))
            if not found:
                return Verified(head, None, None, is_all=True)
            if broken := first_fault(head, found):
                good = [entry.head for entry in found if entry.number < broken[0]]
                return Verified(good[-1] if good else head, *broken, is_all=True)
            head, checked = found[-1].head, checked + len(found)
        return Verified(head, None, None, is_all=False)

    def whole(self, organisation_id: UUID, known: AuditHead | None = None) -> Verified:
        """All of it. `known` is an entry that somebody noted elsewhere: it has to be there, as it was."""
        verified = self(organisation_id)
        while not verified.is_all:
            verified = self(organisation_id, verified.head.number)
        if verified.fault is None and known:
            found = self.entries.head_at(organisation_id, known.number)
            if found is None:
                return Verified(verified.head, known.number, AuditFault.CUT, is_all=True)
            if found.hash != known.hash:
                return Verified(verified.head, known.number, AuditFault.CHANGED, is_all=True)
        return verified
