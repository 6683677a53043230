"""Whoever may be guessing waits for their turn."""

from collections.abc import Mapping
from datetime import datetime

from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.domain import quotas
from interview.domain.sign_in_limits import Limit
from interview.errors import TooManyAttemptsError


def take_turn(attempts: SignInAttemptRepository, limits: Mapping[str, Limit], now: datetime) -> None:
    """Count an attempt, by hashes of what it counts against. Raises TooManyAttemptsError where it comes too early: then
    it counts nowhere, otherwise one stranger's haste would slow everybody down."""
    if waits_until := attempts.waits_until(limits, now):
        raise _too_fast(waits_until, now)
    if not attempts.count(limits, now):
        raise _too_fast(attempts.waits_until(limits, now) or now, now)


def forgive(attempts: SignInAttemptRepository, limits: Mapping[str, Limit]) -> None:
    """After a success the narrowest of what it counted against begins again, and what others share gets it back."""
    narrowest, *wider = limits
    attempts.forget([narrowest])
    attempts.give_back(wider)


def _too_fast(waits_until: datetime, now: datetime) -> TooManyAttemptsError:
    wait_s = max(1.0, (waits_until - now).total_seconds())
    return TooManyAttemptsError("Too many attempts. Wait a little, then try again.", wait_s, quotas.SIGN_INS)
