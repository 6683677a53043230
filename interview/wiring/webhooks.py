"""What `functions/webhooks` asks for."""

from interview.adapters.mongo.webhooks import WebhookRepository
from interview.adapters.webhook_client import WebhookClient
from interview.adapters.webhook_requests import WebhookRequests
from interview.domain.webhooks.endpoints import networks_of
from interview.settings.webhooks import WebhookSettings
from interview.use_cases.webhooks.queue_event import QueueEvent
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
    return TellEndpoint(
        WebhookRepository(database(settings)),
        WebhookClient(networks_of(settings.webhook_networks)),
        webhook_requests(settings),
        token_of(settings.link_key_secret_arn),
    )
