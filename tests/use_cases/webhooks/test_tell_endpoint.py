"""Endpoints are told at least once, tried again for a day, left alone while they fail, and disabled after a week."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.webhooks import WebhookRepository
from interview.domain.events import Event, SessionChanged, StateData
from interview.domain.sessions.session import SessionState
from interview.domain.webhooks.deliveries import DeliveryAttempt, DeliveryFault
from interview.domain.webhooks.endpoints import MAX_WEBHOOKS, Endpoint
from interview.use_cases.webhooks.queue_event import QueueEvent
from interview.use_cases.webhooks.tell_endpoint import TellEndpoint, Told
from tests.builders import NOW

Answer = Callable[[dict[str, str]], tuple[int | None, DeliveryFault | None]]


@dataclass
class World:
    """An organisation with an endpoint, a clock that is set by hand, and what was sent and asked for."""

    database: Database
    firm: UUID = field(default_factory=uuid4)
    now: datetime = NOW
    answer: Answer = lambda _: (200, None)
    sent: list[str] = field(default_factory=list)
    wakes: list[tuple[UUID, datetime]] = field(default_factory=list)
    during: Callable[[], None] = lambda: None
    told_admins: list[Endpoint] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.webhooks = WebhookRepository(self.database)
        self.endpoint = self.add_endpoint()

    def add_endpoint(self, *types: str) -> Endpoint:
        endpoint = Endpoint(
            id=uuid4(),
            organisation_id=self.firm,
            url="https://hooks.example.com/",
            description="",
            types=types or ("SessionChanged",),
            created_at=self.now,
            created_by=uuid4(),
        )
        self.webhooks.add(endpoint, MAX_WEBHOOKS)
        return endpoint

    def clock(self) -> datetime:
        return self.now

    def post(self, _: str, headers: dict[str, str], __: str) -> DeliveryAttempt:
        self.sent.append(headers["webhook-id"])
        self.during()
        status, fault = self.answer(headers)
        return DeliveryAttempt(at=self.now, status=status, fault=fault)

    def wake(self, endpoint_id: UUID, at: datetime, _: datetime) -> None:
        self.wakes.append((endpoint_id, at))

    def happens(self, version: int = 1) -> Event:
        event = SessionChanged(
            at=self.now,
            organisation_id=self.firm,
            session_id=uuid4(),
            session_version=version,
            data=StateData(state=SessionState.DONE),
        )
        QueueEvent(self.webhooks, clock=self.clock)(event)
        return event

    def tell(self, wake_at: datetime | None = None) -> Told:
        world: Any = self
        tell_admins: Any = self.told_admins.append
        tell = TellEndpoint(self.webhooks, world, world, lambda *_: "A" * 43, tell_admins, clock=self.clock)
        return tell(self.endpoint.id, wake_at, time.monotonic() + 60)

    def wake_up(self) -> Told:
        """The last wake-up comes when it is due."""
        _, at = self.wakes[-1]
        self.now = max(self.now, at)
        return self.tell(at)

    @property
    def stored(self) -> Endpoint:
        found = self.webhooks.get(self.firm, self.endpoint.id)
        assert found
        return found

    def states(self) -> list[str]:
        return sorted(each.state.value for each in self.webhooks.page(self.endpoint.id, None, 100))


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def refuses(status: int | None, fault: DeliveryFault = DeliveryFault.STATUS) -> Answer:
    return lambda _: (status, fault)


def test_an_event_that_comes_twice_is_told_once(world: World) -> None:
    event = world.happens()
    QueueEvent(world.webhooks, clock=world.clock)(event)
    assert world.tell() == Told(delivered=1)
    assert world.tell() == Told()
    assert world.sent == [str(event.id)]
    assert world.wakes == []


def test_an_endpoint_is_told_what_it_chose_and_nothing_of_others(world: World) -> None:
    other = world.add_endpoint("DecisionMade")
    assert QueueEvent(world.webhooks)(world.happens()) == [world.endpoint.id]
    assert world.webhooks.page(other.id, None, 10) == []
    stranger = World(world.database)
    assert stranger.states() == []


def test_what_fails_is_tried_again_with_the_same_id_for_a_day_and_then_given_up(world: World) -> None:
    world.answer = refuses(500)
    event = world.happens()
    world.tell()
    while "waiting" in world.states():
        world.wake_up()
    assert world.states() == ["failed"]
    assert set(world.sent) == {str(event.id)}
    assert timedelta(days=1) <= world.now - NOW < timedelta(days=1, hours=3)
    assert 10 < len(world.sent) < 30
    assert world.stored.disabled_at is None


def test_after_a_success_it_counts_as_well_again(world: World) -> None:
    world.answer = refuses(None, DeliveryFault.TIMEOUT)
    world.happens()
    world.tell()
    assert world.stored.failing_since
    world.answer = refuses(204, None)  # type: ignore[arg-type]
    assert world.wake_up().delivered == 1
    assert world.webhooks.get(world.firm, world.endpoint.id) == world.endpoint


def test_one_that_is_away_is_tried_once_and_left_alone_however_much_happens(world: World) -> None:
    world.answer = refuses(None, DeliveryFault.TIMEOUT)
    for version in range(5):
        world.happens(version)
    assert world.tell() == Told(failed=1)
    for version in range(5, 10):
        world.happens(version)
        assert world.tell() == Told()
    assert len(world.sent) == 1
    assert len(world.wakes) == 1, "one wake-up is under way at a time"
    world.answer = lambda _: (200, None)
    assert world.wake_up().delivered == 10


def test_one_event_that_is_refused_keeps_no_other_waiting(world: World) -> None:
    bad = world.happens()
    world.answer = lambda headers: (400, DeliveryFault.STATUS) if headers["webhook-id"] == str(bad.id) else (200, None)
    world.happens(2)
    assert world.tell() == Told(delivered=1, failed=1)
    assert world.states() == ["delivered", "waiting"]
    world.happens(3)
    assert world.tell() == Told(delivered=1), "it is not due yet"
    assert len(world.wakes) == 1
    assert world.wake_up() == Told(failed=1)


def test_a_wake_up_that_came_before_its_time_is_handed_on(world: World) -> None:
    world.answer = refuses(None, DeliveryFault.TIMEOUT)
    world.happens()
    world.tell()
    _, at = world.wakes[-1]
    assert world.tell(at) == Told()
    assert world.wakes == [(world.endpoint.id, at)] * 2
    assert len(world.sent) == 1


def test_a_wake_up_that_was_lost_is_made_up_for_by_the_next_event(world: World) -> None:
    world.answer = refuses(None, DeliveryFault.TIMEOUT)
    world.happens()
    world.tell()
    world.now += timedelta(hours=1)
    world.answer = lambda _: (200, None)
    world.happens(2)
    assert world.tell() == Told(delivered=2)


def test_what_comes_while_an_endpoint_is_told_is_told_by_who_tells_it(world: World) -> None:
    """Two never tell the same endpoint at once."""
    world.happens()

    def meanwhile() -> None:
        world.during = lambda: None
        world.happens(2)
        assert world.tell() == Told()

    world.during = meanwhile
    assert world.tell() == Told(delivered=2)


def test_after_a_week_of_failures_it_is_disabled(world: World) -> None:
    world.answer = refuses(503)
    for day in range(8):
        world.now = NOW + timedelta(days=day)
        world.happens(day)
        world.tell()
    assert world.stored.fault == "failing"
    assert world.stored.disabled_at
    before = len(world.sent)
    assert QueueEvent(world.webhooks)(world.happens(99)) == []
    assert world.tell() == Told()
    assert len(world.sent) == before
    assert [each.id for each in world.told_admins] == [world.endpoint.id]


def test_one_that_says_it_is_gone_is_disabled_at_once(world: World) -> None:
    world.answer = refuses(410)
    world.happens()
    assert world.tell().disabled
    assert world.stored.fault == "gone"
    assert world.wakes == []
