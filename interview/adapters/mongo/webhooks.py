"""Webhooks: the endpoints of organisations, and what each is to be told."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument

from interview.adapters.mongo.client import Database, Document, all_parsed, document, insert_missing, parsed, repository
from interview.adapters.mongo.places import insert_in_place
from interview.domain.cursors import Position
from interview.domain.webhooks.deliveries import Delivery, DeliveryState
from interview.domain.webhooks.endpoints import Endpoint

WAITING = {"state": DeliveryState.WAITING.value}


@repository
class WebhookRepository:
    """Beside an endpoint stands who is telling it something (`lease_until`), whether there is more since (`again`), and
    which of its organisation's places it has (`places.py`)."""

    def __init__(self, database: Database) -> None:
        self._endpoints = database["webhooks"]
        self._deliveries = database["webhook_deliveries"]

    def add(self, endpoint: Endpoint, most: int) -> bool:
        """False where an organisation has so many."""
        return insert_in_place(self._endpoints, document(endpoint), most)

    def all_of(self, organisation_id: UUID) -> Sequence[Endpoint]:
        """Oldest first; there are few."""
        found = self._endpoints.find({"organisation_id": organisation_id}).sort("created_at", ASCENDING)
        return list(all_parsed(Endpoint, found))

    def subscribed(self, organisation_id: UUID, event_type: str) -> Sequence[Endpoint]:
        wanted = {"organisation_id": organisation_id, "types": event_type, "disabled_at": None}
        return list(all_parsed(Endpoint, self._endpoints.find(wanted)))

    def get(self, organisation_id: UUID, endpoint_id: UUID) -> Endpoint | None:
        return self._endpoint(self._endpoints.find_one({"_id": endpoint_id, "organisation_id": organisation_id}))

    def change(self, organisation_id: UUID, endpoint_id: UUID, **fields: Any) -> Endpoint | None:
        """None where there is none."""
        return self._endpoint(
            self._endpoints.find_one_and_update(
                {"_id": endpoint_id, "organisation_id": organisation_id},
                {"$set": fields},
                return_document=ReturnDocument.AFTER,
            )
        )

    def remove(self, organisation_id: UUID, endpoint_id: UUID) -> bool:
        """With all that it was to be told."""
        removed = self._endpoints.delete_one({"_id": endpoint_id, "organisation_id": organisation_id})
        self._deliveries.delete_many({"endpoint_id": endpoint_id, "organisation_id": organisation_id})
        return bool(removed.deleted_count)

    def take(self, endpoint_id: UUID, now: datetime, lease: timedelta) -> Endpoint | None:
        """The endpoint, for the caller alone until the lease ends. None where it is gone or disabled; or somebody else
        has it, who then looks once more."""
        free = {"$or": [{"lease_until": None}, {"lease_until": {"$lte": now}}]}
        taken = self._endpoints.find_one_and_update(
            {"_id": endpoint_id, "disabled_at": None, **free},
            {"$set": {"lease_until": now + lease, "again": False}},
            return_document=ReturnDocument.AFTER,
        )
        if taken is None:
            self._endpoints.update_one({"_id": endpoint_id}, {"$set": {"again": True}})
        return self._endpoint(taken)

    def release(self, endpoint_id: UUID) -> bool:
        """False where somebody came meanwhile: then the caller looks once more."""
        before = self._endpoints.find_one_and_update(
            {"_id": endpoint_id}, {"$set": {"lease_until": None, "again": False}}, {"again": True}
        )
        return not (before and before.get("again"))

    def update(self, endpoint: Endpoint) -> None:
        """How it is doing: what people set stays."""
        doing = {"failures", "failing_since", "retry_at", "wake_at", "disabled_at", "fault"}
        self._endpoints.update_one({"_id": endpoint.id}, {"$set": endpoint.model_dump(include=doing)})

    def queue(self, deliveries: Collection[Delivery]) -> None:
        """Those that are not there yet."""
        insert_missing(self._deliveries, [document(each) for each in deliveries])

    def due(self, endpoint_id: UUID, now: datetime, limit: int) -> Sequence[Delivery]:
        """In their order."""
        wanted = {"endpoint_id": endpoint_id, **WAITING, "next_at": {"$lte": now}}
        found = self._deliveries.find(wanted).sort("next_at", ASCENDING).limit(limit)
        return list(all_parsed(Delivery, found))

    def next_due(self, endpoint_id: UUID) -> datetime | None:
        """When the first of those that wait is due."""
        first = self._deliveries.find_one(
            {"endpoint_id": endpoint_id, **WAITING}, {"next_at": True}, sort=[("next_at", ASCENDING)]
        )
        return first["next_at"] if first else None

    def attempted(self, delivery: Delivery) -> None:
        changed = delivery.model_dump(include={"state", "attempts", "next_at", "last"})
        self._deliveries.update_one({"_id": delivery.id}, {"$set": changed})

    def page(self, endpoint_id: UUID, after: Position | None, limit: int) -> Sequence[Delivery]:
        """Newest first; `after` is (created_at, id) of the last delivery of the page before."""
        wanted: Document = {"endpoint_id": endpoint_id}
        if after:
            at, last = after
            wanted["$or"] = [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": last}}]
        found = self._deliveries.find(wanted).sort([("created_at", DESCENDING), ("_id", DESCENDING)]).batch_size(limit)
        return list(islice(all_parsed(Delivery, found), limit))

    def replay(self, endpoint_id: UUID, delivery_id: UUID, now: datetime) -> Delivery | None:
        """It is to be told again, from now on for a day. None where there is none."""
        fields = {"state": DeliveryState.WAITING.value, "attempts": 0, "next_at": now, "since": now}
        stored = self._deliveries.find_one_and_update(
            {"_id": delivery_id, "endpoint_id": endpoint_id},
            {"$set": fields},
            return_document=ReturnDocument.AFTER,
        )
        return parsed(Delivery, stored) if stored else None

    @staticmethod
    def _endpoint(stored: Document | None) -> Endpoint | None:
        return parsed(Endpoint, stored) if stored else None
