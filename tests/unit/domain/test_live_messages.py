"""What may be said over `/live`, and what is told."""

import json
from typing import Any, get_args
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from interview.domain.live_messages import (
    MAX_COMMAND_BYTES,
    Heartbeat,
    JoinSession,
    LiveCommand,
    LiveMessage,
    NewFlag,
    TellEvent,
    parse,
)
from interview.errors import MalformedRequestError

EVENT = {"id": str(uuid4()), "type": "COPY", "question_index": 1, "ago_ms": 1200, "detail": {"characters": 3}}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
almost = st.fixed_dictionaries(
    {"action": st.sampled_from(["join_session", "heartbeat", "proctoring_event", "be_hired"])},
    optional={"event": st.just(EVENT) | json_values, "type": json_values},
)
plain = [model for model in get_args(LiveMessage) if model is not NewFlag]
for each in plain:
    each.model_rebuild()  # Hypothesis reads its signature, which is made with the first one otherwise.


@pytest.mark.parametrize(
    ("message", "command"),
    [
        ({"action": "join_session"}, JoinSession(action="join_session")),
        ({"action": "heartbeat"}, Heartbeat(action="heartbeat")),
        (
            {"action": "proctoring_event", "event": EVENT},
            TellEvent.model_validate({"action": "proctoring_event", "event": EVENT}),
        ),
    ],
)
def test_every_command_is_read(message: dict[str, Any], command: LiveCommand) -> None:
    assert parse(json.dumps(message)) == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "heartbeat",
        '{"action":"heartbeat"',
        '{"action":"be_hired"}',
        '{"type":"heartbeat"}',
        '{"action":"proctoring_event"}',
        '{"action":"heartbeat","session_id":"of another"}',
        "[" * 2000,
        '{"action":"\ud800"}',
        '{"action":"heartbeat"}' + " " * MAX_COMMAND_BYTES,
        "é" * (MAX_COMMAND_BYTES // 2 + 1),
    ],
    ids=lambda text: repr(text[:40]),
)
def test_all_else_is_refused(text: str) -> None:
    with pytest.raises(MalformedRequestError):
        parse(text)


@given(st.text(st.characters()) | (json_values | almost).map(json.dumps))
def test_no_input_breaks_the_parser_nor_is_quoted(text: str) -> None:
    try:
        assert isinstance(parse(text), get_args(LiveCommand))
    except MalformedRequestError as refused:
        assert len(text) < 20 or text not in refused.message  # noqa: PT017 - most inputs are refused, a few are not


@given(st.one_of([st.from_type(model) for model in plain]))
def test_a_message_is_read_as_what_it_was(message: LiveMessage) -> None:
    assert TypeAdapter[LiveMessage](LiveMessage).validate_json(message.model_dump_json()) == message
