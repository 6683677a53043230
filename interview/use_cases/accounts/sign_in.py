"""Turn an e-mail address and a password into a sign-in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.passwords import Passwords
from interview.domain import quotas
from interview.domain.accounts import User, normalised_email
from interview.domain.clock import Clock, utc_now
from interview.domain.sign_in_limits import PLACES_ARE_KNOWN_FOR, Limit, limits, network_of
from interview.domain.sign_ins import StoredSignIn, expiry
from interview.domain.tokens import hashed, new_sign_in_token, new_token, sign_in_of
from interview.errors import SignInRequiredError, TooManyAttemptsError

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class SignedIn:
    """The tokens are shown this once. `device` tells this browser again at its next sign-in."""

    user: User
    token: str
    lasts: timedelta
    device: str


@dataclass(frozen=True)
class SignIn:
    accounts: AccountRepository
    attempts: SignInAttemptRepository
    places: KnownPlaceRepository
    passwords: Passwords
    clock: Clock = utc_now

    def __call__(self, email: str, password: str, source: str = "", device: str | None = None) -> SignedIn:
        """Raises SignInRequiredError, in equal words and time for an unknown address, a wrong password and a disabled
        account, and TooManyAttemptsError where attempts come too fast for who makes them.

        An attempt counts before the password is looked at, so that many at once gain nothing.
        """
        now, address, network = self.clock(), normalised_email(email), network_of(source)
        user = self.accounts.user_by_email(address)
        owner = user.id if user else NOBODY
        of_device, of_network = hashed(f"{owner} device {device}"), hashed(f"{owner} network {network}")
        known = self.places.among({of_device, of_network}, now)
        is_known_device = device is not None and of_device in known
        counted = limits(
            address, network, device=device if is_known_device else None, is_known_network=of_network in known
        )
        keys = {hashed(key): limit for key, limit in counted.items()}
        self._take_turn(keys, now)
        if user is None:
            self.passwords.hash(password)
        if user is None or not self.passwords.matches(user.password_hash, password) or user.is_disabled:
            raise SignInRequiredError("The e-mail address or the password is wrong.")
        if self.passwords.is_outdated(user.password_hash):
            self.accounts.change_password_hash(user.id, self.passwords.hash(password))
        narrowest, *wider = keys
        self.attempts.forget([narrowest])
        self.attempts.give_back(wider)
        device = device or new_token()
        self.places.remember(user.id, {hashed(f"{user.id} device {device}"), of_network}, now + PLACES_ARE_KNOWN_FOR)
        token = new_sign_in_token()
        self.accounts.sign_in(new_sign_in(token, user, now))
        return SignedIn(user, token, expiry(now, now) - now, device)

    def _take_turn(self, keys: dict[str, Limit], now: datetime) -> None:
        """Who has to wait counts nowhere: otherwise one stranger's haste would slow everybody down."""
        if waits_until := self.attempts.waits_until(keys, now):
            raise too_fast(waits_until, now)
        if not self.attempts.count(keys, now):
            raise too_fast(self.attempts.waits_until(keys, now) or now, now)


def new_sign_in(token: str, user: User, now: datetime) -> StoredSignIn:
    """What is kept of a sign-in that begins now."""
    return StoredSignIn(
        id=sign_in_of(token),
        user_id=user.id,
        generation=user.generation,
        began_at=now,
        expires_at=expiry(now, now),
        token_hash=hashed(token),
        token_since=now,
    )


def too_fast(waits_until: datetime, now: datetime) -> TooManyAttemptsError:
    wait_s = max(1.0, (waits_until - now).total_seconds())
    return TooManyAttemptsError("Too many attempts. Wait a little, then try again.", wait_s, quotas.SIGN_INS)
