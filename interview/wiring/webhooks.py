"""What `functions/webhooks` asks for."""

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.audit_entries import AuditRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.webhooks import WebhookRepository
from interview.adapters.webhook_client import WebhookClient
from interview.adapters.webhook_requests import WebhookRequests
from interview.domain.webhooks.endpoints import networks_of
from interview.settings.webhooks import WebhookSettings
from interview.use_cases.auditing.record_deed import RecordDeed
from interview.use_cases.webhooks.queue_event import QueueEvent
from interview.use_cases.webhooks.tell_admins import TellAdmins
from interview.use_cases.webhooks.tell_endpoint import TellEndpoint
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.signing import token_of


def webhook_requests(settings: WebhookSettings) -> WebhookRequests:
    return WebhookRequests(settings.webhooks_queue_url)


@kept
def queue_event(settings: WebhookSettings) -> QueueEvent:
    return QueueEvent(WebhookRepository(database(settings)))


@kept
def tell_endpoint(settings: WebhookSettings) -> TellEndpoint:
    store = database(settings)
    tell_admins = TellAdmins(
        AccountRepository(store),
        MemberRepository(store),
        TemplateRepository(store),
        LetterRepository(store),
        RecordDeed(AuditRepository(store)),
    )
    return TellEndpoint(
        WebhookRepository(store),
        WebhookClient(networks_of(settings.webhook_networks)),
        webhook_requests(settings),
        token_of(settings.link_key_secret_arn),
        tell_admins,
    )
