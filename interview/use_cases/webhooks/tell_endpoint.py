"""Tell one endpoint what waits for it.

One at a time tells an endpoint: whoever comes meanwhile has that one look once more. An endpoint that is slow or away
is left alone for a while after a single attempt, and so takes no more than that from the time of others.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from interview.adapters.mongo.webhooks import WebhookRepository
from interview.adapters.webhook_client import WebhookClient
from interview.adapters.webhook_requests import WebhookRequests
from interview.domain.clock import Clock, utc_now
from interview.domain.webhooks.deliveries import (
    GIVEN_UP_AFTER,
    Delivery,
    DeliveryAttempt,
    DeliveryState,
    TokenOf,
    body_of,
    due_again,
    headers_of,
)
from interview.domain.webhooks.endpoints import DISABLED_AFTER, Endpoint, EndpointFault, paused_until
from interview.use_cases.webhooks.tell_admins import TellAdmins

AT_ONCE = 50
LEASE = timedelta(seconds=120)
"""Longer than the function runs: whoever held it by then is dead."""
BEGINS_NO_REQUEST_S = 14.0
"""Before the end: a request takes ten seconds."""
LOST_AFTER = timedelta(minutes=10)
"""A wake-up that did not come by then was lost."""
GONE = 410


@dataclass(frozen=True)
class Told:
    """How many were delivered, and how many attempts failed. `disabled`: nothing more is sent there."""

    delivered: int = 0
    failed: int = 0
    disabled: bool = False


@dataclass(frozen=True)
class TellEndpoint:
    webhooks: WebhookRepository
    client: WebhookClient
    requests: WebhookRequests
    token_of: TokenOf
    tell_admins: TellAdmins
    clock: Clock = utc_now

    def __call__(self, endpoint_id: UUID, wake_at: datetime | None, ends_at_s: float) -> Told:
        """`wake_at` is what the wake-up was sent for, None where an event has just come. Raises RetryableError."""
        told = Told()
        while endpoint := self.webhooks.take(endpoint_id, self.clock(), LEASE):
            more = self._tell(endpoint, wake_at, ends_at_s)
            told = Told(told.delivered + more.delivered, told.failed + more.failed, more.disabled)
            if self.webhooks.release(endpoint_id) or time.monotonic() > ends_at_s - BEGINS_NO_REQUEST_S:
                break
            wake_at = None
        return told

    def _tell(self, endpoint: Endpoint, wake_at: datetime | None, ends_at_s: float) -> Told:
        now = self.clock()
        if wake_at and endpoint.wake_at == wake_at:
            if wake_at > now:  # further away than a message can wait
                self.requests.wake(endpoint.id, wake_at, now)
                return Told()
            endpoint = endpoint.model_copy(update={"wake_at": None})
        delivered = failed = 0
        if endpoint.retry_at is None or endpoint.retry_at <= now:
            endpoint, delivered, failed = self._send_due(endpoint, ends_at_s)
        if endpoint.disabled_at is None:
            endpoint = self._schedule(endpoint)
        else:  # before it is stored, so that it is done again where this breaks off
            self.tell_admins(endpoint)
        self.webhooks.update(endpoint)
        return Told(delivered, failed, endpoint.disabled_at is not None)

    def _send_due(self, endpoint: Endpoint, ends_at_s: float) -> tuple[Endpoint, int, int]:
        delivered = failed = 0
        for delivery in self.webhooks.due(endpoint.id, self.clock(), AT_ONCE):
            if time.monotonic() > ends_at_s - BEGINS_NO_REQUEST_S:
                break
            attempt = self._send(endpoint, delivery)
            self.webhooks.attempted(_after(delivery, attempt))
            endpoint = _doing(endpoint, attempt)
            delivered, failed = delivered + attempt.is_success, failed + (not attempt.is_success)
            if endpoint.retry_at or endpoint.disabled_at:
                break
        return endpoint, delivered, failed

    def _send(self, endpoint: Endpoint, delivery: Delivery) -> DeliveryAttempt:
        body = body_of(delivery.event)
        token = self.token_of(endpoint.id, endpoint.secret_number)
        return self.client.post(endpoint.url, headers_of(str(delivery.event["id"]), body, token, self.clock()), body)

    def _schedule(self, endpoint: Endpoint) -> Endpoint:
        """Have it looked at again when the next is due. One wake-up is under way at a time."""
        now, due = self.clock(), self.webhooks.next_due(endpoint.id)
        if due is None:
            return endpoint
        at = max(due, endpoint.retry_at or due, now)
        is_under_way = endpoint.wake_at and endpoint.wake_at <= at and now < endpoint.wake_at + LOST_AFTER
        if is_under_way:
            return endpoint
        self.requests.wake(endpoint.id, at, now)
        return endpoint.model_copy(update={"wake_at": at})


def _after(delivery: Delivery, attempt: DeliveryAttempt) -> Delivery:
    attempts = delivery.attempts + 1
    changed: dict[str, object] = {"attempts": attempts, "last": attempt}
    if attempt.is_success:
        changed["state"] = DeliveryState.DELIVERED
    elif attempt.at >= delivery.since + GIVEN_UP_AFTER:
        changed["state"] = DeliveryState.FAILED
    elif not attempt.is_of_endpoint:
        changed["next_at"] = due_again(attempts, attempt.at)
    return delivery.model_copy(update=changed)


def _doing(endpoint: Endpoint, attempt: DeliveryAttempt) -> Endpoint:
    """How an endpoint is doing after an attempt."""
    if attempt.is_success:
        return endpoint.model_copy(update={"failures": 0, "failing_since": None, "retry_at": None})
    failures, since = endpoint.failures + 1, endpoint.failing_since or attempt.at
    changed: dict[str, object] = {"failures": failures, "failing_since": since}
    if attempt.is_of_endpoint:
        changed["retry_at"] = paused_until(failures, attempt.at, attempt.retry_after_s)
    if attempt.status == GONE:
        changed |= {"disabled_at": attempt.at, "fault": EndpointFault.GONE}
    elif attempt.at >= since + DISABLED_AFTER:
        changed |= {"disabled_at": attempt.at, "fault": EndpointFault.FAILING}
    return endpoint.model_copy(update=changed)
