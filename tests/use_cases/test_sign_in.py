"""Signing in, on a real MongoDB server."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from interview.adapters.mongo import AccountRepository, SignInAttemptRepository
from interview.adapters.mongo.client import Database
from interview.domain.accounts import User
from interview.errors import SignInRequiredError, TooManyAttemptsError
from interview.use_cases.create_account import CreateAccount
from interview.use_cases.sign_in import MOST_ATTEMPTS, SignIn
from tests.builders import NOW

QUARTER = timedelta(minutes=15)


class PlainPasswords:
    """Fast, where the test is not about hashing."""

    def __init__(self, *, outdated: bool = False) -> None:
        self.outdated = outdated

    def hash(self, password: str) -> str:
        return f"plain {password}"

    def matches(self, password_hash: str, password: str) -> bool:
        return password_hash.endswith(f" {password}")

    def is_outdated(self, password_hash: str) -> bool:
        return self.outdated


def sign_in(database: Database, now: object = NOW, *, outdated: bool = False) -> SignIn:
    return SignIn(
        AccountRepository(database),
        SignInAttemptRepository(database),
        PlainPasswords(outdated=outdated),  # type: ignore[arg-type]
        clock=lambda: now,  # type: ignore[arg-type, return-value]
    )


@pytest.fixture
def user(database: Database) -> User:
    create = CreateAccount(AccountRepository(database), PlainPasswords())  # type: ignore[arg-type]
    user = create(f"Firm {uuid4()}", f"{uuid4().hex}@example.com", "Ada", "right")
    assert user
    return user


def test_many_guesses_at_once_are_counted_one_by_one(database: Database, user: User) -> None:
    def guess(_: int) -> str:
        try:
            sign_in(database)(user.email, "wrong")
        except (SignInRequiredError, TooManyAttemptsError) as error:
            return error.code
        return "signed in"

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(guess, range(60)))
    assert outcomes.count("sign_in_required") == MOST_ATTEMPTS
    assert outcomes.count("too_many_attempts") == 60 - MOST_ATTEMPTS


def test_the_pause_ends_a_quarter_of_an_hour_after_the_first_failure(database: Database, user: User) -> None:
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(SignInRequiredError):
            sign_in(database)(user.email, "wrong")
    with pytest.raises(TooManyAttemptsError) as refused:
        sign_in(database, NOW + QUARTER - timedelta(seconds=30))(user.email, "right")
    assert refused.value.retry_after_s == 30
    assert sign_in(database, NOW + QUARTER)(user.email, "right").user == user


def test_a_success_forgets_the_failures_before_it(database: Database, user: User) -> None:
    for _ in range(3):
        for _ in range(MOST_ATTEMPTS - 1):
            with pytest.raises(SignInRequiredError):
                sign_in(database)(user.email, "wrong")
        sign_in(database)(user.email, "right")


def test_a_hash_of_old_parameters_is_renewed(database: Database, user: User) -> None:
    sign_in(database, outdated=True)(user.email, "right")
    database.users.update_one({"_id": user.id}, {"$set": {"password_hash": "old right"}})
    sign_in(database, outdated=True)(user.email, "right")
    renewed = AccountRepository(database).user_by_email(user.email)
    assert renewed
    assert renewed.password_hash == "plain right"
