"""What was used of quotas and rates: counted on the thing that has them, so that it goes with it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pymongo import ReturnDocument, UpdateOne
from pymongo.collection import Collection

from interview.adapters.mongo.client import Database, Document, repository
from interview.domain.quotas import Quota, Rate
from interview.domain.sessions.session import REPLACED, Permit
from interview.errors import LinkReplacedError, NotFoundError, QuotaExceededError, TooManyAttemptsError

FIELD = "usage"
"""Beside the fields of a session, an answer, a share, a user, an organisation, a public link and an open socket, and no
part of any; alone in what is counted of the whole stage."""


def room_for(quota: Quota, amount: int = 1) -> Document:
    """What a thing has to meet that may have so many more."""
    used = {"$sum": [f"${FIELD}.{name}" for name in quota.names]}
    return {"$expr": {"$lte": [used, quota.most - amount]}}


def one_more_of(quota: Quota) -> Document:
    """What a stage sets that counts one more, together with a change of its own."""
    used = f"{FIELD}.{quota.name}"
    return {used: {"$add": [{"$ifNull": [f"${used}", 0]}, 1]}}


def used_up(quota: Quota) -> QuotaExceededError:
    return QuotaExceededError(quota.refusal or f"The quota of {quota.name} is used up.", quota.name)


def one_more(rate: Rate, now: datetime, amount: int = 1, person: UUID | None = None) -> list[Document]:
    """The update that counts one more of a thing, or so many, of all together or of a person. The first after the time
    of the last ones begins another time."""
    lately = _lately(rate, person)
    goes_on = {"$gt": [f"${lately}.ends_at", now]}
    another = {"ends_at": f"${lately}.ends_at", "count": {"$add": [f"${lately}.count", amount]}}
    return [{"$set": {lately: {"$cond": [goes_on, another, {"ends_at": now + rate.per, "count": amount}]}}}]


def require_room(rate: Rate, counted: Document, now: datetime, person: UUID | None = None) -> None:
    """Raise TooManyAttemptsError where a thing that `one_more` was counted of had no room for it."""
    if _counted(rate, counted, person)["count"] > rate.most:
        raise _too_many(rate, counted, now, person)


def _lately(rate: Rate, person: UUID | None) -> str:
    """Where it is counted."""
    return f"{FIELD}.{rate.name}.{person.hex}" if person else f"{FIELD}.{rate.name}"


def _counted(rate: Rate, counted: Document, person: UUID | None) -> Document:
    of_all: Document = counted[FIELD][rate.name]
    return of_all[person.hex] if person else of_all


def _too_many(rate: Rate, counted: Document, now: datetime, person: UUID | None) -> TooManyAttemptsError:
    left_s = (_counted(rate, counted, person)["ends_at"] - now).total_seconds()
    return TooManyAttemptsError(rate.refusal, max(1.0, left_s), rate.name)


@repository
class UsageRepository:
    def __init__(self, database: Database) -> None:
        self._sessions = database["sessions"]
        self._answers = database["answers"]
        self._shares = database["shares"]
        self._users = database["users"]
        self._organisations = database["organisations"]
        self._public_links = database["public_links"]
        self._stage = database["stage_usage"]

    def count(self, quota: Quota, session_id: UUID, question_index: int | None = None, *, amount: int = 1) -> None:
        """Count `amount` more, in one step with looking whether there is room for it: callers at once share it.

        Raises QuotaExceededError, with nothing counted, where there is none, and NotFoundError where the session or
        question is gone. What is counted and then fails stays counted.
        """
        collection, owner = self._owner(quota, session_id, question_index)
        if self._takes(collection, owner, quota, amount):
            return
        if collection.find_one(owner, {"_id": True}) is None:
            raise NotFoundError("No such interview, or no such question.")
        raise used_up(quota)

    def count_under(self, permit: Permit, quota: Quota) -> None:
        """As `count`, of a session that is still under this link. Raises LinkReplacedError where it is not."""
        owner = {"_id": permit.session_id}
        link = {"link_token_hash": permit.link_token_hash}
        if self._takes(self._sessions, {**owner, **link}, quota, 1):
            return
        stands = self._sessions.find_one(owner, dict.fromkeys(link, True))
        if stands is None:
            raise NotFoundError("No such interview.")
        if stands.get("link_token_hash") != permit.link_token_hash:
            raise LinkReplacedError(REPLACED)
        raise used_up(quota)

    def count_of_session(self, rate: Rate, session_id: UUID, now: datetime) -> None:
        """Raises TooManyAttemptsError where there were too many lately, and NotFoundError where the session is gone."""
        self._count(self._sessions, rate, session_id, now)

    def count_of_person(self, rate: Rate, session_id: UUID, user_id: UUID, now: datetime) -> None:
        """As `count_of_session`, of what this person does in it."""
        self._count(self._sessions, rate, session_id, now, person=user_id)

    def count_of_user(self, rate: Rate, user_id: UUID, now: datetime) -> None:
        """As `count_of_session`."""
        self._count(self._users, rate, user_id, now)

    def count_of_share(self, rate: Rate, share_id: UUID, now: datetime) -> None:
        """As `count_of_session`."""
        self._count(self._shares, rate, share_id, now)

    def count_of_organisation(self, rate: Rate, organisation_id: UUID, now: datetime, *, amount: int = 1) -> None:
        """As `count_of_session`, of `amount` at once: all of them, or, where there is no room for all, none."""
        self._count(self._organisations, rate, organisation_id, now, amount)

    def count_of_public_link(self, rate: Rate, template_id: UUID, now: datetime) -> None:
        """As `count_of_session`."""
        self._count(self._public_links, rate, template_id, now)

    def give_back(self, rate: Rate, organisation_id: UUID, now: datetime, amount: int) -> None:
        """What was counted of an organisation, and then not made use of."""
        lately = f"{FIELD}.{rate.name}"
        self._organisations.update_one(
            {"_id": organisation_id, f"{lately}.ends_at": {"$gt": now}, f"{lately}.count": {"$gte": amount}},
            {"$inc": {f"{lately}.count": -amount}},
        )

    def require_room(self, quota: Quota, session_id: UUID, question_index: int | None = None) -> None:
        """Raise QuotaExceededError where there is none. Nothing is counted."""
        if self.used(quota, session_id, question_index) >= quota.most:
            raise used_up(quota)

    def count_of_stage(self, rate: Rate, now: datetime) -> None:
        """Of all together, whoever it was. Raises TooManyAttemptsError where there were too many lately."""
        self._count_of_stage(rate, rate.name, now)

    def count_of_key(self, rate: Rate, key: str, now: datetime) -> None:
        """As `count_of_stage`, of what this hash stands for alone: a network, or an address."""
        self._count_of_stage(rate, f"{rate.name} {key}", now)

    def add(self, quota: Quota, amounts: Mapping[UUID, int]) -> None:
        """Count what sessions have used already, room or not, in one write. A session that is gone is passed over."""
        used = f"{FIELD}.{quota.name}"
        changes = [UpdateOne({"_id": session_id}, {"$inc": {used: amount}}) for session_id, amount in amounts.items()]
        if changes:
            self._sessions.bulk_write(changes, ordered=False)

    def used(self, quota: Quota, session_id: UUID, question_index: int | None = None) -> int:
        """How much of it was counted so far."""
        collection, owner = self._owner(quota, session_id, question_index)
        stored = (collection.find_one(owner, {FIELD: True}) or {}).get(FIELD, {})
        return sum(int(stored.get(name, 0)) for name in quota.names)

    def _count_of_stage(self, rate: Rate, key: str, now: datetime) -> None:
        counted = self._stage.find_one_and_update(
            {"_id": key}, one_more(rate, now), upsert=True, return_document=ReturnDocument.AFTER
        )
        assert counted is not None, "it was made where there was none"
        require_room(rate, counted, now)

    @staticmethod
    def _takes(collection: Collection[Document], owner: Document, quota: Quota, amount: int) -> bool:
        """Whether there was room; then it is counted."""
        more = {"$inc": {f"{FIELD}.{quota.name}": amount}}
        counted = amount <= quota.most and collection.update_one({**owner, **room_for(quota, amount)}, more)
        return bool(counted and counted.matched_count)

    def _count(
        self,
        owners: Collection[Document],
        rate: Rate,
        owner: UUID,
        now: datetime,
        amount: int = 1,
        person: UUID | None = None,
    ) -> None:
        lately = _lately(rate, person)
        is_over = {f"{lately}.ends_at": {"$not": {"$gt": now}}}
        has_room = {f"{lately}.count": {"$lte": rate.most - amount}}
        counted = owners.find_one_and_update(
            {"_id": owner, "$or": [is_over, has_room]},
            one_more(rate, now, amount, person),
            {lately: True},
            return_document=ReturnDocument.AFTER,
        )
        if counted:
            require_room(rate, counted, now, person)
            return
        stands = owners.find_one({"_id": owner}, {lately: True})
        if stands is None:
            raise NotFoundError("No such interview, person or organisation.")
        raise _too_many(rate, stands, now, person)

    def _owner(
        self, quota: Quota, session_id: UUID, question_index: int | None
    ) -> tuple[Collection[Document], Document]:
        if quota.per_question != (question_index is not None):
            raise ValueError(f"{quota.name} is counted {'by question' if quota.per_question else 'by session'}")
        if question_index is None:
            return self._sessions, {"_id": session_id}
        return self._answers, {"session_id": session_id, "question_index": question_index}
