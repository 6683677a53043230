"""Organisations and the people who work in them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from interview.domain.values import Value


class Role(StrEnum):
    """What a person may do: admins manage people, recruiters templates and links, reviewers judge results, and
    interviewers read them and write notes."""

    ADMIN = "admin"
    RECRUITER = "recruiter"
    REVIEWER = "reviewer"
    INTERVIEWER = "interviewer"


MIN_PASSWORD, MAX_PASSWORD = 12, 1024


class Organisation(Value):
    """A tenant: everything but the accounts themselves belongs to exactly one."""

    id: UUID
    name: str
    created_at: datetime


class User(Value):
    """A person with an account. `password_hash` is an Argon2id string.

    A sign-in is of the generation that the account had then, and holds as long as the account has no later one.
    """

    id: UUID
    organisation_id: UUID
    email: str
    name: str
    role: Role
    password_hash: str
    created_at: datetime
    is_disabled: bool = False
    removed_at: datetime | None = None
    generation: int = 0
    results_mail_off: bool = False
    """Whether they are not told by mail that results are ready."""


class Person(Value):
    """Somebody with an account, as colleagues see them."""

    id: UUID
    name: str


def normalised_email(email: str) -> str:
    """How addresses are stored and compared."""
    return email.strip().casefold()
