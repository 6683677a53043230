"""Erasing a session: people ask for it, the sweeper goes on with it, and an operator does it at once."""

from interview.adapters.mongo.audit_entries import AuditRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import ExportFiles, MergedBucket, RawBucket
from interview.use_cases.auditing.record_deed import RecordDeed
from interview.use_cases.sessions.erase_session import EraseSession
from interview.use_cases.sessions.forget_session import ForgetSession


def erase_session_of(store: Database) -> EraseSession:
    return EraseSession(
        SessionRepository(store),
        ForgottenSessionRepository(store),
        ExportRepository(store),
        RecordDeed(AuditRepository(store)),
    )


def forget_session_of(store: Database, raw_bucket: str, merged_bucket: str) -> ForgetSession:
    return ForgetSession(
        erase_session_of(store),
        ForgottenSessionRepository(store),
        RawBucket(raw_bucket),
        MergedBucket(merged_bucket),
        ExportRepository(store),
        ExportFiles(merged_bucket),
    )
