"""Erase what is kept no longer, kind by kind, a few interviews each time; and let interviews follow shorter times."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.retention import RetentionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.domain.audit import AuditAction, ObjectKind
from interview.domain.clock import Clock, utc_now
from interview.domain.organisations.retention import KeptKind
from interview.domain.sessions.erasure import AskedBy
from interview.use_cases.auditing.record_deed import RecordDeed
from interview.use_cases.sessions.erase_session import EraseSession

AT_ONCE = 50
"""Interviews of each kind in one sweep, organisations in turn."""
ORGANISATIONS_AT_ONCE = 20
BEGINS_NOTHING_AFTER_S = 60
ERASED = {
    KeptKind.RECORDINGS: AuditAction.RECORDINGS_ERASED,
    KeptKind.RESULTS: AuditAction.RESULTS_ERASED,
    KeptKind.FLAGS: AuditAction.FLAGS_ERASED,
}


@dataclass
class Ended:
    """How many interviews something was erased of, by kind, and what came up with those where it did not succeed."""

    counts: dict[KeptKind, int] = field(default_factory=dict)
    failed: dict[UUID, Exception] = field(default_factory=dict)


@dataclass(frozen=True)
class EndRetention:
    """Goes on where it broke off: what is due is noted as erased when all of it is gone."""

    settings: OrganisationSettingsRepository
    retention: RetentionRepository
    raw: RawBucket
    merged: MergedBucket
    erase_session: EraseSession
    sessions: SessionRepository
    record_deed: RecordDeed
    keep_listed: Callable[[Collection[UUID]], int]
    clock: Clock = utc_now

    def __call__(self) -> Ended:
        now, began_s, ended = self.clock(), time.monotonic(), Ended()
        for settings in self.settings.pending(ORGANISATIONS_AT_ONCE):
            if self.retention.shorten(settings.id, settings.retention):
                self.settings.applied(settings)
        erase: Mapping[KeptKind, Callable[[UUID], None]] = {
            KeptKind.REST: lambda session_id: self.erase_session.ask(session_id, AskedBy.RETENTION),
            KeptKind.RECORDINGS: self._recordings,
            KeptKind.RESULTS: self._results,
            KeptKind.FLAGS: self._flags,
        }
        for kind, end in erase.items():
            for session_id in self.retention.due(kind, now, AT_ONCE):
                if time.monotonic() - began_s > BEGINS_NOTHING_AFTER_S:
                    return ended
                try:
                    end(session_id)
                except Exception as error:  # noqa: BLE001 (one interview must not stop the others)
                    ended.failed[session_id] = error
                else:
                    ended.counts[kind] = ended.counts.get(kind, 0) + 1
        return ended

    def _recordings(self, session_id: UUID) -> None:
        self.raw.delete_session(session_id)
        self.merged.delete_session(session_id)
        self.retention.forget_recordings(session_id)
        self._note(session_id, KeptKind.RECORDINGS)

    def _results(self, session_id: UUID) -> None:
        self.retention.forget_results(session_id)
        self._note(session_id, KeptKind.RESULTS)
        self.keep_listed([session_id])

    def _flags(self, session_id: UUID) -> None:
        self.retention.forget_flags(session_id)
        self._note(session_id, KeptKind.FLAGS)
        self.keep_listed([session_id])

    def _note(self, session_id: UUID, kind: KeptKind) -> None:
        """It is gone: in the audit log first, so that it stands there as well where this breaks off."""
        if whose := self.sessions.whose(session_id):
            self.record_deed.of_stage(whose.organisation_id, ERASED[kind], ObjectKind.SESSION, session_id)
        self.retention.ended(session_id, kind, self.clock())
