"""The first account of a stage, on a real MongoDB server."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.domain.accounts import Role
from interview.domain.setup_code import setup_code
from interview.errors import ColloquyError, SetUpAlreadyError, TooManyAttemptsError, WrongCodeError
from interview.use_cases.accounts.begin_sign_in import BeginSignIn, SignedIn, Visitor
from interview.use_cases.accounts.create_account import CreateAccount
from interview.use_cases.accounts.set_up_stage import SetUpStage
from tests.use_cases.accounts.test_sign_in import PlainPasswords

SECRET = "what the distribution sends"
CODE = setup_code(SECRET)


@pytest.fixture
def new_stage(database_uri: str) -> Iterator[Database]:
    """On which nobody has an account."""
    store = connect(database_uri, f"test_setup_{uuid4().hex[:12]}")
    create_indexes(store)
    yield store
    store.client.drop_database(store)
    store.client.close()


def setting_up(database: Database) -> SetUpStage:
    accounts = AccountRepository(database)
    begin = BeginSignIn(accounts, KnownPlaceRepository(database))
    return SetUpStage(accounts, SignInAttemptRepository(database), PlainPasswords(), begin, SECRET)  # type: ignore[arg-type]


def try_it(set_up: SetUpStage, code: str = CODE, *, email: str = "Ada@example.com", source: str = "") -> SignedIn:
    return set_up(code, "Acme", email, "Ada", "correct horse", Visitor(source))


def test_who_has_the_code_makes_the_first_account_and_is_signed_in(new_stage: Database) -> None:
    set_up = setting_up(new_stage)
    assert set_up.is_needed()
    with pytest.raises(WrongCodeError):
        try_it(set_up, setup_code("another"))
    assert set_up.is_needed()
    made = try_it(set_up, CODE.lower())
    assert (made.user.email, made.user.role) == ("ada@example.com", Role.ADMIN)
    assert new_stage.sign_ins.count_documents({"user_id": made.user.id}) == 1
    organisation = AccountRepository(new_stage).organisation(made.user.organisation_id)
    assert organisation
    assert organisation.name == "Acme"
    assert not set_up.is_needed()
    with pytest.raises(SetUpAlreadyError):
        try_it(set_up)


def test_of_many_at_once_one_makes_it(new_stage: Database) -> None:
    set_up = setting_up(new_stage)

    def one(n: int) -> bool:
        try:
            set_up(CODE, f"Firm {n}", f"{n}@example.com", "Ada", "correct horse", Visitor(f"203.0.113.{n}"))
        except SetUpAlreadyError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(one, range(8)))
    assert sum(made) == 1
    assert new_stage.users.count_documents({}) == new_stage.organisations.count_documents({}) == 1


def test_an_admin_of_an_operators_making_closes_it_and_nobody_else_does(new_stage: Database) -> None:
    set_up, create = setting_up(new_stage), CreateAccount(AccountRepository(new_stage), PlainPasswords())  # type: ignore[arg-type]
    create("Smoke", "smoke@example.com", "Smoke", "correct horse", Role.RECRUITER)
    assert set_up.is_needed()
    create("Acme", "you@example.com", "You", "correct horse")
    assert not set_up.is_needed()
    new_stage.users.update_many({}, {"$set": {"is_disabled": True}})
    with pytest.raises(SetUpAlreadyError):
        try_it(set_up)


def test_guessing_the_code_is_slowed_down_for_the_network_that_guesses(new_stage: Database) -> None:
    set_up = setting_up(new_stage)
    told: list[type[ColloquyError]] = []
    for _ in range(20):
        with pytest.raises((WrongCodeError, TooManyAttemptsError)) as refused:
            try_it(set_up, "AAAA-AAAA-AAAA-AAAA", source="198.51.100.9")
        told.append(refused.type)
    assert TooManyAttemptsError in told
    assert try_it(set_up, source="203.0.113.9").user.name == "Ada"
