"""What an endpoint is to be told, and the signed request that tells it (https://www.standardwebhooks.com)."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from pydantic import Field

from interview.domain.values import Value

__all__ = [
    "DELIVERIES_KEPT",
    "GIVEN_UP_AFTER",
    "Delivery",
    "DeliveryAttempt",
    "DeliveryFault",
    "DeliveryState",
    "TokenOf",
    "body_of",
    "delivery_id",
    "due_again",
    "headers_of",
    "secret_text",
]

GIVEN_UP_AFTER = timedelta(days=1)
DELIVERIES_KEPT = timedelta(days=8)
"""To be looked at, and sent again."""
PAUSES_S = (60, 300, 1800, 7200, 18_000, 36_000)
"""Between two attempts of one that is refused by an endpoint that answers otherwise."""
SECRET_MARK = "whsec_"  # noqa: S105 (what secrets begin with)


TokenOf = Callable[[UUID, int], str]
"""The token that an endpoint's secret is made of, by its id and the secret's number."""


class DeliveryState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryFault(StrEnum):
    """Why an attempt failed. `refused_address`: the name leads to where this stage calls nobody."""

    STATUS = "status"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    UNKNOWN_HOST = "unknown_host"
    REFUSED_ADDRESS = "refused_address"
    BAD_CERTIFICATE = "bad_certificate"


class DeliveryAttempt(Value):
    """How an attempt went. `status` is what the endpoint answered, if it did."""

    at: datetime
    status: int | None = None
    fault: DeliveryFault | None = None
    duration_ms: int = 0
    retry_after_s: float | None = None

    @property
    def is_success(self) -> bool:
        return self.fault is None

    @property
    def is_of_endpoint(self) -> bool:
        """Whether another event would fare no better right now."""
        if self.fault is not DeliveryFault.STATUS:
            return self.fault is not None
        return self.status in (408, 410, 429) or (self.status or 0) >= 500 or 300 <= (self.status or 0) < 400


class Delivery(Value):
    """An event for an endpoint. The id follows from both, so that what the bus hands over twice is one delivery."""

    id: UUID
    endpoint_id: UUID
    organisation_id: UUID
    session_id: UUID | None = Field(description="goes with the interview; None where it tells of its erasure")
    event: dict[str, Any]
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    next_at: datetime
    created_at: datetime
    since: datetime = Field(description="when its day of attempts began: of a replay anew")
    last: DeliveryAttempt | None = None
    expires_at: datetime


def delivery_id(endpoint_id: UUID, event_id: UUID) -> UUID:
    return uuid5(endpoint_id, str(event_id))


def due_again(attempts: int, now: datetime) -> datetime:
    return now + timedelta(seconds=PAUSES_S[min(attempts, len(PAUSES_S)) - 1])


def body_of(event: dict[str, Any]) -> str:
    """The same at each attempt."""
    told = {"type": event["type"], "timestamp": event["at"], "data": event}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def secret_text(token: str) -> str:
    """The secret as the scheme writes it, of a token of 256 bits."""
    return SECRET_MARK + base64.b64encode(_key(token)).decode()


def headers_of(event_id: str, body: str, token: str, now: datetime) -> dict[str, str]:
    """What the receiver checks: the id, by which it knows a repeat; the time; and the signature of all."""
    sent_at = str(int(now.timestamp()))
    signature = hmac.digest(_key(token), f"{event_id}.{sent_at}.{body}".encode(), "sha256")
    return {
        "content-type": "application/json",
        "user-agent": "Colloquy-Webhooks/1",
        "webhook-id": event_id,
        "webhook-timestamp": sent_at,
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }


def _key(token: str) -> bytes:
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
