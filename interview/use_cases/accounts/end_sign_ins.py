"""End all that a person has open: on request, when their password is reset, and when their account is disabled."""

from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import User, normalised_email
from interview.errors import NotFoundError
from interview.use_cases.live.end_connections import EndConnections


@dataclass(frozen=True)
class EndSignIns:
    """`end_connections` is None where API Gateway's address is not known: a socket is told nothing more, and ends by
    itself."""

    accounts: AccountRepository
    tickets: TicketRepository
    connections: ConnectionRepository
    places: KnownPlaceRepository
    end_connections: EndConnections | None

    def __call__(self, email: str) -> int:
        """How many sign-ins there were. Raises NotFoundError for an address without an account."""
        return self.of(self._user(email))

    def reset_password(self, email: str, password: str, passwords: Passwords) -> int:
        return self.with_password(self._user(email), passwords.hash(password))

    def disable(self, email: str) -> int:
        user = self._user(email)
        self.accounts.disable(user.id, is_disabled=True)
        return self.of(user)

    def enable(self, email: str) -> None:
        self.accounts.disable(self._user(email).id, is_disabled=False)

    def with_password(self, user: User, password_hash: str) -> int:
        """Replace a password that somebody may know, or nobody."""
        self.accounts.reset_password(user.id, password_hash)
        self.places.forget(user.id)
        return self.of(user)

    def of(self, user: User) -> int:
        ended = self.accounts.end_sign_ins(user.id)
        self.end_opened(user)
        return ended

    def end_opened(self, user: User) -> None:
        """Whatever a person opened by any of their sign-ins."""
        self.tickets.withdraw(user.id)
        connection_ids = self.connections.end(user.id)
        if self.end_connections:
            self.end_connections(connection_ids)

    def _user(self, email: str) -> User:
        user = self.accounts.user_by_email(normalised_email(email))
        if user is None:
            raise NotFoundError(f"There is no account of {email}.")
        return user
