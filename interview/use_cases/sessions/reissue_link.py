"""Replace a link that was lost, leaked or expired."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import LINK_TTL, SessionState
from interview.domain.tokens import hashed, new_link_token
from interview.errors import InterviewOverError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper
from interview.use_cases.sessions.count_link import CountLink
from interview.use_cases.sessions.issue_link import IssuedLink


@dataclass(frozen=True)
class ReissueLink:
    sessions: SessionRepository
    answers: AnswerRepository
    count_link: CountLink
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, user: User, session_id: UUID, lasts: timedelta = LINK_TTL) -> IssuedLink:
        """The old link ends at once. Raises NotFoundError for a foreign session, ConflictError for a finished one, and
        QuotaExceededError or TooManyAttemptsError where the organisation has too many."""
        replaced = self.sessions.of_organisation(user.organisation_id, session_id)
        self.count_link(user.organisation_id, opens=replaced.state is SessionState.EXPIRED)
        token = new_link_token()
        session = self.sessions.reissue(session_id, hashed(token), self.clock() + lasts)
        if session is None:
            raise InterviewOverError("This interview is finished: its link cannot be issued again.")
        self.answers.admit(session.permit)
        self.publish(session.id)
        return IssuedLink(session, token)
