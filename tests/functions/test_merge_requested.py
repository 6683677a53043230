"""The function behind the queue of merge requests, given what SQS sends."""

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from interview.domain.sessions.processing import QuestionTask
from interview.errors import DatabaseUnavailableError, MediaError, NothingArrivedError, NothingRecordedError
from interview.wiring import merge_requested as wiring
from tests.functions.api_client import Api, Context


@pytest.fixture
def function(api: Api, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("RAW_BUCKET", "raw")
    monkeypatch.setenv("MERGED_BUCKET", "merged")
    monkeypatch.setenv("PROCESS_ANSWER_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:process-answer")
    return importlib.import_module("functions.merge_requested.handler")


@pytest.fixture
def request_merge(function: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Ask for a merge that ends so."""

    def asked(error: Exception) -> None:
        def merge(*_: Any) -> None:
            raise error

        monkeypatch.setattr(wiring, "merge_question", lambda _: merge)
        task = QuestionTask(session_id=uuid4(), question_index=0)
        function.handler({"Records": [{"body": task.model_dump_json()}]}, Context())

    return asked


@pytest.mark.parametrize("error", [MediaError("two codecs"), NothingRecordedError("junk"), NothingArrivedError("none")])
def test_a_recording_that_would_fail_again_becomes_no_dead_letter(
    request_merge: Callable[[Exception], None], error: Exception
) -> None:
    """Whoever has a link may post what is none."""
    request_merge(error)


def test_what_may_pass_comes_again(request_merge: Callable[[Exception], None]) -> None:
    with pytest.raises(DatabaseUnavailableError):
        request_merge(DatabaseUnavailableError("the database did not answer"))
