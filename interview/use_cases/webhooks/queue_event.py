"""Put an event down for each endpoint that is to be told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.webhooks import WebhookRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.events import Event, SessionErased
from interview.domain.webhooks.deliveries import DELIVERIES_KEPT, Delivery, delivery_id


@dataclass(frozen=True)
class QueueEvent:
    webhooks: WebhookRepository
    clock: Clock = utc_now

    def __call__(self, event: Event) -> Sequence[UUID]:
        """The endpoints that are to be told. An event that comes twice is put down once."""
        now = self.clock()
        endpoints = self.webhooks.subscribed(event.organisation_id, event.type)
        self.webhooks.queue(
            [
                Delivery(
                    id=delivery_id(endpoint.id, event.id),
                    endpoint_id=endpoint.id,
                    organisation_id=event.organisation_id,
                    session_id=None if isinstance(event, SessionErased) else event.session_id,
                    event=event.model_dump(mode="json"),
                    next_at=now,
                    created_at=now,
                    since=now,
                    expires_at=now + DELIVERIES_KEPT,
                )
                for endpoint in endpoints
            ]
        )
        return [endpoint.id for endpoint in endpoints]
