"""The people of an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.domain.accounts import Person, User


@dataclass(frozen=True)
class ListPeople:
    accounts: AccountRepository

    def __call__(self, user: User) -> Sequence[Person]:
        """In the order of their names, at most 500."""
        return self.accounts.people(user.organisation_id)
