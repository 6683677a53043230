"""Keys by which a program calls the API: for the person who made the key, in what the key's scopes allow, and for a
while."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from interview.domain.tokens import new_token
from interview.domain.values import Value

__all__ = ["KEY_TTL", "MAX_KEYS", "MAX_KEY_TTL", "ApiKey", "Scope", "is_key", "new_key", "prefix_of"]

MARK = "colloquy_"
"""What all keys begin with, so that those who look for secrets in texts find them."""
PREFIX_LENGTH = len(MARK) + 6
KEY_TTL = timedelta(days=90)
MAX_KEY_TTL = timedelta(days=366)
MAX_KEYS = 50
"""Of one organisation that are good."""
LAST_USE_EVERY = timedelta(minutes=1)


class Scope(StrEnum):
    """What a key may be used for."""

    READ_RESULTS = "read_results"
    INVITE = "invite"
    TEMPLATES = "templates"
    EXPORT = "export"


class ApiKey(Value):
    """It acts for `user_id`, who made it: nobody gets by a key what they do not get themselves. `prefix` is how it
    begins, to be told from others; of the rest a hash is stored alone."""

    id: UUID
    organisation_id: UUID
    user_id: UUID
    name: str
    prefix: str
    key_hash: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


def new_key() -> str:
    """256 random bits behind the mark."""
    return MARK + new_token()


def prefix_of(key: str) -> str:
    return key[:PREFIX_LENGTH]


def is_key(token: str) -> bool:
    """Whether it looks like a key, and so like nothing else of ours."""
    return token.startswith(MARK)
