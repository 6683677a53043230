"""The handler behind the queue of chunk events."""

import importlib
import json
from types import ModuleType

import pytest

from interview.errors import NotConfiguredError
from tests.events import load


class Context:
    aws_request_id = "request-1"


@pytest.fixture
def chunk_registered(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The function of a stage whose database has no address yet."""
    for name in ("STAGE", "MONGODB_SECRET_ARN", "MONGODB_DATABASE", "MERGE_REQUESTS_QUEUE_URL"):
        monkeypatch.setenv(name, "test")
    module = importlib.reload(importlib.import_module("functions.chunk_registered.handler"))

    def unconfigured(_settings: object) -> None:
        raise NotConfiguredError("the database is not configured")

    monkeypatch.setattr(module.wiring, "register_chunks", unconfigured)
    return module


def test_the_event_that_tests_a_new_queue_needs_no_database(chunk_registered: ModuleType) -> None:
    assert chunk_registered.handler(load("s3_test_event.json"), Context()) == {"batchItemFailures": []}


def test_chunks_are_not_lost_while_the_database_is_not_configured(chunk_registered: ModuleType) -> None:
    """The error sends the whole batch back to the queue."""
    with pytest.raises(NotConfiguredError):
        chunk_registered.handler(load("sqs_chunk_events.json"), Context())


def test_an_unreadable_message_fails_alone_and_is_logged_without_its_body(
    chunk_registered: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    event = {"Records": [{"messageId": "bad", "body": json.dumps({"name": "a candidate"})}]}
    answer = chunk_registered.handler(event, Context())
    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    [line] = caplog.records
    assert line.message == "chunk_event_unreadable"
    assert "a candidate" not in str(vars(line))
