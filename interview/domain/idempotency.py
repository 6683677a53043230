"""A request that is sent again under the same key is done once, and answered as the first time."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from interview.domain.hashing import canonical_hash
from interview.domain.values import Value

__all__ = ["ANSWERS_LAST", "IN_FLIGHT_FOR", "KeptAnswer", "fingerprint_of", "place_of", "seal_key_of"]

ANSWERS_LAST = timedelta(days=1)
IN_FLIGHT_FOR = timedelta(seconds=60)
"""Twice as long as a request may take: whoever held the key by then is dead."""
MAX_ANSWER_BYTES = 256 * 1024


class KeptAnswer(Value):
    """What was sent under a key, and what was answered: `sealed` with a key that is stored nowhere, as there may be a
    secret in it that is shown once. It is None while the first request is at work, and where the answer was larger than
    is kept."""

    id: str
    fingerprint: str
    begun_at: datetime
    expires_at: datetime
    is_done: bool = False
    status: int = 0
    sealed: bytes | None = None


def place_of(user_id: UUID, key: str) -> str:
    """Where the answer to a person's request is kept. The key cannot be read back from it."""
    return hashlib.sha256(f"place/{user_id}/{key}".encode()).hexdigest()


def seal_key_of(user_id: UUID, key: str) -> bytes:
    """What the answer is sealed with: whoever has the database alone does not have it."""
    return hashlib.sha256(f"seal/{user_id}/{key}".encode()).digest()


def fingerprint_of(method: str, path: str, body: str | None, query: str | None = None) -> str:
    """Of what was asked for."""
    return canonical_hash([method, path, body or "", *filter(None, [query])])
