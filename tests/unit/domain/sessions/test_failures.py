"""Why processing gave up, as codes; stored sessions and answers of before say it in sentences and names."""

from typing import get_args

import pytest

from interview.domain.sessions.failures import (
    BROKE_OFF,
    NOTHING_RECORDED,
    AnswerFailure,
    AnswerFailureCode,
    OtherFailure,
    TextParams,
    WholeFailure,
    answer_failure,
    questions_failed,
    stopped,
)
from interview.domain.sessions.session import Session
from interview.errors import ColloquyError, RequestError, kinds_of
from tests.builders import a_session

TOLD = "Not processed: question 2, follow-up 1 to question 2."

OF_NO_QUESTION = [f"Not processed: question {number}." for number in ("0", "٣", "9" * 5000)]


@pytest.mark.parametrize(
    ("stored", "failure"),
    [
        ("Nothing was recorded.", NOTHING_RECORDED),
        ("Processing broke off without a result.", BROKE_OFF),
        ("Not processed: question 2, question 11.", questions_failed([1, 10])),
        *((told, OtherFailure(params=TextParams(text=told))) for told in (TOLD, *OF_NO_QUESTION)),
        (None, None),
        *((failure.model_dump(), failure) for failure in (questions_failed([0, 2]), stopped("States.Timeout"))),
        *((failure.model_dump(), failure) for failure in (NOTHING_RECORDED, BROKE_OFF)),
    ],
)
def test_a_stored_failure_is_read_as_its_code(stored: object, failure: WholeFailure | None) -> None:
    document = {**a_session().model_dump(), "failure": stored}
    assert Session.model_validate(document).failure == failure


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("NothingArrivedError", "nothing_arrived"),
        ("MediaError", "media_error"),
        ("VendorRefusedError", "not_configured"),
        ("QuotaExceededError", "quota_exceeded"),
        ("States.Timeout", "internal_error"),
        ("StoredDocumentError", "internal_error"),
        ("AnErrorOfOnce", "internal_error"),
    ],
)
def test_an_answers_failure_has_the_code_of_its_error(error: str, code: AnswerFailureCode) -> None:
    stored = {"error": error, "message": "It says so.", "attempt": 2}
    made = answer_failure(error, "It says so.", attempt=2)
    assert made.code == code
    assert AnswerFailure.model_validate(stored) == made == AnswerFailure.model_validate(made.model_dump())


def test_every_error_of_processing_has_a_code_of_its_own() -> None:
    """All but those of requests, of objects that are none of ours, and of what a page asks for at once."""
    elsewhere = {"refused_object", "response_too_large", "feedback_unavailable", "speech_unavailable", "try_again"}
    raised = {kind.code for kind in kinds_of(ColloquyError) if not issubclass(kind, RequestError)}
    assert raised - elsewhere == set(get_args(AnswerFailureCode)) - {"quota_exceeded"}
