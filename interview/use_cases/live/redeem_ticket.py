"""Exchange a ticket for the right to open a socket."""

import hmac
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.tickets import TicketRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.tokens import TicketRole, hashed
from interview.errors import SignInRequiredError

LIVE_ROLES = (TicketRole.CANDIDATE, TicketRole.RECRUITER)


@dataclass(frozen=True)
class TicketHolder:
    role: TicketRole
    session_id: UUID
    link_token_hash: str | None
    """Of the candidate's link that the ticket was given for; None for a recruiter."""
    user_id: UUID | None
    """Of the recruiter, as is the organisation; None for a candidate."""
    organisation_id: UUID | None
    sign_in_hash: str | None
    """Of the sign-in that the recruiter asked with; None for a candidate."""


@dataclass(frozen=True)
class RedeemTicket:
    tickets: TicketRepository
    origin_secret: str
    clock: Clock = utc_now

    def __call__(self, ticket: str, origin_secret: str) -> TicketHolder:
        """Raises SignInRequiredError for an unknown, expired or used ticket, or one that came past CloudFront."""
        if not hmac.compare_digest(origin_secret.encode(), self.origin_secret.encode()):
            raise SignInRequiredError("the request did not come through the distribution")
        stored = self.tickets.redeem(hashed(ticket), LIVE_ROLES, self.clock())
        if stored is None:
            raise SignInRequiredError("the ticket is unknown, expired or used")
        return TicketHolder(
            TicketRole(stored["role"]),
            stored["session_id"],
            stored.get("link_token_hash"),
            stored.get("user_id"),
            stored.get("organisation_id"),
            stored.get("sign_in_hash"),
        )
