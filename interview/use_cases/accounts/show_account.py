"""A user's own account."""

from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.domain.accounts import Organisation, User
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ShowAccount:
    accounts: AccountRepository

    def __call__(self, user: User) -> Organisation:
        """The organisation a user belongs to."""
        organisation = self.accounts.organisation(user.organisation_id)
        if organisation is None:
            raise NotFoundError("This organisation no longer exists.")
        return organisation
