"""The handler behind the queue of chunk events."""

import importlib
import json
from types import ModuleType

import pytest

from interview.domain.recordings.object_events import StoredObject
from interview.errors import NotConfiguredError
from interview.use_cases.recordings.register_chunks import Failure, Refusal, Registration
from tests.events import load


class Context:
    aws_request_id = "request-1"


@pytest.fixture
def chunk_registered(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The function of a stage whose database has no address yet."""
    for name in ("STAGE", "MONGODB_SECRET_ARN", "MONGODB_DATABASE", "MERGE_REQUESTS_QUEUE_URL", "RAW_BUCKET"):
        monkeypatch.setenv(name, "test")
    module = importlib.reload(importlib.import_module("functions.chunk_registered.handler"))

    def unconfigured(_settings: object) -> None:
        raise NotConfiguredError("the database is not configured")

    for use_case in ("discard_strays", "register_chunks"):
        monkeypatch.setattr(module.wiring, use_case, unconfigured)
    return module


def test_the_event_that_tests_a_new_queue_needs_no_database(chunk_registered: ModuleType) -> None:
    assert chunk_registered.handler(load("s3_test_event.json"), Context()) == {"batchItemFailures": []}


def test_chunks_are_not_lost_while_the_database_is_not_configured(chunk_registered: ModuleType) -> None:
    """The error sends the whole batch back to the queue."""
    with pytest.raises(NotConfiguredError):
        chunk_registered.handler(load("sqs_chunk_events.json"), Context())


def test_a_message_that_cannot_be_registered_comes_again_alone(
    chunk_registered: ModuleType, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    event = load("sqs_chunk_events.json")
    record = event["Records"][0]
    event["Records"] = [{**record, "messageId": message} for message in ("first", "repeated")]
    other = json.loads(record["body"])
    other["Records"][0]["s3"]["object"]["key"] = "index.html"
    event["Records"].append({**record, "messageId": "sound", "body": json.dumps(other)})

    def fails_for_one(objects: list[StoredObject]) -> Registration:
        failed = Failure([stored for stored in objects if stored.key != "index.html"], RuntimeError("a name"))
        return Registration(refused=[Refusal("index.html", "not the key of a chunk")], failed=[failed])

    monkeypatch.setattr(chunk_registered.wiring, "discard_strays", lambda _settings: lambda objects: (objects, []))
    monkeypatch.setattr(chunk_registered.wiring, "register_chunks", lambda _settings: fails_for_one)
    answer = chunk_registered.handler(event, Context())
    assert answer == {"batchItemFailures": [{"itemIdentifier": "first"}, {"itemIdentifier": "repeated"}]}
    [line] = [line for line in caplog.records if line.message == "chunks_not_registered"]
    assert vars(line)["error"] == "RuntimeError"
    assert "a name" not in str(vars(line))


def test_an_unreadable_message_fails_alone_and_is_logged_without_its_body(
    chunk_registered: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    event = {"Records": [{"messageId": "bad", "body": json.dumps({"name": "a candidate"})}]}
    answer = chunk_registered.handler(event, Context())
    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    [line] = caplog.records
    assert line.message == "chunk_event_unreadable"
    assert "a candidate" not in str(vars(line))
