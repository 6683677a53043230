"""End a sign-in, and what was opened with it."""

from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.domain.tokens import sign_in_of
from interview.use_cases.live.end_connections import EndConnections


@dataclass(frozen=True)
class SignOut:
    accounts: AccountRepository
    tickets: TicketRepository
    connections: ConnectionRepository
    end_connections: EndConnections

    def __call__(self, token: str) -> None:
        """Whichever of the sign-in's tokens it is: one that is not known counts as signed out.

        What the same person has open by another sign-in stays; what is being opened right now is refused when it joins.
        """
        self.end(sign_in_of(token))

    def end(self, sign_in_id: str) -> None:
        self.accounts.sign_out(sign_in_id)
        self.tickets.withdraw_of_sign_in(sign_in_id)
        self.end_connections(self.connections.end_of_sign_in(sign_in_id))
