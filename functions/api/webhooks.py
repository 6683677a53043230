"""Webhooks: where an organisation is told of events. Made, changed and looked at by admins."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field, StringConstraints

from functions.api import callers
from functions.api.models import Cursor, Request, View
from functions.api.service import api
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.events import EVENTS
from interview.domain.text import NORMALISED, ON_ONE_LINE
from interview.domain.webhooks.deliveries import Delivery, DeliveryAttempt, DeliveryState
from interview.domain.webhooks.endpoints import Address, Endpoint, EndpointFault
from interview.use_cases.webhooks.look_after_webhooks import MadeWebhook

router = Router()
logger = Logger()

TAGS = ["Webhooks"]
NAMES = sorted(kind.__name__ for kind in EVENTS)
EventName = Annotated[str, Field(pattern=f"^({'|'.join(NAMES)})$")]
Description = Annotated[str, NORMALISED, StringConstraints(strip_whitespace=True, max_length=200), ON_ONE_LINE]


class WebhookRequest(Request):
    url: Address = Field(description="https, by a host's name, on port 443 or 8443")
    description: Description = ""
    types: tuple[EventName, ...] = Field(min_length=1, max_length=len(NAMES), description="events to tell of")


class WebhookChange(WebhookRequest):
    enabled: bool = True


class WebhookView(View):
    """`failing_since` is null where the last request went well; `retry_at` says until when it is left alone. `fault` is
    why it was disabled: it failed for a week, or answered 410."""

    id: UUID
    url: str
    description: str
    types: tuple[str, ...]
    created_at: datetime
    failures: int
    failing_since: datetime | None
    retry_at: datetime | None
    disabled_at: datetime | None
    fault: EndpointFault | None


class MadeWebhookView(View):
    """`secret` is shown this once: with it a receiver checks the signature (Standard Webhooks)."""

    webhook: WebhookView
    secret: str


class WebhookList(View):
    webhooks: list[WebhookView]


class DeliveryView(View):
    """`next_at` is when it is due while it waits; `last` how the last attempt went."""

    id: UUID
    event_id: UUID
    type: str
    session_id: UUID
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_at: datetime
    last: DeliveryAttempt | None


class DeliveryList(View):
    """Newest first; `next_cursor` is null on the last page."""

    deliveries: list[DeliveryView]
    next_cursor: str | None


def webhook_view(endpoint: Endpoint) -> WebhookView:
    return WebhookView(**endpoint.model_dump(include=set(WebhookView.model_fields)))


def made_view(made: MadeWebhook) -> MadeWebhookView:
    return MadeWebhookView(webhook=webhook_view(made.endpoint), secret=made.secret)


def delivery_view(delivery: Delivery) -> DeliveryView:
    event = delivery.event
    told = {"event_id": event["id"], "type": event["type"], "session_id": event["session_id"]}
    return DeliveryView(**{**delivery.model_dump(include=set(DeliveryView.model_fields)), **told})


@router.post("/webhooks", summary="Add a webhook", tags=TAGS, status_code=201, security=[callers.SIGN_IN])
def add_webhook(request: WebhookRequest) -> MadeWebhookView:
    """The endpoint is told of these events from now on, each at least once, in any order."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_WEBHOOKS])
    made = api().webhooks.add(user, request.url, request.description, request.types)
    logger.info("webhook_added", endpointId=str(made.endpoint.id))
    return made_view(made)


@router.get("/webhooks", summary="List the webhooks", tags=TAGS, security=[callers.SIGN_IN])
def list_webhooks() -> WebhookList:
    """All of the organisation, and how each is doing."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_WEBHOOKS])
    return WebhookList(webhooks=[webhook_view(each) for each in api().webhooks.all(user)])


@router.put("/webhooks/<webhook_id>", summary="Change a webhook", tags=TAGS, security=[callers.SIGN_IN])
def change_webhook(webhook_id: UUID, request: WebhookChange) -> WebhookView:
    """One that was disabled and is enabled is told what still waits."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_WEBHOOKS])
    said = (request.url, request.description, request.types)
    return webhook_view(api().webhooks.change(user, webhook_id, *said, enabled=request.enabled))


@router.delete(
    "/webhooks/<webhook_id>", summary="Remove a webhook", tags=TAGS, status_code=204, security=[callers.SIGN_IN]
)
def remove_webhook(webhook_id: UUID) -> Response[None]:
    """It is told nothing more, and what waits is dropped."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_WEBHOOKS])
    api().webhooks.remove(user, webhook_id)
    logger.info("webhook_removed", endpointId=str(webhook_id))
    return Response(204)


@router.post(
    "/webhooks/<webhook_id>/secret", summary="Replace a webhook's secret", tags=TAGS, security=[callers.SIGN_IN]
)
def replace_webhook_secret(webhook_id: UUID) -> MadeWebhookView:
    """All that is sent from now on is signed with the new one."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_WEBHOOKS])
    return made_view(api().webhooks.replace_secret(user, webhook_id))


@router.get(
    "/webhooks/<webhook_id>/deliveries",
    summary="List what a webhook was told",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def list_deliveries(
    webhook_id: UUID, cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=100)] = 50
) -> DeliveryList:
    """Within the last eight days, page by page."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_WEBHOOKS])
    page = api().webhooks.deliveries(user, webhook_id, cursor, limit)
    return DeliveryList(deliveries=[delivery_view(each) for each in page.deliveries], next_cursor=page.next_cursor)


@router.post(
    "/webhooks/<webhook_id>/deliveries/<delivery_id>/replay",
    summary="Tell a webhook again",
    tags=TAGS,
    status_code=202,
    security=[callers.SIGN_IN],
)
def replay_delivery(webhook_id: UUID, delivery_id: UUID) -> DeliveryView:
    """With the same `webhook-id`, and for another day if it fails."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_WEBHOOKS])
    return delivery_view(api().webhooks.replay(user, webhook_id, delivery_id))
