"""Why processing gave up on an interview, or on one of its answers: codes, which the page words.

Sentences were stored in their place once, which are read for ever.
"""

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from interview.domain.values import Value
from interview.errors import ColloquyError, kinds_of

__all__ = [
    "BROKE_OFF",
    "NOTHING_RECORDED",
    "OF_SCORING",
    "AnswerFailure",
    "AnswerFailureCode",
    "Failure",
    "answer_failure",
    "questions_failed",
    "stopped",
]


class NoParams(Value):
    """There is nothing more to say."""


# Not checked: to do so is to work out how the model is read, wherever this module is imported.
NO_PARAMS = NoParams.model_construct()


class QuestionsParams(Value):
    """The questions by their indexes."""

    questions: tuple[int, ...]


class StoppedParams(Value):
    """The error's name, for support."""

    error: str


class TextParams(Value):
    """A sentence in English."""

    text: str


class WholeFailure(Value):
    """There was nothing to process, or processing broke off without a result."""

    code: Literal["nothing_recorded", "broke_off"]
    params: NoParams = NO_PARAMS


class QuestionsFailure(Value):
    """Some answers failed: each says why."""

    code: Literal["questions_failed"] = "questions_failed"
    params: QuestionsParams


class StoppedFailure(Value):
    """An error stopped the whole attempt."""

    code: Literal["stopped"] = "stopped"
    params: StoppedParams


class OtherFailure(Value):
    """What was stored before there were codes, and fits none."""

    code: Literal["other"] = "other"
    params: TextParams


NOTHING_RECORDED = WholeFailure.model_construct(code="nothing_recorded")
BROKE_OFF = WholeFailure.model_construct(code="broke_off")
ONCE_SAID = {
    "Nothing was recorded.": NOTHING_RECORDED,
    "Processing broke off without a result.": BROKE_OFF,
}

NUMBER = "[1-9][0-9]{0,3}"
MAIN_QUESTIONS = re.compile(f"Not processed: question {NUMBER}(?:, question {NUMBER})*\\.")


def _read(said: object) -> object:
    if not isinstance(said, str):
        return said
    if MAIN_QUESTIONS.fullmatch(said):
        return questions_failed([int(number) - 1 for number in re.findall(NUMBER, said)])
    return ONCE_SAID.get(said) or OtherFailure(params=TextParams(text=said))


Failure = Annotated[
    WholeFailure | QuestionsFailure | StoppedFailure | OtherFailure, Field(discriminator="code"), BeforeValidator(_read)
]


def questions_failed(questions: list[int]) -> QuestionsFailure:
    return QuestionsFailure(params=QuestionsParams(questions=tuple(questions)))


def stopped(error: str) -> StoppedFailure:
    return StoppedFailure(params=StoppedParams(error=error))


AnswerFailureCode = Literal[
    "nothing_arrived",
    "nothing_recorded",
    "media_error",
    "merge_interrupted",
    "publish_conflict",
    "transcription_refused",
    "transcription_unavailable",
    "scoring_refused",
    "model_unavailable",
    "model_answer",
    "rate_limited",
    "quota_exceeded",
    "not_configured",
    "storage_unavailable",
    "database_unavailable",
    "internal_error",
]


OF_SCORING: frozenset[AnswerFailureCode] = frozenset(
    {"scoring_refused", "model_unavailable", "model_answer", "rate_limited"}
)
"""Of an answer that is in words all the same: a score is all it lacks."""


class AnswerFailure(Value):
    """Why processing gave up on this question. The error's name and its words are for support."""

    code: AnswerFailureCode
    error: str
    message: str
    attempt: int

    @model_validator(mode="before")
    @classmethod
    def _without_code(cls, stored: object) -> object:
        """Once the error's name was all that was stored."""
        if isinstance(stored, dict) and "code" not in stored and isinstance(stored.get("error"), str):
            return {**stored, "code": _code_of(stored["error"])}
        return stored


def answer_failure(error: str, message: str, attempt: int) -> AnswerFailure:
    """`error` is the name that Step Functions gives."""
    return AnswerFailure(code=_code_of(error), error=error, message=message, attempt=attempt)


def _code_of(error: str) -> AnswerFailureCode:
    code = next((kind.code for kind in kinds_of(ColloquyError) if kind.__name__ == error), None)
    return next((known for known in get_args(AnswerFailureCode) if known == code), "internal_error")
