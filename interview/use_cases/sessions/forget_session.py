"""Forget one candidate's interview: all that there is, in whatever store, and whatever was written meanwhile."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.forgotten_sessions import Due, ForgottenSessionRepository
from interview.adapters.s3 import ExportFiles, MergedBucket, RawBucket
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.erasure import LATE_ROUNDS, LINK_KNOWN_FOR, AskedBy
from interview.errors import NotFoundError, RetryableError
from interview.use_cases.sessions.erase_session import EraseSession

AT_ONCE = 200
"""Interviews of one sweep: the others have their turn in the next."""


@dataclass(frozen=True)
class Erased:
    documents: int
    objects: int


@dataclass(frozen=True)
class ForgetSession:
    """May be repeated, and goes on where it broke off.

    A function or socket that was at work meanwhile may still write. `go_on` erases that, several times within a day; a
    chunk that arrives even later is deleted when it is registered (`discard_strays.py`).
    """

    erase_session: EraseSession
    forgotten: ForgottenSessionRepository
    raw: RawBucket
    merged: MergedBucket
    exports: ExportRepository
    files: ExportFiles
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, asked_by: AskedBy = AskedBy.OPERATOR) -> Erased:
        """Raises NotFoundError where there neither is nor was such a session."""
        if not self.forgotten.among({session_id}) and not self.erase_session.sessions.exists(session_id):
            raise NotFoundError(f"There is no session {session_id}.")
        self.erase_session.ask(session_id, asked_by)
        return self._erase(session_id)

    def go_on(self) -> Erased:
        """What somebody asked for, what broke off, and what came late."""
        erased: list[Erased] = []
        now = self.clock()
        for due in self.forgotten.due(now, AT_ONCE):
            with suppress(RetryableError):  # it has its next turn
                erased.append(self._erase(due.session_id))
                self._look_again(due)
        self.forgotten.forget_links(now - LINK_KNOWN_FOR)
        return Erased(sum(each.documents for each in erased), sum(each.objects for each in erased))

    def _look_again(self, due: Due) -> None:
        if due.done_at is None:  # it has just been done
            return
        rounds = due.rounds + 1
        self.forgotten.look_again(due, due.done_at + LATE_ROUNDS[rounds] if rounds < len(LATE_ROUNDS) else None)

    def _erase(self, session_id: UUID) -> Erased:
        documents = self.erase_session.erase_documents(session_id)
        files = self.exports.holding(session_id)
        for export_id in files:
            self.files.delete(export_id)
            self.exports.remove(export_id)
        self.forgotten.count(session_id, "documents", {"exports": len(files)})
        objects = 0
        for name, bucket in (("raw", self.raw), ("merged", self.merged)):
            deleted = bucket.delete_session(session_id)
            self.forgotten.count(session_id, "objects", {name: deleted})
            objects += deleted
        now = self.clock()
        self.forgotten.finish(session_id, now, now + LATE_ROUNDS[0])
        return Erased(documents + len(files), objects)
