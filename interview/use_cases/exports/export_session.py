"""All that is known of one interview, at once."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.exports import ExportedSession
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.exports.describe_session import DescribeSession


@dataclass(frozen=True)
class ExportSession:
    sessions: SessionRepository
    judge_first: JudgeFirst
    describe: DescribeSession

    def __call__(self, user: User, session_id: UUID) -> ExportedSession:
        """Raises NotFoundError for a session of another organisation."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        return self.describe.whole(user, session, hidden=self.judge_first.hides(user.id, session))
