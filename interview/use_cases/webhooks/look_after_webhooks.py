"""The endpoints of an organisation: made, changed, looked at and removed; and what each was told, or is told again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.mongo.webhooks import WebhookRepository
from interview.adapters.webhook_requests import WebhookRequests
from interview.domain import cursors, quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.webhooks.deliveries import Delivery, TokenOf, secret_text
from interview.domain.webhooks.endpoints import MAX_WEBHOOKS, Endpoint
from interview.errors import NotFoundError, QuotaExceededError

NO_SUCH = "No such webhook."


@dataclass(frozen=True)
class MadeWebhook:
    """The secret is shown this once."""

    endpoint: Endpoint
    secret: str


@dataclass(frozen=True)
class DeliveryPage:
    """`next_cursor` is None on the last page."""

    deliveries: Sequence[Delivery]
    next_cursor: str | None


@dataclass(frozen=True)
class LookAfterWebhooks:
    webhooks: WebhookRepository
    requests: WebhookRequests
    usage: UsageRepository
    token_of: TokenOf
    clock: Clock = utc_now

    def add(self, user: User, url: str, description: str, types: Collection[str]) -> MadeWebhook:
        """Raises QuotaExceededError."""
        endpoint = Endpoint(
            id=uuid4(),
            organisation_id=user.organisation_id,
            url=url,
            description=description,
            types=tuple(sorted(set(types))),
            created_at=self.clock(),
            created_by=user.id,
        )
        if not self.webhooks.add(endpoint, MAX_WEBHOOKS):
            refusal = f"Your organisation has {MAX_WEBHOOKS} webhooks, as many as there may be."
            raise QuotaExceededError(refusal, quotas.WEBHOOKS, MAX_WEBHOOKS)
        return self._with_secret(endpoint)

    def all(self, user: User) -> Sequence[Endpoint]:
        """Oldest first, at most `MAX_WEBHOOKS`."""
        return self.webhooks.all_of(user.organisation_id)

    def change(
        self, user: User, endpoint_id: UUID, url: str, description: str, types: Collection[str], *, enabled: bool
    ) -> Endpoint:
        """One that is enabled begins anew, whatever failed before, and is told what still waits. Raises
        NotFoundError."""
        before = self._get(user, endpoint_id)
        said = {"url": url, "description": description, "types": sorted(set(types))}
        now = self.clock()
        doing: dict[str, object] = {
            "failures": 0,
            "failing_since": None,
            "retry_at": None,
            "wake_at": None,
            "fault": None,
        }
        if not enabled:
            doing = {"disabled_at": before.disabled_at or now}
        elif before.disabled_at or before.url != url:
            doing |= {"disabled_at": None}
        else:
            doing = {}
        changed = self.webhooks.change(user.organisation_id, endpoint_id, **said, **doing)
        if changed is None:
            raise NotFoundError(NO_SUCH)
        if enabled and doing:
            self.requests.wake_now(endpoint_id)
        return changed

    def replace_secret(self, user: User, endpoint_id: UUID) -> MadeWebhook:
        """What is sent from now on is signed with another one. Raises NotFoundError."""
        number = self._get(user, endpoint_id).secret_number + 1
        changed = self.webhooks.change(user.organisation_id, endpoint_id, secret_number=number)
        if changed is None:
            raise NotFoundError(NO_SUCH)
        return self._with_secret(changed)

    def remove(self, user: User, endpoint_id: UUID) -> None:
        """With all that waits. Raises NotFoundError."""
        if not self.webhooks.remove(user.organisation_id, endpoint_id):
            raise NotFoundError(NO_SUCH)

    def deliveries(self, user: User, endpoint_id: UUID, cursor: str | None, limit: int) -> DeliveryPage:
        """Newest first, of the last days. Raises NotFoundError, and MalformedRequestError for a cursor that no page
        gave."""
        self._get(user, endpoint_id)
        after = cursors.decoded(cursor) if cursor else None
        found = self.webhooks.page(endpoint_id, after, limit + 1)
        return DeliveryPage(*cursors.cut(found, limit, lambda each: (each.created_at, each.id)))

    def replay(self, user: User, endpoint_id: UUID, delivery_id: UUID) -> Delivery:
        """Tell it again, with the same id. Raises NotFoundError and TooManyAttemptsError."""
        self._get(user, endpoint_id)
        now = self.clock()
        self.usage.count_of_user(quotas.REPLAYS, user.id, now)
        delivery = self.webhooks.replay(endpoint_id, delivery_id, now)
        if delivery is None:
            raise NotFoundError("No such delivery, or none any more.")
        self.requests.wake_now(endpoint_id)
        return delivery

    def _get(self, user: User, endpoint_id: UUID) -> Endpoint:
        endpoint = self.webhooks.get(user.organisation_id, endpoint_id)
        if endpoint is None:
            raise NotFoundError(NO_SUCH)
        return endpoint

    def _with_secret(self, endpoint: Endpoint) -> MadeWebhook:
        return MadeWebhook(endpoint, secret_text(self.token_of(endpoint.id, endpoint.secret_number)))
