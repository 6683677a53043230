"""Who calls: the user behind a sign-in token."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.adapters.mongo.accounts import AccountRepository
from interview.domain.accounts import Role, User
from interview.domain.clock import Clock, utc_now
from interview.domain.sign_ins import StoredSignIn, TokenStanding, expiry
from interview.domain.tokens import hashed, sign_in_of, successor_of
from interview.errors import ForbiddenError, SignInRequiredError, TokenReplayedError
from interview.use_cases.accounts.sign_out import SignOut


@dataclass(frozen=True)
class Successor:
    """The token to come with from now on, and how long the sign-in lasts if it is not used."""

    token: str
    lasts: timedelta


@dataclass(frozen=True)
class Authenticated:
    """`successor` is shown this once: None where the token goes on counting."""

    user: User
    successor: Successor | None = None


@dataclass(frozen=True)
class AuthenticateUser:
    accounts: AccountRepository
    sign_out: SignOut
    clock: Clock = utc_now

    def __call__(self, token: str, roles: Collection[Role] = frozenset(Role)) -> Authenticated:
        """Raises SignInRequiredError for an unknown or expired token, TokenReplayedError for one that was replaced,
        which ends the sign-in, and ForbiddenError for another role."""
        now = self.clock()
        found = self.accounts.signed_in(sign_in_of(token), now)
        if found is None:
            raise SignInRequiredError("Sign in first.")
        sign_in, user = found
        standing = sign_in.standing(hashed(token), now)
        if standing is TokenStanding.REPLAYED:
            self.sign_out(token)
            raise TokenReplayedError("This token was replaced, so the sign-in has ended. Sign in again.")
        if standing is TokenStanding.SUCCESSOR:
            self.accounts.take_successor(sign_in.id, hashed(token), now)
        if user.role not in roles:
            raise ForbiddenError("Your role does not allow this.")
        is_due = standing is TokenStanding.CURRENT and sign_in.is_due(now)
        return Authenticated(user, self._successor(sign_in, token, now) if is_due else None)

    def _successor(self, sign_in: StoredSignIn, token: str, now: datetime) -> Successor | None:
        successor, expires_at = successor_of(token), expiry(sign_in.began_at or now, now)
        if not self.accounts.offer_successor(sign_in, hashed(successor), now, expires_at):
            return None
        return Successor(successor, expires_at - now)
