"""The function that scores."""

import importlib
import json
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from interview.errors import ModelUnavailableError, VendorRefusedError
from interview.wiring import score as wiring

SETTINGS = {
    "STAGE": "test",
    "MONGODB_SECRET_ARN": "none",
    "MONGODB_DATABASE": "none",
    "GROQ_SECRET_ARN": "none",
    "GROQ_BASE_URL": "http://127.0.0.1:1",
    "SCORE_MODELS": "one",
    "POWERTOOLS_SERVICE_NAME": "score",
}


@pytest.mark.parametrize(
    ("error", "refusals"),
    [(VendorRefusedError("Groq answered 401", "groq"), ["groq"]), (ModelUnavailableError("Groq is away"), [])],
)
def test_a_vendor_that_refuses_is_counted_and_one_that_is_busy_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, refusals: list[str]
) -> None:
    def score(*_: object) -> None:
        raise error

    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(wiring, "score_answer", lambda _: score)
    handler = importlib.import_module("functions.score.handler").handler
    context: Any = SimpleNamespace(
        aws_request_id="request-1", function_name="score", get_remaining_time_in_millis=lambda: 180_000
    )
    with pytest.raises(type(error)):
        handler({"session_id": str(uuid4()), "question_index": 0}, context)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert [line["vendor"] for line in lines if line.get("VendorRefused") == 1] == refusals
