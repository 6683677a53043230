"""Make the first account of an organisation."""

from dataclasses import dataclass
from uuid import uuid4

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import Organisation, Role, User, normalised_email
from interview.domain.clock import Clock, utc_now
from interview.errors import ConflictError


@dataclass(frozen=True)
class CreateAccount:
    accounts: AccountRepository
    passwords: Passwords
    clock: Clock = utc_now

    def __call__(
        self, organisation_name: str, email: str, name: str, password: str, role: Role = Role.ADMIN
    ) -> User | None:
        """The new user; None where the address has an account already, which stays as it is.

        An organisation of that name is made where there is none.
        """
        address = normalised_email(email)
        if self.accounts.user_by_email(address):
            return None
        user = User(
            id=uuid4(),
            organisation_id=self._organisation(organisation_name).id,
            email=address,
            name=name,
            role=role,
            password_hash=self.passwords.hash(password),
            created_at=self.clock(),
        )
        try:
            self.accounts.add_user(user)
        except ConflictError:
            return None
        return user

    def _organisation(self, name: str) -> Organisation:
        if known := self.accounts.organisation_by_name(name):
            return known
        organisation = Organisation(id=uuid4(), name=name, created_at=self.clock())
        self.accounts.add_organisation(organisation)
        return organisation
