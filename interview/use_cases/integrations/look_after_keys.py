"""The keys of an organisation: which there are, and the end of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.api_keys import ApiKeyRepository
from interview.domain import cursors
from interview.domain.accounts import User
from interview.domain.api_keys import ApiKey
from interview.domain.clock import Clock, utc_now
from interview.errors import NotFoundError


@dataclass(frozen=True)
class KeyPage:
    """`next_cursor` is None on the last page."""

    keys: Sequence[ApiKey]
    next_cursor: str | None


@dataclass(frozen=True)
class ListKeys:
    keys: ApiKeyRepository

    def __call__(self, user: User, cursor: str | None, limit: int) -> KeyPage:
        """Newest first, those that are good no more among them. Raises MalformedRequestError for a cursor that no page
        gave."""
        after = cursors.decoded(cursor) if cursor else None
        found = self.keys.page(user.organisation_id, after, limit + 1)
        return KeyPage(*cursors.cut(found, limit, lambda key: (key.created_at, key.id)))


@dataclass(frozen=True)
class RevokeKey:
    keys: ApiKeyRepository
    clock: Clock = utc_now

    def __call__(self, user: User, key_id: UUID) -> ApiKey:
        """At once, whoever made it; a repeat changes nothing. Raises NotFoundError."""
        key = self.keys.revoke(user.organisation_id, key_id, self.clock())
        if key is None:
            raise NotFoundError("No such API key.")
        return key
