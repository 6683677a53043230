"""Make a key by which a program calls the API."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from interview.adapters.mongo.api_keys import ApiKeyRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.api_keys import MAX_KEYS, ApiKey, Scope, new_key, prefix_of
from interview.domain.clock import Clock, utc_now
from interview.domain.tokens import hashed
from interview.errors import QuotaExceededError


@dataclass(frozen=True)
class MadeKey:
    """The secret is shown this once."""

    key: ApiKey
    secret: str


@dataclass(frozen=True)
class MakeKey:
    keys: ApiKeyRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, user: User, name: str, scopes: Collection[Scope], lasts: timedelta) -> MadeKey:
        """Raises QuotaExceededError and TooManyAttemptsError."""
        now, secret = self.clock(), new_key()
        self.usage.count_of_user(quotas.KEYS_LATELY, user.id, now)
        key = ApiKey(
            id=uuid4(),
            organisation_id=user.organisation_id,
            user_id=user.id,
            name=name,
            prefix=prefix_of(secret),
            key_hash=hashed(secret),
            scopes=tuple(scope for scope in Scope if scope in scopes),
            created_at=now,
            expires_at=now + lasts,
        )
        if not self.keys.add(key, MAX_KEYS):
            refusal = f"Your organisation has {MAX_KEYS} API keys, as many as there may be. Revoke one first."
            raise QuotaExceededError(refusal, quotas.API_KEYS, MAX_KEYS)
        return MadeKey(key, secret)
