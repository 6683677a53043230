"""The database of a local cloud: its indexes, and a demo organisation to sign in to."""

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import connect
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.passwords import Passwords
from interview.domain.accounts import Role
from interview.use_cases.accounts.create_account import CreateAccount

__all__ = [
    "DATABASE",
    "DEMO_EMAIL",
    "DEMO_PASSWORD",
    "REVIEWER_EMAIL",
    "create_demo_organisation",
    "create_demo_reviewer",
    "make_indexes",
]

DATABASE = "colloquy"
ORGANISATION = "Demo organisation"
DEMO_EMAIL = "demo@colloquy.example"
REVIEWER_EMAIL = "reviewer@colloquy.example"
DEMO_PASSWORD = "colloquy-demo"  # noqa: S105 - printed by `make run`, good on this machine only


def make_indexes(mongodb_uri: str) -> None:
    """What is there stays as it is."""
    database = connect(mongodb_uri, DATABASE)
    with database.client:
        create_indexes(database)


def create_demo_organisation(mongodb_uri: str) -> None:
    _create(mongodb_uri, DEMO_EMAIL, "Demo Recruiter", Role.ADMIN)


def create_demo_reviewer(mongodb_uri: str) -> None:
    """Somebody who judges, and decides nothing; with the same password."""
    _create(mongodb_uri, REVIEWER_EMAIL, "Demo Reviewer", Role.REVIEWER)


def _create(mongodb_uri: str, email: str, name: str, role: Role) -> None:
    """An account that is there stays as it is."""
    database = connect(mongodb_uri, DATABASE)
    with database.client:
        create = CreateAccount(AccountRepository(database), Passwords())
        create(ORGANISATION, email, name, DEMO_PASSWORD, role)
