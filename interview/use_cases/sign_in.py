"""Turn an e-mail address and a password into a sign-in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.adapters.mongo import AccountRepository, SignInAttemptRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import SIGN_IN_LASTS, User, normalised_email
from interview.domain.clock import Clock, utc_now
from interview.domain.tokens import hashed, new_token
from interview.errors import SignInRequiredError, TooManyAttemptsError

MOST_ATTEMPTS = 10
ATTEMPTS_COUNT_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class SignedIn:
    """The token is shown this once."""

    user: User
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class SignIn:
    accounts: AccountRepository
    attempts: SignInAttemptRepository
    passwords: Passwords
    clock: Clock = utc_now

    def __call__(self, email: str, password: str) -> SignedIn:
        """Raises SignInRequiredError, in equal words and time for an unknown address and a wrong password, and
        TooManyAttemptsError after ten failures within a quarter of an hour, whether the address is known or not.

        An attempt counts before the password is looked at, so that many at once gain nothing.
        """
        now = self.clock()
        address = normalised_email(email)
        address_hash = hashed(address)
        attempts, window_ends = self.attempts.count(address_hash, now, ATTEMPTS_COUNT_FOR)
        if attempts > MOST_ATTEMPTS:
            wait_s = max(1.0, (window_ends - now).total_seconds())
            raise TooManyAttemptsError("Too many attempts. Wait a quarter of an hour, then try again.", wait_s)
        user = self.accounts.user_by_email(address)
        if user is None:
            self.passwords.hash(password)
        if user is None or not self.passwords.matches(user.password_hash, password):
            raise SignInRequiredError("The e-mail address or the password is wrong.")
        if self.passwords.is_outdated(user.password_hash):
            self.accounts.change_password_hash(user.id, self.passwords.hash(password))
        self.attempts.forget(address_hash)
        token = new_token()
        self.accounts.sign_in(hashed(token), user.id, now + SIGN_IN_LASTS)
        return SignedIn(user, token, now + SIGN_IN_LASTS)
