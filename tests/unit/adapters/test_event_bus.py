"""How events are handed to the bus."""

import json
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError

from interview.adapters import event_bus
from interview.adapters.event_bus import EventBus
from interview.domain.events import SessionChanged, StateData
from interview.domain.sessions.session import SessionState
from interview.errors import StorageUnavailableError

AT = datetime(2026, 11, 30, 9, 41, 7, 312000, tzinfo=UTC)


def changed(version: int) -> SessionChanged:
    return SessionChanged(
        at=AT,
        organisation_id=UUID(int=1),
        session_id=UUID(int=2),
        session_version=version,
        data=StateData(state=SessionState.DONE),
    )


class Bridge:
    """EventBridge: which entries it has no room for, or whether it answers at all."""

    def __init__(self, refused: Sequence[int] = (), *, away: bool = False) -> None:
        self.refused, self.away = refused, away
        self.entries: list[dict[str, Any]] = []
        self.calls = 0

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803 (as boto3 has it)
        self.calls += 1
        if self.away:
            raise ReadTimeoutError(endpoint_url="https://events")
        self.entries += Entries
        answers = [
            {"ErrorCode": "ThrottlingException"} if place in self.refused else {"EventId": str(place)}
            for place in range(len(Entries))
        ]
        return {"FailedEntryCount": len(self.refused), "Entries": answers}


def bus_of(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> EventBus:
    monkeypatch.setattr(event_bus, "_client", lambda: bridge)
    return EventBus("colloquy-prod")


def test_an_entry_says_what_a_rule_looks_for_and_is_the_event(monkeypatch: pytest.MonkeyPatch) -> None:
    bridge, event = Bridge(), changed(4)
    assert bus_of(bridge, monkeypatch).put([event]) == [True]
    (entry,) = bridge.entries
    detail = json.loads(entry.pop("Detail"))
    assert entry == {
        "EventBusName": "colloquy-prod",
        "Source": "colloquy",
        "DetailType": "SessionChanged",
        "Time": AT,
    }
    assert SessionChanged.model_validate(detail) == event
    assert detail["id"] == str(event.id)


def test_a_call_that_was_answered_may_have_taken_some_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """EventBridge answers 200 all the same."""
    events = [changed(version) for version in range(4)]
    assert bus_of(Bridge(refused=[0, 2]), monkeypatch).put(events) == [False, True, False, True]


def test_a_bus_that_does_not_answer_may_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StorageUnavailableError) as raised:
        bus_of(Bridge(away=True), monkeypatch).put([changed(1)])
    assert raised.value.retryable


def test_a_bus_that_did_not_answer_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    bridge, now_s = Bridge(away=True), 1000.0
    monkeypatch.setattr(event_bus, "time", SimpleNamespace(monotonic=lambda: now_s))
    bus = bus_of(bridge, monkeypatch)
    for _ in range(3):
        with pytest.raises(StorageUnavailableError):
            bus.put([changed(1)])
    assert bridge.calls == 1
    bridge.away, now_s = False, now_s + event_bus.PAUSE_S
    assert bus.put([changed(1)]) == [True]
    assert bus.put([changed(2)]) == [True]


def test_a_bus_that_hangs_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a connection, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        client = boto3.client(
            "events",
            config=event_bus.TIMEOUTS.merge(Config(read_timeout=0.2)),
            endpoint_url=f"http://127.0.0.1:{hanging.getsockname()[1]}",
            region_name="us-east-1",
            aws_access_key_id="none",
            aws_secret_access_key="none",
        )
        monkeypatch.setattr(event_bus, "_client", lambda: client)
        with pytest.raises(StorageUnavailableError):
            EventBus("colloquy-prod").put([changed(1)])
        hanging.settimeout(0)
        hanging.accept()[0].close()
        with pytest.raises(BlockingIOError):
            hanging.accept()


def test_an_event_has_the_same_id_whenever_it_is_read_and_no_other_has() -> None:
    assert changed(1).id == changed(1).id
    assert len({changed(version).id for version in range(100)}) == 100
