"""Erase one candidate's interview, because somebody asks for it: what can be read of it is gone at once, and the
sweeper goes on with what stands in buckets."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.audit import AuditAction, ObjectKind
from interview.domain.clock import Clock, utc_now
from interview.domain.events import SessionErased
from interview.domain.exports import ExportState
from interview.domain.sessions.erasure import AskedBy, Erasure, ErasureReason, marks_of_person, session_hash
from interview.domain.sessions.session import Session
from interview.errors import NotFoundError
from interview.use_cases.auditing.record_deed import RecordDeed

NOT_BY_THE_API = (AskedBy.RETENTION, AskedBy.OPERATOR)
"""What people ask for is written down where they ask."""


@dataclass(frozen=True)
class EraseSession:
    """First the tombstone, which stays; then all that the database has, events that were still to be told among it.
    The tombstone keeps the event that tells of the erasure, which waits to be published as soon as nothing is left."""

    sessions: SessionRepository
    forgotten: ForgottenSessionRepository
    exports: ExportRepository
    record_deed: RecordDeed
    clock: Clock = utc_now

    def of_recruiter(self, user: User, session_id: UUID, reason: ErasureReason) -> Erasure:
        """A repeat is answered with how far the first has come. Raises NotFoundError for a session of another
        organisation."""
        whose = self.sessions.whose(session_id)
        if whose is not None and whose.organisation_id == user.organisation_id:
            self.ask(session_id, AskedBy.RECRUITER, reason)
        erasure = self.forgotten.of_session(user.organisation_id, session_id)
        if erasure is None:
            raise NotFoundError("No such session.")
        return erasure

    def of_candidate(self, session: Session) -> Erasure:
        self.ask(session.id, AskedBy.CANDIDATE)
        erasure = self.forgotten.of_session(session.organisation_id, session.id)
        assert erasure is not None, "it was just stored"
        return erasure

    def ask(self, session_id: UUID, asked_by: AskedBy, reason: ErasureReason | None = None) -> None:
        """May be repeated, and goes on where it broke off."""
        now, whose = self.clock(), self.sessions.whose(session_id)
        erasure = Erasure(
            id=uuid4(), session_hash=session_hash(session_id), asked_by=asked_by, reason=reason, asked_at=now
        )
        if whose is None:  # nobody knows whose it was, or no session is left
            self.forgotten.add(session_id, erasure)
        else:
            event = SessionErased(
                at=now,
                organisation_id=whose.organisation_id,
                session_id=session_id,
                session_version=whose.version + 1,
            )
            marks = self.forgotten.marks_in_lists(session_id)
            marks.update(marks_of_person(whose.organisation_id, whose.candidate_name, whose.candidate_email))
            self.forgotten.add(session_id, erasure, whose.organisation_id, whose.link_token_hash, event, marks)
            if asked_by in NOT_BY_THE_API:
                what = (AuditAction.SESSION_ERASED, ObjectKind.SESSION)
                self.record_deed.of_stage(whose.organisation_id, *what, session_id)
        self.erase_documents(session_id)

    def erase_documents(self, session_id: UUID) -> int:
        """How many there were. A file of results that is being made ends, so that nothing more of it is written."""
        self.forgotten.begin(session_id, self.clock())
        deleted = self.forgotten.erase(session_id)
        for export_id in self.exports.holding(session_id):
            self.exports.end(export_id, ExportState.FAILED)
        self.forgotten.count(session_id, "documents", deleted)
        return sum(deleted.values())
