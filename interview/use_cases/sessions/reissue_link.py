"""Replace a link that was lost, leaked or expired."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import LINK_TTL, SessionState
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import InterviewOverError, NoAddressError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper
from interview.use_cases.sessions.count_link import CountLink
from interview.use_cases.sessions.issue_link import IssuedLink

CLOSED_UNFINISHED = (SessionState.EXPIRED, SessionState.CANCELLED)
"""They are open again with another link."""
ATTEMPTS = 3
"""Of those who replace a link at the same time each makes the next one."""


@dataclass(frozen=True)
class ReissueLink:
    sessions: SessionRepository
    answers: AnswerRepository
    count_link: CountLink
    link_key: Callable[[], str]
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(
        self, user: User, session_id: UUID, lasts: timedelta = LINK_TTL, *, by_email: bool | None = None
    ) -> IssuedLink:
        """The old link ends at once. `by_email` says whether the new one goes to the candidate's address; None leaves
        that as it was. Raises NotFoundError for a foreign session, NoAddressError where it is to be sent and there is
        no address, ConflictError for a finished one, and QuotaExceededError or TooManyAttemptsError where the
        organisation has too many."""
        replaced = self.sessions.of_organisation(user.organisation_id, session_id)
        if by_email and not replaced.candidate_email:
            raise NoAddressError("There is no e-mail address that the link could be sent to.")
        self.count_link(user.organisation_id, opens=replaced.state in CLOSED_UNFINISHED)
        for _ in range(ATTEMPTS):
            token = derived_token(self.link_key(), LinkPurpose.INTERVIEW, session_id, replaced.link_number + 1)
            session = self.sessions.reissue(
                session_id,
                hashed(token),
                self.clock() + lasts,
                replaces=replaced.link_number,
                by_email=by_email,
            )
            if session is not None:
                self.answers.admit(session.permit)
                self.publish(session.id)
                return IssuedLink(session, token)
            before, replaced = replaced, self.sessions.of_organisation(user.organisation_id, session_id)
            if replaced.link_number == before.link_number:
                break
        raise InterviewOverError("This interview is finished: its link cannot be issued again.")
