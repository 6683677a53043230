"""Forget one candidate's interview: on request, and whatever was written meanwhile."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import ExportFiles, MergedBucket, RawBucket
from interview.domain.clock import Clock, utc_now
from interview.domain.events import SessionErased
from interview.domain.exports import ExportState
from interview.errors import NotFoundError, RetryableError

LATE_WRITES_END_AFTER = timedelta(days=1)
"""No upload policy, socket, function or execution that knew the session lasts longer."""


@dataclass(frozen=True)
class Erased:
    documents: int
    objects: int


@dataclass(frozen=True)
class ForgetSession:
    """May be repeated, and goes on where it broke off: first the tombstone, which stays; then all that there is, events
    that were still to be told among it. The tombstone keeps the event that tells of the erasure, which waits to be
    published as soon as nothing is left.

    A function or socket that was at work meanwhile may still write. `repeat` erases that, again and again for a day; a
    chunk that arrives even later is deleted when it is registered (`discard_forgotten.py`).
    """

    sessions: SessionRepository
    forgotten: ForgottenSessionRepository
    raw: RawBucket
    merged: MergedBucket
    exports: ExportRepository
    files: ExportFiles
    clock: Clock = utc_now

    def __call__(self, session_id: UUID) -> Erased:
        """Raises NotFoundError where there neither is nor was such a session."""
        if not self.forgotten.among({session_id}) and not self.sessions.exists(session_id):
            raise NotFoundError(f"There is no session {session_id}.")
        self.forgotten.add(session_id, self.clock(), self._event(session_id))
        return self._erase(session_id)

    def _event(self, session_id: UUID) -> SessionErased | None:
        """None where no session is left, or nobody knows whose it was."""
        whose = self.sessions.whose(session_id)
        if whose is None:
            return None
        organisation_id, version = whose
        return SessionErased(
            at=self.clock(),
            organisation_id=organisation_id,
            session_id=session_id,
            session_version=version + 1,
        )

    def repeat(self) -> Erased:
        """Erase what came late to sessions that were forgotten within the last day."""
        erased: list[Erased] = []
        for session_id in self.forgotten.since(self.clock() - LATE_WRITES_END_AFTER):
            with suppress(RetryableError):  # it has its next turn
                erased.append(self._erase(session_id))
        return Erased(sum(each.documents for each in erased), sum(each.objects for each in erased))

    def _erase(self, session_id: UUID) -> Erased:
        documents = self.forgotten.erase(session_id)
        for export_id in self.exports.holding(session_id):
            # One that is being made ends first, so that nothing more of it is written.
            self.exports.end(export_id, ExportState.FAILED)
            self.files.delete(export_id)
            self.exports.remove(export_id)
            documents += 1
        objects = self.raw.delete_session(session_id) + self.merged.delete_session(session_id)
        self.forgotten.tell_erased(session_id)
        return Erased(documents, objects)
