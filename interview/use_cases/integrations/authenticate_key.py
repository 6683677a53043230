"""Who calls: the person for whom a program acts by a key."""

from collections.abc import Collection
from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.api_keys import ApiKeyRepository
from interview.domain.accounts import Role, User
from interview.domain.api_keys import ApiKey, Scope
from interview.domain.clock import Clock, utc_now
from interview.domain.tokens import hashed
from interview.errors import ForbiddenError, NotForKeysError, ScopeMissingError, SignInRequiredError


@dataclass(frozen=True)
class AuthenticateKey:
    keys: ApiKeyRepository
    accounts: AccountRepository
    clock: Clock = utc_now

    def __call__(self, secret: str, scopes: Collection[Scope], roles: Collection[Role]) -> tuple[User, ApiKey]:
        """`scopes`: any of these opens what is asked for; without any, no key does.

        Raises SignInRequiredError for a key that is not known or not good any more, or whose maker has no account any
        more; TooManyAttemptsError, NotForKeysError, ScopeMissingError, and ForbiddenError for the maker's role.
        """
        key = self.keys.use(hashed(secret), self.clock())
        user = self.accounts.user(key.user_id) if key else None
        if key is None or user is None or user.is_disabled or user.organisation_id != key.organisation_id:
            raise SignInRequiredError("This API key is not good, or no longer.")
        if not scopes:
            raise NotForKeysError("This is for people, not for API keys.")
        if not set(scopes) & set(key.scopes):
            raise ScopeMissingError(f"This API key lacks the scope: {' or '.join(sorted(scopes))}.")
        if user.role not in roles:
            raise ForbiddenError("The role of whoever made this API key does not allow this.")
        return user, key
