"""The candidate has read what is recorded, agrees, and begins."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import CLOSED, CONSENT_VERSION, Consent, Session, SessionState, require_open
from interview.errors import ConflictError, LinkClosedError


@dataclass(frozen=True)
class Started:
    """`started_now` is true for exactly one of all calls for a session."""

    session: Session
    started_now: bool


@dataclass(frozen=True)
class StartInterview:
    sessions: SessionRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, name: str, text_version: str, *, human_review_only: bool) -> Started:
        """pending ▶ in_progress; a repeat keeps the first name, consent and start.

        Raises LinkClosedError, and ConflictError where another text was agreed to than the one that holds.
        """
        now = self.clock()
        require_open(session, now)
        if session.state is SessionState.IN_PROGRESS:
            return Started(session, started_now=False)
        if text_version != CONSENT_VERSION:
            raise ConflictError("The consent text has changed. Reload the page and read it again.")
        consent = Consent(text_version=text_version, given_at=now, human_review_only=human_review_only)
        started = self.sessions.start(session.permit, consent, name, now)
        if started is None:
            raise LinkClosedError(CLOSED)
        return Started(started, started_now=started.started_at == now)
