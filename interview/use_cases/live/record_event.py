"""Keep what the candidate's browser noticed, and show it to the recruiters who watch."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.events import FlagData, FlagRecorded
from interview.domain.live_messages import NewFlag
from interview.domain.proctoring import ProctoringEvent, Socket, flag, require_standing, require_watched
from interview.domain.sessions.session import Session
from interview.domain.tokens import TicketRole
from interview.errors import ForbiddenError
from interview.use_cases.live.fan_out import FanOut


@dataclass(frozen=True)
class RecordEvent:
    sessions: SessionRepository
    events: ProctoringEventRepository
    fan_out: FanOut
    kept_for: timedelta
    usage: UsageRepository
    listed_sessions: ListedSessionRepository
    clock: Clock = utc_now

    def __call__(self, socket: Socket, event: ProctoringEvent) -> bool:
        """Whether the event is new. A repeat is treated as the first, and shown to nobody again.

        Raises ForbiddenError for a recruiter, ConflictError before the start, QuotaExceededError after too many events,
        SignInRequiredError where the link that opened the socket was replaced,
        LinkClosedError a minute after the lock, and MalformedRequestError for a question that is not there.
        """
        if socket.role is not TicketRole.CANDIDATE:
            raise ForbiddenError("Recruiters watch; they send no events.")
        now = self.clock()
        session = require_standing(socket, self.sessions.get(socket.session_id), now)
        require_watched(session, now)
        return self.keep(session, event, now)

    def keep(self, session: Session, event: ProctoringEvent, now: datetime) -> bool:
        """As a call, whichever way it came: as long as the session is there, under the link that `session` has.

        Raises QuotaExceededError, MalformedRequestError, LinkExpiredError for what happened after the link's end,
        LinkReplacedError and NotFoundError.
        """
        kept = flag(event, session, now)
        if self.events.has(session.id, kept.id):
            return False
        self.usage.count_under(session.permit, quotas.PROCTORING_EVENTS)
        recorded = FlagRecorded(
            at=now,
            organisation_id=session.organisation_id,
            session_id=session.id,
            session_version=session.version,
            data=FlagData(flag_id=kept.id, flag_type=kept.type, question_index=kept.question_index),
        )
        is_new = self.events.add(session.id, kept, now, self.kept_for, recorded)
        if is_new:
            self.listed_sessions.count_flag(session.id)
            self.fan_out(session.id, NewFlag(event=kept))
        return is_new
