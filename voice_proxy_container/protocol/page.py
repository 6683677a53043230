"""The vocabulary of the candidate's page: small, so that nothing a browser sends becomes a prompt or a sentence.

Up: text frames with one command, binary frames with the microphone (linear 16-bit PCM, 16 kHz, mono; 3,200 bytes are
100 ms). Down: text frames with one message, binary frames with the agent's voice (the same at 24 kHz).
"""

import json
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

__all__ = [
    "BYTES_A_MS",
    "LONGEST_COMMAND",
    "LONGEST_FRAME",
    "AgentState",
    "AnswerFinished",
    "AnswerStarted",
    "Ask",
    "Command",
    "CommandError",
    "Goodbye",
    "Greet",
    "KeepAlive",
    "MoreTime",
    "PracticeFinished",
    "PracticeStarted",
    "Practise",
    "SpeakReview",
    "alive",
    "answer_stored",
    "audio_done",
    "caption",
    "closing",
    "error",
    "parse",
    "practice_heard",
    "ready",
    "restarting",
    "speech_ended",
    "speech_started",
    "state",
    "transcript",
]

LONGEST_FRAME = 64 * 1024
"""Bytes of a frame from the browser: two seconds of sound."""
LONGEST_COMMAND = 4 * 1024
"""Characters of a command."""
BYTES_A_MS = 32
"""Of the microphone's sound."""

AgentState = Literal["connecting", "listening", "quiet", "thinking", "speaking", "down"]

QuestionIndex = Annotated[int, Field(strict=True, ge=0, lt=1000)]


class _Command(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Greet(_Command):
    """Welcome the candidate."""

    type: Literal["greet"]


class Ask(_Command):
    """Say a question."""

    type: Literal["ask"]
    question: QuestionIndex


class AnswerStarted(_Command):
    """The microphone is the answer from now on."""

    type: Literal["answer_started"]
    question: QuestionIndex


class AnswerFinished(_Command):
    """The answer is over: store what was heard."""

    type: Literal["answer_finished"]
    question: QuestionIndex


class SpeakReview(_Command):
    """Say what the review of an answer says."""

    type: Literal["speak_review"]
    question: QuestionIndex


class MoreTime(_Command):
    """Tell the candidate that there is more time."""

    type: Literal["more_time"]
    question: QuestionIndex


class Goodbye(_Command):
    """Say goodbye."""

    type: Literal["goodbye"]


class Practise(_Command):
    """Say the question to practise on."""

    type: Literal["practise"]


class PracticeStarted(_Command):
    """The microphone is an answer to practise on: heard, and not stored."""

    type: Literal["practice_started"]


class PracticeFinished(_Command):
    """The answer to practise on is over."""

    type: Literal["practice_finished"]


class KeepAlive(_Command):
    """Does the socket live? Answered `alive`."""

    type: Literal["keep_alive"]


Command = (
    Greet
    | Ask
    | AnswerStarted
    | AnswerFinished
    | SpeakReview
    | MoreTime
    | Goodbye
    | Practise
    | PracticeStarted
    | PracticeFinished
    | KeepAlive
)

_COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="type")])


class CommandError(Exception):
    """What the browser sent is not of the vocabulary. `code` goes back to it; nothing of what it sent does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse(text: str) -> Command:
    """Read a command. Raises CommandError `too_long` or `unknown_message`."""
    if len(text) > LONGEST_COMMAND:
        raise CommandError("too_long")
    try:
        return _COMMAND.validate_json(text)
    except (ValidationError, UnicodeEncodeError):
        raise CommandError("unknown_message") from None


def ready(*, agent: bool, recognition: bool) -> str:
    """Which of the two can be used; without them the interview goes on in text."""
    return _message("ready", agent=agent, recognition=recognition)


@cache
def state(agent: AgentState) -> str:
    return _message("state", agent=agent)


def caption(text: str) -> str:
    """What the agent is saying, or would."""
    return _message("caption", text=text)


def speech_started() -> str:
    """The candidate speaks: queued sound of the agent is to be dropped."""
    return _message("speech_started")


def speech_ended() -> str:
    return _message("speech_ended")


def transcript(question: int | None, text: str, *, final: bool) -> str:
    """All of the answer so far; `final` where the last words will not change any more. Without a question where the
    socket serves for recognition alone."""
    return _message("transcript", question=question, text=text, final=final)


def practice_heard(text: str, *, final: bool) -> str:
    """All that was heard while practising; `final` once, when that is over and the agent listens again."""
    return _message("practice_heard", text=text, final=final)


def audio_done() -> str:
    """The agent has finished, and all its sound was sent."""
    return _message("audio_done")


def answer_stored(question: int, text: str, *, complete: bool) -> str:
    """The answer's live transcript is in the database; `complete` where no part of the answer was missed."""
    return _message("answer_stored", question=question, text=text, complete=complete)


def error(code: str, message: str) -> str:
    return _message("error", code=code, message=message)


@cache
def alive() -> str:
    """The answer to `keep_alive`."""
    return _message("alive")


def restarting(heard_ms: int) -> str:
    """The task ends: come back at once with a new ticket, and go on where you were. So much of the answer was heard."""
    return _message("restarting", heard_ms=heard_ms)


def closing(reason: str) -> str:
    """The last message. `closed`, `replaced` and `elsewhere` (another conversation of this interview) are for good."""
    return _message("closing", reason=reason)


_ENCODER = json.JSONEncoder(separators=(",", ":"))


def _message(kind: str, **fields: object) -> str:
    return _ENCODER.encode({"type": kind, **fields})
