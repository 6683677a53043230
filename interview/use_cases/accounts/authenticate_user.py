"""Who calls: the user behind a sign-in token."""

from collections.abc import Collection
from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.domain.accounts import Role, User
from interview.domain.clock import Clock, utc_now
from interview.domain.tokens import hashed
from interview.errors import ForbiddenError, SignInRequiredError


@dataclass(frozen=True)
class AuthenticateUser:
    accounts: AccountRepository
    clock: Clock = utc_now

    def __call__(self, token: str, roles: Collection[Role] = frozenset(Role)) -> User:
        """Raises SignInRequiredError for an unknown or expired token, ForbiddenError for another role."""
        user = self.accounts.signed_in_user(hashed(token), self.clock())
        if user is None:
            raise SignInRequiredError("Sign in first.")
        if user.role not in roles:
            raise ForbiddenError("Your role does not allow this.")
        return user
