"""Let a browser open a WebSocket: a ticket in the query gives away less than a token would."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import Session, require_begun, require_open
from interview.domain.tokens import TicketRole, hashed, new_token, sign_in_of
from interview.errors import TooManyAttemptsError

TICKET_TTL = timedelta(seconds=60)


@dataclass(frozen=True)
class IssuedTicket:
    ticket: str
    session_id: UUID
    expires_at: datetime


@dataclass(frozen=True)
class IssueTicket:
    sessions: SessionRepository
    tickets: TicketRepository
    connections: ConnectionRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def for_candidate(self, session: Session) -> IssuedTicket:
        """Raises LinkClosedError where the interview is over, QuotaExceededError and TooManyAttemptsError."""
        now = self.clock()
        require_open(session, now)
        self.usage.count_of_session(quotas.LIVE_TICKETS_LATELY, session.id, now)
        self.usage.count(quotas.LIVE_TICKETS, session.id)
        return self._issue(TicketRole.CANDIDATE, session.id, link_token_hash=session.link_token_hash)

    def for_voice(self, session: Session) -> IssuedTicket:
        """Raises LinkClosedError where the interview is over, and ConflictError before the candidate has agreed."""
        require_begun(session, self.clock())
        self.usage.count(quotas.VOICE_TICKETS, session.id)
        return self._issue(TicketRole.VOICE, session.id, link_token_hash=session.link_token_hash)

    def for_recruiter(self, user: User, session_id: UUID, sign_in_token: str) -> IssuedTicket:
        """It ends with the sign-in.

        Raises NotFoundError for a session of another organisation, and TooManyAttemptsError where the person asked too
        often, or they or their organisation have all sockets that they may; calls at once may each get the last one.
        """
        self.usage.count_of_user(quotas.WATCHING_TICKETS, user.id, self.clock())
        self.sessions.of_organisation(user.organisation_id, session_id)
        self._require_room(user)
        return self._issue(
            TicketRole.RECRUITER,
            session_id,
            user_id=user.id,
            organisation_id=user.organisation_id,
            sign_in_hash=sign_in_of(sign_in_token),
        )

    def _require_room(self, user: User) -> None:
        """A ticket that is not used yet counts as a socket."""
        now = self.clock()
        holders = (
            ({"user_id": user.id}, quotas.MAX_WATCHING_PERSON, quotas.WATCHING_FULL_PERSON, quotas.WATCHING_PERSON),
            ({"organisation_id": user.organisation_id}, quotas.MAX_WATCHING, quotas.WATCHING_FULL, quotas.WATCHING),
        )
        for holder, most, refusal, limit in holders:
            held = self.connections.count_of(holder, now, most=most)
            if held + self.tickets.count_unused(holder, now, most=most) >= most:
                raise TooManyAttemptsError(refusal.format(most=most), quotas.WATCHING_AGAIN_AFTER_S, limit, most)

    def _issue(
        self,
        role: TicketRole,
        session_id: UUID,
        *,
        link_token_hash: str | None = None,
        user_id: UUID | None = None,
        organisation_id: UUID | None = None,
        sign_in_hash: str | None = None,
    ) -> IssuedTicket:
        ticket, expires_at = new_token(), self.clock() + TICKET_TTL
        self.tickets.issue(
            hashed(ticket),
            role,
            session_id,
            expires_at,
            link_token_hash=link_token_hash,
            user_id=user_id,
            organisation_id=organisation_id,
            sign_in_hash=sign_in_hash,
        )
        return IssuedTicket(ticket, session_id, expires_at)
