"""Ask for a second factor where somebody has set one up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.one_time_codes import step_of
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.second_factor import SecondFactor, app_secret, is_app_code, recovery_hash
from interview.domain.sign_in_limits import Limit
from interview.errors import SecondFactorRequiredError, WrongCodeError
from interview.use_cases.accounts.guesses import forgive, take_turn


@dataclass(frozen=True)
class CheckSecondFactor:
    factors: SecondFactorRepository
    attempts: SignInAttemptRepository
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def __call__(self, user: User, code: str | None, limits: Mapping[str, Limit]) -> None:
        """Of somebody whose password was right: nobody else makes them wait. `limits` are what an attempt counts
        against. Raises SecondFactorRequiredError where there is no code, WrongCodeError for a wrong one or one that was
        used, and TooManyAttemptsError after too many."""
        factor = self.factors.of(user.id)
        if factor is None or factor.confirmed_at is None:
            return
        if not code:
            raise SecondFactorRequiredError("Enter a code of your authenticator app, or a recovery code.")
        now = self.clock()
        take_turn(self.attempts, limits, now)
        if not self._uses(factor, code, now):
            raise WrongCodeError("This code is wrong, or was used before.")
        forgive(self.attempts, limits)

    def _uses(self, factor: SecondFactor, code: str, now: datetime) -> bool:
        bare = "".join(code.split())
        if not is_app_code(bare):
            return self.factors.use_recovery_code(factor, recovery_hash(factor.id, bare))
        step = step_of(app_secret(self.link_key(), factor.app_id), bare, now)
        return step is not None and self.factors.use_step(factor, step)
