"""End a link to a result, at once."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.shares import ShareRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.shares import Share
from interview.domain.events import ShareData, ShareRevoked
from interview.errors import NotFoundError


@dataclass(frozen=True)
class RevokeShare:
    sessions: SessionRepository
    shares: ShareRepository
    clock: Clock = utc_now

    def __call__(self, user: User, session_id: UUID, share_id: UUID) -> Share:
        """Whoever made it; a repeat changes nothing. Raises NotFoundError."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        event = ShareRevoked(
            at=self.clock(),
            organisation_id=session.organisation_id,
            session_id=session_id,
            session_version=session.version,
            data=ShareData(share_id=share_id),
        )
        share = self.shares.revoke(session_id, share_id, event)
        if share is None:
            raise NotFoundError("No such link.")
        return share
