"""To whom a result was shown, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.shares import ShareRepository
from interview.domain import cursors
from interview.domain.accounts import User
from interview.domain.decisions.shares import Share


@dataclass(frozen=True)
class SharePage:
    """`next_cursor` is None on the last page."""

    shares: Sequence[Share]
    next_cursor: str | None


@dataclass(frozen=True)
class ListShares:
    sessions: SessionRepository
    shares: ShareRepository

    def __call__(self, user: User, session_id: UUID, cursor: str | None, limit: int) -> SharePage:
        """Newest first. Raises NotFoundError for a session of another organisation, and MalformedRequestError for a
        cursor that no page gave."""
        self.sessions.of_organisation(user.organisation_id, session_id)
        after = cursors.decoded(cursor) if cursor else None
        found = self.shares.page(session_id, after, limit + 1)
        return SharePage(*cursors.cut(found, limit, lambda share: (share.created_at, share.id)))
