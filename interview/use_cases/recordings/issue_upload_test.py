"""Let a browser find out how fast its connection is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import UPLOAD_TEST_POLICY_TTL_S, PresignedPost, RawBucket
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import Session, require_open


@dataclass(frozen=True)
class UploadTest:
    post: PresignedPost
    expires_at: datetime


@dataclass(frozen=True)
class IssueUploadTest:
    raw: RawBucket
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session) -> UploadTest:
        """A presigned POST of an object that is no chunk. Raises LinkClosedError where the interview is over."""
        now = self.clock()
        require_open(session, now)
        self.usage.count(quotas.UPLOAD_TESTS, session.id)
        return UploadTest(self.raw.presigned_test_post(session.id), now + timedelta(seconds=UPLOAD_TEST_POLICY_TTL_S))
