"""Ask somebody who is signed in for their password, before what a stranger at their desk must not do."""

from dataclasses import dataclass

from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.sign_in_limits import OF_A_CODE
from interview.domain.tokens import hashed
from interview.errors import WrongPasswordError
from interview.use_cases.accounts.guesses import take_turn


@dataclass(frozen=True)
class CheckPassword:
    attempts: SignInAttemptRepository
    passwords: Passwords
    clock: Clock = utc_now

    def __call__(self, user: User, password: str) -> None:
        """Raises WrongPasswordError for another, and TooManyAttemptsError where it is tried too often."""
        key = hashed(f"password of {user.id}")
        take_turn(self.attempts, {key: OF_A_CODE}, self.clock())
        if not self.passwords.matches(user.password_hash, password):
            raise WrongPasswordError("This is not the password of this account.")
        self.attempts.forget([key])
