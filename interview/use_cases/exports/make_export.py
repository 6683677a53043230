"""Make a file of results: page by page, so that a crash costs one page, and it can be as long as it has to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import ExportFiles
from interview.domain.accounts import User
from interview.domain.decisions.blinding import hides_identity
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.exports import (
    CONTENT_TYPES,
    ENDING,
    MAX_SESSIONS,
    Export,
    ExportFormat,
    ExportState,
    opening,
)
from interview.domain.listing import query
from interview.domain.listing.entries import audiences_of
from interview.domain.sessions.session import Session
from interview.domain.spreadsheets import csv_lines
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.exports.describe_session import DescribeSession
from interview.use_cases.exports.make_report import MakeReport

PAGE = {ExportFormat.CSV: 100, ExportFormat.JSON: 10, ExportFormat.PDF: 1}
"""Interviews a part: what is done again after a crash, and what is in memory at once."""


@dataclass(frozen=True)
class MakeExport:
    """One step of it a call. May be repeated, and run twice at once: a part that is written again holds the same kind
    of thing, and who counts it first goes on.

    What is forgotten meanwhile is in no file: the job notes which interviews it is about to hold before it writes
    anything of them, `ForgetSession` deletes the session first, and then every export that notes it.
    """

    exports: ExportRepository
    accounts: AccountRepository
    sessions: SessionRepository
    listed_sessions: ListedSessionRepository
    judge_first: JudgeFirst
    describe: DescribeSession
    make_report: MakeReport
    files: ExportFiles

    def __call__(self, export_id: UUID) -> bool:
        """Whether there is more to do."""
        export = self.exports.get(export_id)
        if export is None or export.state is not ExportState.WAITING:
            return False
        user = self.accounts.user(export.user_id)
        if user is None or user.is_disabled or user.role not in MAY[Action.EXPORT]:
            return self.give_up(export_id)
        return self._write_page(export, user) if not export.is_read else self._join(export)

    def give_up(self, export_id: UUID) -> bool:
        """It cannot be made: nothing stays of it but that."""
        self.exports.end(export_id, ExportState.FAILED)
        self.files.delete(export_id)
        return False

    def _write_page(self, export: Export, user: User) -> bool:
        left = MAX_SESSIONS[export.format] - export.sessions
        size = min(PAGE[export.format], left)
        found, following = self._page(export, user, size)
        if not self.exports.hold(export, [session.id for session in found]):
            return self._drop(export)
        # One that was forgotten in between is left out; one that is forgotten from now on takes the export with it.
        there = self.sessions.outlines([session.id for session in found])
        kept = [session for session in found if session.id in there]
        self.files.put_part(export, export.parts, self._written(export, user, kept))
        is_cut = following is not None and size == left
        is_added = self.exports.add_part(
            export,
            sessions=export.sessions + len(kept),
            cursor=following,
            is_read=following is None or is_cut,
            is_cut=is_cut,
        )
        return is_added or self._drop(export)

    def _page(self, export: Export, user: User, size: int) -> tuple[Sequence[Session], str | None]:
        wish = export.wish
        if wish.session_id:
            session = self.sessions.get(wish.session_id)
            return ([session] if session and session.organisation_id == export.organisation_id else []), None
        after = query.decoded(wish.order, export.cursor) if export.cursor else None
        entries = self.listed_sessions.page(
            export.organisation_id, audiences_of(user), user.id, wish.wanted, wish.order, after, size + 1
        )
        page, following = query.cut(entries, size, wish.order)
        sessions = {session.id: session for session in self.sessions.those([entry.session_id for entry in page])}
        return [sessions[entry.session_id] for entry in page if entry.session_id in sessions], following

    def _written(self, export: Export, user: User, sessions: Sequence[Session]) -> bytes:
        hidden = self.judge_first(user.id, sessions)
        if export.format is ExportFormat.CSV:
            rows = (self.describe.row(user, each, export.language, hidden=each.id in hidden) for each in sessions)
            return csv_lines(rows, export.language).encode()
        whole = [self.describe.whole(user, each, hidden=each.id in hidden) for each in sessions]
        if export.format is ExportFormat.JSON:
            written = [each.model_dump_json() for each in whole]
            return "".join(
                f"{',' if place or export.sessions else ''}\n{each}" for place, each in enumerate(written)
            ).encode()
        return b"".join(
            self.make_report(
                each, described, export.language, unseen=hides_identity(each, user, hidden=each.id in hidden)
            )
            for each, described in zip(sessions, whole, strict=True)
        )

    def _join(self, export: Export) -> bool:
        begins, ends = opening(export.format, export.created_at, export.language), ENDING[export.format]
        size = self.files.join(export, begins, ends, CONTENT_TYPES[export.format])
        if self.exports.end(export.id, ExportState.DONE, size) is None:
            self._drop(export)
        else:
            self.files.delete_parts(export)
        return False

    def _drop(self, export: Export) -> bool:
        """Where it is gone its objects go; where another run was faster that one goes on."""
        now = self.exports.get(export.id)
        if now is None or now.state is ExportState.FAILED:
            self.files.delete(export.id)
        return False
