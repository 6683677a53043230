"""The function that scores."""

import importlib
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from interview.errors import ModelUnavailableError, RateLimitedError, VendorRefusedError
from interview.use_cases.evaluation.score_in_turn import Turn
from interview.wiring import score as wiring

SETTINGS = {
    "STAGE": "test",
    "MONGODB_SECRET_ARN": "none",
    "MONGODB_DATABASE": "none",
    "EVENT_BUS_NAME": "none",
    "GROQ_SECRET_ARN": "none",
    "GROQ_BASE_URL": "http://127.0.0.1:1",
    "GROQ_TOKENS_A_MINUTE": "0",
    "SCORE_MODELS": "one",
    "SCORE_SAMPLES": "adaptive",
}


Run = Callable[..., Any]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The function, with `score` in the use case's place."""

    def run(score: Callable[..., Turn], **task: Any) -> Any:
        for name, value in SETTINGS.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(wiring, "score_in_turn", lambda _: score)
        handler = importlib.import_module("functions.score.handler").handler
        context: Any = SimpleNamespace(
            aws_request_id="request-1", function_name="score", get_remaining_time_in_millis=lambda: 180_000
        )
        return handler({"session_id": str(uuid4()), "question_index": 0, **task}, context)

    return run


@pytest.mark.parametrize(
    ("error", "refusals"),
    [(VendorRefusedError("Groq answered 401", "groq"), ["groq"]), (ModelUnavailableError("Groq is away"), [])],
)
def test_a_vendor_that_refuses_is_counted_and_one_that_is_busy_is_not(
    run: Run, capsys: pytest.CaptureFixture[str], error: Exception, refusals: list[str]
) -> None:
    def score(*_: object) -> Turn:
        raise error

    with pytest.raises(type(error)):
        run(score)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert [line["vendor"] for line in lines if line.get("VendorRefused") == 1] == refusals


def test_the_machine_is_told_how_long_to_wait_for_a_turn(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    assert run(lambda *_: Turn(wait_s=42, behind=7), waits=True) == {"wait_s": 42}
    (line,) = (vars(record) for record in caplog.records if record.message == "score_waits")
    assert (line["waitS"], line["behind"]) == (42, 7)
    assert run(lambda *_: Turn(), waits=True) == {"wait_s": 0}


def test_a_machine_that_does_not_wait_tries_again_after_an_error(run: Run) -> None:
    """An execution goes on with the definition that it began with."""
    with pytest.raises(RateLimitedError) as caught:
        run(lambda *_: Turn(wait_s=42))
    assert caught.value.retryable
