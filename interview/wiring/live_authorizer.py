"""What `functions/live_authorizer` asks for."""

from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.secrets import secret
from interview.settings.live_authorizer import LiveAuthorizerSettings
from interview.use_cases.live.redeem_ticket import RedeemTicket
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def redeem_ticket(settings: LiveAuthorizerSettings) -> RedeemTicket:
    return RedeemTicket(TicketRepository(database(settings)), secret(settings.origin_secret_arn, "the origin secret"))
