import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.recordings.object_events import StoredObject, parse_notification
from interview.errors import MalformedRequestError
from tests.events import load


def test_a_recorded_notification_is_read() -> None:
    body = load("sqs_chunk_events.json")["Records"][0]["body"]
    assert parse_notification(body) == [
        StoredObject(
            key="0b9f7a3e-5a1c-4f0e-9a53-1df1c0ffee00/0/chunk_000.webm",
            size=61423,
            version_id="096fKKXTRTtl3on89fVO.nfljtsv6qko",
            sequencer="0055AED6DCD90281E5",
        )
    ]


def test_the_event_that_tests_a_new_queue_holds_nothing() -> None:
    assert parse_notification(load("s3_test_event.json")["Records"][0]["body"]) == []


def test_other_events_than_creations_are_passed_over() -> None:
    message = json.loads(load("sqs_chunk_events.json")["Records"][0]["body"])
    message["Records"][0]["eventName"] = "ObjectRemoved:Delete"
    assert parse_notification(json.dumps(message)) == []


@pytest.mark.parametrize("message", ["", "{", "[]", "null", '{"Records": 3}', '{"Records": [{}]}', "[" * 100_000])
def test_a_message_that_s3_would_not_send_is_malformed(message: str) -> None:
    with pytest.raises(MalformedRequestError):
        parse_notification(message)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["Records", "s3", "object"]), inner),
    max_leaves=10,
)


@given(json_values)
def test_any_json_is_read_or_called_malformed(value: object) -> None:
    with suppress(MalformedRequestError):
        assert parse_notification(json.dumps(value)) == []
