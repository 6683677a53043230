"""Ask for a file of results, and look how far it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from interview.adapters.export_requests import ExportRequests
from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import ExportFiles
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.exports import EXPORTS_LAST, Export, ExportFormat, ExportState, ExportWish
from interview.domain.languages import Language
from interview.errors import MalformedRequestError, NotFoundError, TooManyAttemptsError

IS_MADE_WITHIN = timedelta(hours=1)
"""One that broke off without a word keeps nobody waiting for longer."""


@dataclass(frozen=True)
class RequestExport:
    exports: ExportRepository
    sessions: SessionRepository
    usage: UsageRepository
    requests: ExportRequests
    clock: Clock = utc_now

    def __call__(self, user: User, wanted: ExportFormat, wish: ExportWish, language: Language) -> Export:
        """`language` is what a document says of itself in. Raises NotFoundError for a session of another organisation,
        MalformedRequestError for a document of many, and TooManyAttemptsError, also where several are
        being made; calls at once may each get the last one."""
        if wanted is ExportFormat.PDF and wish.session_id is None:
            raise MalformedRequestError("A document is of one interview: name it, session_id.")
        if wish.session_id:
            self.sessions.of_organisation(user.organisation_id, wish.session_id)
        now = self.clock()
        self._require_room(user, now)
        self.usage.count_of_user(quotas.EXPORTS, user.id, now)
        export = Export(
            id=uuid4(),
            organisation_id=user.organisation_id,
            user_id=user.id,
            format=wanted,
            language=language,
            wish=wish,
            created_at=now,
            expires_at=now + EXPORTS_LAST,
        )
        self.exports.add(export)
        self.requests.send(export.id)
        return export

    def _require_room(self, user: User, now: datetime) -> None:
        most = quotas.MAX_EXPORTS_WAITING
        if self.exports.count_waiting(user.id, now - IS_MADE_WITHIN, most=most) >= most:
            refusal = quotas.EXPORTS_WAITING_FULL.format(most=most)
            raise TooManyAttemptsError(refusal, quotas.EXPORTS_AGAIN_AFTER_S, quotas.EXPORTS_WAITING, most)


@dataclass(frozen=True)
class ShowExport:
    exports: ExportRepository
    files: ExportFiles
    clock: Clock = utc_now

    def __call__(self, user: User, export_id: UUID) -> tuple[Export, str | None]:
        """With an address that downloads it, once it is made. Raises NotFoundError for somebody else's, and for one
        whose time is over, or that held an interview that was forgotten."""
        export = self.exports.get(export_id)
        if export is None or export.user_id != user.id or self.clock() >= export.expires_at:
            raise NotFoundError("No such export, or none any more.")
        return export, self.files.download_url(export) if export.state is ExportState.DONE else None
