"""Make a link by which somebody without an account sees a result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.shares import ShareRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.entries import author_of
from interview.domain.decisions.shares import Share, SharePart, require_shareable
from interview.domain.events import ResultShared, ShareData
from interview.domain.tokens import hashed, new_token
from interview.use_cases.decisions.judge_first import JudgeFirst


@dataclass(frozen=True)
class MadeShare:
    """The token is shown this once."""

    share: Share
    token: str


@dataclass(frozen=True)
class ShareResult:
    sessions: SessionRepository
    shares: ShareRepository
    usage: UsageRepository
    judge_first: JudgeFirst
    clock: Clock = utc_now

    def __call__(
        self,
        user: User,
        session_id: UUID,
        label: str,
        lasts: timedelta,
        shows: Sequence[SharePart],
        *,
        takes_comments: bool,
    ) -> MadeShare:
        """Raises NotFoundError for a session of another organisation, NotFinishedError, JudgeFirstError for what is
        hidden from this person, QuotaExceededError and TooManyAttemptsError."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        require_shareable(session, shows, hidden=self.judge_first.hides(user.id, session))
        now, token = self.clock(), new_token()
        self.usage.count_of_user(quotas.SHARES_LATELY, user.id, now)
        self.usage.count(quotas.SHARES, session_id)
        share = Share(
            id=uuid4(),
            session_id=session_id,
            organisation_id=session.organisation_id,
            author=author_of(user),
            label=label,
            shows=tuple(part for part in SharePart if part in shows),
            takes_comments=takes_comments,
            token_hash=hashed(token),
            created_at=now,
            expires_at=now + lasts,
        )
        event = ResultShared(
            at=now,
            organisation_id=session.organisation_id,
            session_id=session_id,
            session_version=session.version,
            data=ShareData(share_id=share.id),
        )
        self.shares.add(share, event)
        return MadeShare(share, token)
