"""What a step of the state machine tells Step Functions of its failure, and what it tells its log."""

import json
import sys
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from awslambdaric.bootstrap import build_fault_result

from interview.domain.sessions.processing import QuestionTask, error_message
from interview.entrypoints.step import logger, step
from interview.errors import MediaError
from tests.functions.api_client import Log

CONTEXT: Any = SimpleNamespace(
    aws_request_id="request-1", function_name="merge", get_remaining_time_in_millis=lambda: 300_000
)
EVENT = {"session_id": str(uuid4()), "question_index": 0}


def cause_of(error: Exception) -> dict[str, Any]:
    """The JSON that AWS's runtime writes about a step that raises this, far down."""

    def fail(depth: int) -> None:
        if depth:
            fail(depth - 1)
        raise error

    @step(QuestionTask)
    def failing(_: QuestionTask) -> dict[str, Any]:
        fail(50)
        return {}

    try:
        failing(EVENT, CONTEXT)
    except Exception:  # noqa: BLE001 (as the runtime does)
        return dict(build_fault_result(sys.exc_info(), None))
    raise AssertionError("the step did not raise")


@pytest.mark.parametrize("words", ["x", "\\", '"', "\0", "ж", "😀"])
def test_the_causes_of_every_question_fit_one_state_whatever_they_say(words: str) -> None:
    """Fifty questions with two follow-ups each, and each of them fails."""
    cause = json.dumps(cause_of(MediaError(words * 10_000)))
    outcomes = [{"question_index": index, "error": "MediaError", "cause": cause} for index in range(150)]
    tasks = [QuestionTask(session_id=uuid4(), question_index=index).model_dump(mode="json") for index in range(150)]
    state = {"session_id": str(uuid4()), "attempt": 50, "questions": tasks, "outcomes": outcomes}
    assert len(json.dumps(state)) < 256 * 1024


def test_a_known_error_keeps_its_name_and_words() -> None:
    cause = cause_of(MediaError("two codecs"))
    assert cause["errorType"] == "MediaError"
    assert error_message(json.dumps(cause)) == "two codecs"


def test_an_unknown_error_is_named_and_its_words_go_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log()
    monkeypatch.setattr(logger.registered_handler, "stream", log.stream)
    cause = cause_of(KeyError("what the candidate said"))
    assert cause["errorType"] == "UnexpectedError"
    assert "what the candidate said" not in json.dumps(cause)
    assert "what the candidate said" not in log.stream.getvalue()
    [line] = log.named("worker_job_failed")
    assert (line["error"], line["requestId"]) == ("KeyError", "request-1")
    assert line["stack"][-1].endswith(" fail")
