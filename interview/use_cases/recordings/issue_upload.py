"""Let a browser post the chunks of one question."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import UPLOAD_POLICY_TTL_S, PresignedPost, RawBucket
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.recordings.chunks import ContentType
from interview.domain.sessions.follow_ups import reachable_from
from interview.domain.sessions.session import (
    LEASED_RUNS,
    Session,
    SessionState,
    accepts_delivery,
    has_expired,
    require_begun,
    require_question,
)
from interview.errors import LinkClosedError


@dataclass(frozen=True)
class Upload:
    """A presigned POST and the recorder runs that it is for; no runs where only what was recorded before may be
    delivered. `has_expired`: that is for the link's end, and not for the lock."""

    post: PresignedPost
    runs: range
    expires_at: datetime
    has_expired: bool


@dataclass(frozen=True)
class IssueUpload:
    sessions: SessionRepository
    answers: AnswerRepository
    raw: RawBucket
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(
        self, session: Session, question_index: int, content_type: ContentType, *, ahead: bool = False
    ) -> Upload:
        """Lease runs ahead while the interview is open; afterwards only the policy: between the link's end and the lock
        for a question that has runs, after the lock for what a manifest still lacks.

        `ahead`: for a later question, which the candidate has not reached by this.

        Raises NotFoundError for a question that is not there, ConflictError before the start, LinkClosedError where
        nothing more is taken.
        """
        require_question(session, question_index)
        runs, now = range(0), self.clock()
        try:
            require_begun(session, now)
        except LinkClosedError:
            if not self._awaits_delivery(session, question_index):
                raise
        else:
            first = self.answers.lease_runs(session.permit, question_index, LEASED_RUNS)
            runs = range(first, first + LEASED_RUNS)
            if not ahead:
                self.answers.ask(session.permit, question_index, now)
                before = reachable_from(session.questions, question_index)
                self.sessions.reach_question(session.permit, question_index, before)
        self.usage.count(quotas.UPLOAD_POLICIES, session.id, question_index)
        post = self.raw.presigned_post(session.id, question_index, content_type)
        return Upload(post, runs, now + timedelta(seconds=UPLOAD_POLICY_TTL_S), has_expired(session, now))

    def _awaits_delivery(self, session: Session, question_index: int) -> bool:
        if session.state is SessionState.IN_PROGRESS:
            return self.answers.next_run(session.id, question_index) > 0
        if not accepts_delivery(session, self.clock()):
            return False
        return any(delivery.missing for delivery in self.answers.deliveries(session.id, question_index))
