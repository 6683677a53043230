"""Take an invitation back: the link closes, and what was recorded is neither processed nor judged."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import CANCELLABLE, Cancellation, Session, SessionState
from interview.errors import InvitationOverError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

ATTEMPTS = 3
"""Somebody may issue another link meanwhile: that one is cancelled, too."""


@dataclass(frozen=True)
class Cancelled:
    """`cancelled_now` is true for exactly one of all calls for a session."""

    session: Session
    cancelled_now: bool


@dataclass(frozen=True)
class CancelInvitation:
    """What has arrived stays as long as of an interview that was finished, so that another link can open it again."""

    sessions: SessionRepository
    answers: AnswerRepository
    batches: InvitationBatchRepository
    public_links: PublicLinkRepository
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, user: User, session_id: UUID, *, tells: bool) -> Cancelled:
        """`tells` has the candidate written to, where there is an address. A repeat changes nothing, and tells nobody
        again. Raises NotFoundError for a foreign session, and InvitationOverError for one that is finished or expired.
        """
        for _ in range(ATTEMPTS):
            session = self.sessions.of_organisation(user.organisation_id, session_id)
            if session.state is SessionState.CANCELLED:
                return Cancelled(session, cancelled_now=False)
            if session.state not in CANCELLABLE:
                break
            cancellation = Cancellation(at=self.clock(), by=user.id, tells=tells)
            if cancelled := self.sessions.cancel(session.permit, cancellation):
                # After the session: who is refused there writes no answer, and what is on its way is nobody's.
                self.answers.close(cancelled.permit, cancellation.at)
                self.batches.release_invited(session_id)
                self.public_links.release_asked(session_id)
                self.publish(session_id)
                return Cancelled(cancelled, cancelled_now=True)
        raise InvitationOverError("This interview is over: there is nothing to cancel.")
