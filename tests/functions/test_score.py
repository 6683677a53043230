"""The function that scores."""

import importlib
import json
import warnings
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from interview import wiring

SETTINGS = {
    "STAGE": "test",
    "MONGODB_SECRET_ARN": "none",
    "MONGODB_DATABASE": "none",
    "GROQ_SECRET_ARN": "none",
    "GROQ_BASE_URL": "http://127.0.0.1:1",
    "SCORE_MODELS": "one",
    "POWERTOOLS_METRICS_NAMESPACE": "Colloquy",
    "POWERTOOLS_SERVICE_NAME": "score",
}


def test_an_answer_that_no_model_scored_leaves_a_metric_and_no_warning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(wiring, "score_answer", lambda _: lambda *_: None)
    handler = importlib.import_module("functions.score.handler").handler
    context: Any = SimpleNamespace(aws_request_id="request-1", function_name="score")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        handler({"session_id": str(uuid4()), "question_index": 0}, context)
    [metric] = [line for line in map(json.loads, capsys.readouterr().out.splitlines()) if "_aws" in line]
    assert metric["ModelRetired"] == [0.0]
