"""Signing in, on a real MongoDB server."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.domain.accounts import User
from interview.domain.clock import utc_now
from interview.domain.sign_in_limits import OF_A_DEVICE, OF_AN_ADDRESS, OF_AN_ADDRESS_FROM_A_NETWORK
from interview.errors import SignInRequiredError, TooManyAttemptsError
from interview.use_cases.accounts.begin_sign_in import BeginSignIn, SignedIn, Visitor
from interview.use_cases.accounts.check_second_factor import CheckSecondFactor
from interview.use_cases.accounts.create_account import CreateAccount
from interview.use_cases.accounts.sign_in import SignIn

RIGHT = "right"
HOME, STRANGER = "203.0.113.7", "198.51.100.23"
A_DAY = timedelta(days=1)
NOW = utc_now()
"""Not in the past: there MongoDB would clear away what a test still counts on."""


class PlainPasswords:
    """Fast, where the test is not about hashing. Counts how often it was asked to work."""

    def __init__(self, *, outdated: bool = False) -> None:
        self.outdated = outdated
        self.worked = 0

    def hash(self, password: str) -> str:
        self.worked += 1
        return f"plain {password}"

    def matches(self, password_hash: str, password: str) -> bool:
        self.worked += 1
        return password_hash.endswith(f" {password}")

    def is_outdated(self, password_hash: str) -> bool:
        return self.outdated


class Place:
    """Somebody at a place, whose clock is moved by hand."""

    def __init__(self, database: Database, source: str, now: datetime = NOW, *, outdated: bool = False) -> None:
        self.now = now
        self.source = source
        self.passwords = PlainPasswords(outdated=outdated)
        accounts, places = AccountRepository(database), KnownPlaceRepository(database)
        self._sign_in = SignIn(
            accounts,
            SignInAttemptRepository(database),
            places,
            self.passwords,  # type: ignore[arg-type]
            SignInProviderRepository(database),
            CheckSecondFactor(
                SecondFactorRepository(database), SignInAttemptRepository(database), lambda: "key", lambda: self.now
            ),
            BeginSignIn(accounts, places, lambda: self.now),
            lambda: self.now,
        )

    def sign_in(self, email: str, password: str = RIGHT, device: str | None = None) -> SignedIn:
        return self._sign_in(email, password, Visitor(self.source, device=device))

    def guess(self, email: str, device: str | None = None) -> str:
        try:
            self.sign_in(email, "wrong", device)
        except (SignInRequiredError, TooManyAttemptsError) as error:
            return error.code
        return "signed in"

    def guesses_in(self, span: timedelta, email: str) -> int:
        """How many guesses are looked at when each is made as soon as it may be."""
        ends, looked_at = self.now + span, 0
        while self.now < ends:
            try:
                self.sign_in(email, "wrong")
            except SignInRequiredError:
                looked_at += 1
            except TooManyAttemptsError as error:
                self.now += timedelta(seconds=error.retry_after_s)
        return looked_at


@pytest.fixture
def user(database: Database) -> User:
    create = CreateAccount(AccountRepository(database), PlainPasswords())  # type: ignore[arg-type]
    user = create(f"Firm {uuid4()}", f"{uuid4().hex}@example.com", "Ada", "right")
    assert user
    database.sign_in_attempts.delete_many({})
    return user


def test_a_strangers_guesses_lock_nobody_out(database: Database, user: User) -> None:
    """Not the owner where they are at home, nor on a device of theirs in the stranger's own network."""
    home, stranger = Place(database, HOME), Place(database, STRANGER)
    device = home.sign_in(user.email).device
    for _ in range(100):
        stranger.guess(user.email)
    assert stranger.guess(user.email) == "too_many_attempts"
    assert home.sign_in(user.email).user == user
    assert Place(database, STRANGER).sign_in(user.email, device=device).user == user
    assert Place(database, "192.0.2.1").sign_in(user.email, device=device).user == user


def test_an_owner_at_a_new_place_waits_for_no_single_stranger(database: Database, user: User) -> None:
    stranger = Place(database, STRANGER)
    for _ in range(100):
        stranger.guess(user.email)
    assert Place(database, "192.0.2.77").sign_in(user.email).user == user


def test_ten_slips_of_ones_own_cost_seconds(database: Database, user: User) -> None:
    owner = Place(database, HOME)
    for _ in range(10):
        while owner.guess(user.email) == "too_many_attempts":
            owner.now += timedelta(seconds=1)
    with pytest.raises(TooManyAttemptsError) as refused:
        owner.sign_in(user.email)
    assert refused.value.retry_after_s <= 16
    assert owner.now - NOW < timedelta(seconds=30)
    owner.now += timedelta(seconds=refused.value.retry_after_s)
    owner.sign_in(user.email)
    assert owner.guess(user.email) == "sign_in_required", "a success begins anew"


def test_many_guesses_at_once_are_counted_one_by_one(database: Database, user: User) -> None:
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(lambda _: Place(database, STRANGER).guess(user.email), range(60)))
    looked_at = outcomes.count("sign_in_required")
    assert looked_at <= OF_AN_ADDRESS_FROM_A_NETWORK.free + 1
    assert outcomes.count("too_many_attempts") == 60 - looked_at


def test_many_people_of_one_place_at_once_wait_for_nobody(database: Database) -> None:
    """Nor does it matter whose clock is behind."""
    clocks = [NOW - timedelta(milliseconds=late) for late in range(20)]
    places = [Place(database, STRANGER, now) for now in clocks]
    told = [place.guess(f"{uuid4().hex}@example.com") for place in places]
    assert set(told) == {"sign_in_required"}


def test_one_place_gets_a_hundred_guesses_a_day(database: Database, user: User) -> None:
    assert Place(database, STRANGER).guesses_in(A_DAY, user.email) <= 112


def test_ten_thousand_places_get_hardly_more(database: Database, user: User) -> None:
    """And the owner's device is not slowed down by them."""
    home = Place(database, HOME)
    device = home.sign_in(user.email).device
    database.sign_in_attempts.delete_many({})
    now, looked_at, asked = NOW, 0, 0
    while now < NOW + A_DAY:
        place = Place(database, f"10.{asked // 250}.{asked % 250}.1", now)
        asked += 1
        try:
            place.sign_in(user.email, "wrong")
        except SignInRequiredError:
            looked_at += 1
        except TooManyAttemptsError as error:
            now += timedelta(seconds=error.retry_after_s)
    assert 100 <= looked_at <= 140, "nobody waits longer than a quarter of an hour"
    home.now = now
    assert home.sign_in(user.email).user == user
    assert Place(database, "10.0.0.1", now).sign_in(user.email, device=device).user == user


def test_strangers_everywhere_slow_nobody_down_who_signed_in_before(database: Database, user: User) -> None:
    """Neither in a network where the owner was before, without the device, nor on the device anywhere else."""
    device = Place(database, HOME).sign_in(user.email).device
    outcomes = [Place(database, f"10.0.{number}.1").guess(user.email) for number in range(OF_AN_ADDRESS.free + 2)]
    assert outcomes[-1] == "too_many_attempts"
    assert Place(database, "192.0.2.1").guess(user.email) == "too_many_attempts"
    assert Place(database, HOME).sign_in(user.email).user == user
    assert Place(database, "192.0.2.1").sign_in(user.email, device=device).user == user


def test_one_place_that_tries_many_addresses_is_slowed_down(database: Database) -> None:
    database.sign_in_attempts.delete_many({})
    outcomes = [Place(database, STRANGER).guess(f"{number}@example.com") for number in range(200)]
    assert outcomes.index("too_many_attempts") == 101
    assert Place(database, HOME).guess("300@example.com") == "sign_in_required"


def test_a_stolen_device_buys_ten_guesses(database: Database, user: User) -> None:
    device = Place(database, HOME).sign_in(user.email).device
    thief = Place(database, STRANGER)
    outcomes = [thief.guess(user.email, device) for _ in range(20)]
    assert outcomes.count("sign_in_required") == OF_A_DEVICE.free + 1


def test_a_made_up_device_buys_nothing(database: Database, user: User) -> None:
    stranger = Place(database, STRANGER)
    outcomes = [stranger.guess(user.email, device=uuid4().hex) for _ in range(20)]
    assert outcomes.count("sign_in_required") == OF_AN_ADDRESS_FROM_A_NETWORK.free + 1


def test_a_household_of_ipv6_addresses_is_one_place(database: Database, user: User) -> None:
    outcomes = [Place(database, f"2001:db8:1:2::{number:x}").guess(user.email) for number in range(20)]
    assert outcomes.count("sign_in_required") == OF_AN_ADDRESS_FROM_A_NETWORK.free + 1


def test_an_unknown_address_a_wrong_password_and_a_disabled_account_are_told_apart_by_nothing(
    database: Database, user: User
) -> None:
    disabled = CreateAccount(AccountRepository(database), PlainPasswords())(  # type: ignore[arg-type]
        "Firm", f"{uuid4().hex}@example.com", "Ada", "right"
    )
    assert disabled
    AccountRepository(database).disable(disabled.id, is_disabled=True)
    seen = []
    for email, password in ((user.email, "wrong"), ("nobody@example.com", "wrong"), (disabled.email, "right")):
        place = Place(database, STRANGER)
        with pytest.raises(SignInRequiredError) as refused:
            place.sign_in(email, password)
        answers = [place.guess(email) for _ in range(10)]
        seen.append((refused.value.message, place.passwords.worked, answers))
    assert seen[0] == seen[1] == seen[2]


def test_no_address_and_no_network_is_kept(database: Database, user: User) -> None:
    place = Place(database, HOME)
    place.guess(user.email)
    place.sign_in(user.email)
    for name in ("sign_in_attempts", "known_places", "sign_ins"):
        kept = str(list(database[name].find()))
        assert HOME not in kept
        assert user.email not in kept


def test_a_hash_of_old_parameters_is_renewed(database: Database, user: User) -> None:
    Place(database, HOME, outdated=True).sign_in(user.email)
    database.users.update_one({"_id": user.id}, {"$set": {"password_hash": "old right"}})
    Place(database, HOME, outdated=True).sign_in(user.email)
    renewed = AccountRepository(database).user_by_email(user.email)
    assert renewed
    assert renewed.password_hash == "plain right"
