"""What crosses the states of the machine that processes an interview: ids, and the names of errors."""

import json
from uuid import UUID

from pydantic import ConfigDict, Field

from interview.domain.sessions.failures import Failure, stopped
from interview.domain.values import Value

MAX_MESSAGE_CHARACTERS = 300


class QuestionTask(Value):
    """One question to merge, transcribe or score."""

    model_config = ConfigDict(hide_input_in_errors=True)

    session_id: UUID
    question_index: int = Field(ge=0)


class ScoringTask(QuestionTask):
    """One answer to score. `waits`: the machine comes again after as long as it is told; one that began with a
    definition that does not say so tries again after an error instead."""

    waits: bool = False


class Attempt(Value):
    """One attempt at processing a session."""

    model_config = ConfigDict(hide_input_in_errors=True)

    session_id: UUID
    attempt: int = Field(ge=1)


class Outcome(Value):
    """How one question ended: `error` names what exhausted its retries, None means success.

    `cause` is what Step Functions hands on: the JSON that the function's runtime wrote about the error.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    question_index: int = Field(ge=0)
    error: str | None = None
    cause: str = ""

    @property
    def message(self) -> str:
        """The error's own words, shortened."""
        return error_message(self.cause)


class Conclusion(Attempt):
    """The end of an attempt: every question's outcome, or the error that stopped the whole machine."""

    outcomes: tuple[Outcome, ...] = ()
    error: str | None = None
    cause: str = ""

    @property
    def failure(self) -> Failure | None:
        """Why the whole attempt stopped; None where it went through."""
        return None if self.error is None else stopped(self.error)


def error_message(cause: str) -> str:
    """The `errorMessage` of a Lambda failure, or the cause itself where it is no such JSON."""
    try:
        read = json.loads(cause)
    except ValueError:
        read = None
    message = read.get("errorMessage") if isinstance(read, dict) else None
    return str(message or cause)[:MAX_MESSAGE_CHARACTERS]
