"""Write down who did what to what."""

from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from interview.adapters.mongo.audit_entries import AuditRepository
from interview.domain.audit import Actor, ActorKind, AuditAction, AuditedObject, AuditEntry, Deed, ObjectKind
from interview.domain.clock import Clock, utc_now

MAX_KNOWN = 5_000
"""Of the things that are written down once an hour: those that this process has seen lately are not tried again."""


@dataclass(frozen=True)
class RecordDeed:
    entries: AuditRepository
    clock: Clock = utc_now
    _known: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def __call__(
        self,
        organisation_id: UUID,
        actor: Actor,
        action: AuditAction,
        done_to: AuditedObject,
        network: str | None,
        *,
        is_reading: bool = False,
    ) -> AuditEntry | None:
        """None where a reading was written down within this hour. Raises RetryableError where it cannot be: what was
        read is not to be answered then."""
        deed = Deed(organisation_id, self.clock(), actor, action, done_to, network, is_reading)
        once = deed.once
        if once in self._known:
            return None
        entry = self.entries.append(deed)
        if once:
            self._known[once] = None
            while len(self._known) > MAX_KNOWN:
                self._known.popitem(last=False)
        return entry

    def of_stage(self, organisation_id: UUID, action: AuditAction, kind: ObjectKind, done_to: UUID) -> None:
        """What the stage does by itself, or whoever operates it. Raises RetryableError where it cannot be written
        down."""
        self(organisation_id, Actor(kind=ActorKind.SYSTEM), action, AuditedObject(kind=kind, ids=(done_to,)), None)
