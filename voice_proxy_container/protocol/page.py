"""The vocabulary of the candidate's page: small, so that nothing a browser sends becomes a prompt or a sentence.

Up: text frames with one command, binary frames with the microphone (linear 16-bit PCM, 16 kHz, mono; 3,200 bytes are
100 ms). Down: text frames with one message, binary frames with the agent's voice (the same at 24 kHz). The page's types
are generated from these models (`make types`).
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import TypeAliasType

from interview.domain.sessions.session import ConversationOver

__all__ = [
    "BYTES_A_MS",
    "MAX_COMMAND",
    "MAX_FRAME",
    "AgentState",
    "Alive",
    "AnswerFinished",
    "AnswerResumed",
    "AnswerStarted",
    "AnswerStored",
    "Ask",
    "AudioDone",
    "Caption",
    "Closing",
    "ClosingReason",
    "Command",
    "CommandError",
    "ErrorCode",
    "Goodbye",
    "Greet",
    "KeepAlive",
    "Message",
    "MoreTime",
    "PracticeFinished",
    "PracticeHeard",
    "PracticeStarted",
    "Practise",
    "Ready",
    "Refusal",
    "Request",
    "Restarting",
    "SpeakFeedback",
    "SpeechEnded",
    "SpeechStarted",
    "State",
    "Transcript",
    "Turn",
    "TurnEvent",
    "VoiceError",
    "parse",
]

MAX_FRAME = 64 * 1024
"""Bytes of a frame from the browser: two seconds of sound."""
MAX_COMMAND = 4 * 1024
"""Characters of a command."""
BYTES_A_MS = 32
"""Of the microphone's sound."""

AgentState = TypeAliasType("AgentState", Literal["connecting", "listening", "quiet", "thinking", "speaking", "down"])
"""`quiet` is an agent that reads aloud and does not listen."""
Refusal = Literal[
    "unknown_message", "too_long", "bad_sound", "no_such_question", "wrong_order", "too_many", "not_resumed"
]
"""Why a frame of the browser is not obeyed."""
TurnEvent = TypeAliasType("TurnEvent", Literal["update", "eager_end", "resumed", "end"])
ErrorCode = Literal[
    Refusal, "no_feedback", "not_stored", "agent_down", "agent_full", "recognition_down", "recognition_full"
]
ClosingReason = Literal[ConversationOver, "idle", "refused", "restarting", "time_limit"]

QuestionIndex = Annotated[int, Field(strict=True, ge=0, lt=1000)]


class _Command(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Greet(_Command):
    """Welcome the candidate."""

    type: Literal["greet"]


class Ask(_Command):
    """Say a question. Questions count from 0."""

    type: Literal["ask"]
    question: QuestionIndex


class AnswerStarted(_Command):
    """The microphone is the answer from now on."""

    type: Literal["answer_started"]
    question: QuestionIndex


class AnswerFinished(_Command):
    """The answer is over: store what was heard. Answered `answer_stored`, or the error `not_stored`. `in_part`: the
    page had to drop some of its sound, so that words are lacking."""

    type: Literal["answer_finished"]
    question: QuestionIndex
    in_part: bool = False


class AnswerResumed(_Command):
    """The answer that was finished last goes on, from the moment on at which it was finished: until 10 s after that.
    Otherwise, and where it went on too often, the error `not_resumed`."""

    type: Literal["answer_resumed"]
    question: QuestionIndex


class SpeakFeedback(_Command):
    """Say what the feedback on an answer says."""

    type: Literal["speak_feedback"]
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
    """The answer to practise on is over. Answered by a final `practice_heard`."""

    type: Literal["practice_finished"]


class KeepAlive(_Command):
    """Does the socket live? Answered `alive`."""

    type: Literal["keep_alive"]


Request = (
    Greet
    | Ask
    | AnswerStarted
    | AnswerFinished
    | AnswerResumed
    | SpeakFeedback
    | MoreTime
    | Goodbye
    | Practise
    | PracticeStarted
    | PracticeFinished
)
"""What has its place in the order of an interview."""
Command = Request | KeepAlive
"""All that the page says in text."""

_COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="type")])


class CommandError(Exception):
    """What the browser sent is not of the vocabulary. `code` goes back to it; nothing of what it sent does."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code = code


def parse(text: str) -> Command:
    """Read a command. Raises CommandError `too_long` or `unknown_message`."""
    if len(text) > MAX_COMMAND:
        raise CommandError("too_long")
    try:
        return _COMMAND.validate_json(text)
    except (ValidationError, UnicodeEncodeError):
        raise CommandError("unknown_message") from None


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)

    def encode(self) -> str:
        """The text frame."""
        return self.model_dump_json()


class Ready(_Message):
    """Which of the two can be used; without them the interview goes on in text."""

    type: Literal["ready"] = "ready"
    agent: bool
    recognition: bool


class State(_Message):
    """What the agent does now."""

    type: Literal["state"] = "state"
    agent: AgentState


class Caption(_Message):
    """What the agent is saying, or would."""

    type: Literal["caption"] = "caption"
    text: str


class SpeechStarted(_Message):
    """The candidate speaks: queued sound of the agent is to be dropped."""

    type: Literal["speech_started"] = "speech_started"


class SpeechEnded(_Message):
    """The candidate pauses."""

    type: Literal["speech_ended"] = "speech_ended"


class Transcript(_Message):
    """All of the answer so far; `final` where the last words will not change any more. Without a question where the
    socket serves for recognition alone."""

    type: Literal["transcript"] = "transcript"
    question: int | None
    text: str
    final: bool


class Turn(_Message):
    """How sure the recogniser is that nothing more comes: `eager_end` where it may be so, `resumed` where after all it
    is not, `end` where it is, `update` where its confidence changed by 0.05 or more. The words up to an `eager_end` or
    an `end` are in the database. Without a question in an answer to practise on."""

    type: Literal["turn"] = "turn"
    question: int | None
    event: TurnEvent
    confidence: Annotated[float, Field(ge=0, le=1)]


class PracticeHeard(_Message):
    """All that was heard while practising; `final` once, when that is over and the agent listens again."""

    type: Literal["practice_heard"] = "practice_heard"
    text: str
    final: bool


class AudioDone(_Message):
    """The agent has finished, and all its sound was sent."""

    type: Literal["audio_done"] = "audio_done"


class AnswerStored(_Message):
    """The answer's live transcript is in the database; `complete` where no part of the answer was missed."""

    type: Literal["answer_stored"] = "answer_stored"
    question: int
    text: str
    complete: bool


class VoiceError(_Message):
    """What was refused, or does not work for now. `message` is for developers."""

    type: Literal["error"] = "error"
    code: ErrorCode
    message: str


class Alive(_Message):
    """The answer to `keep_alive`."""

    type: Literal["alive"] = "alive"


class Restarting(_Message):
    """The task ends: come back at once with a new ticket, and go on where you were. So many milliseconds of the answer
    were heard."""

    type: Literal["restarting"] = "restarting"
    heard_ms: int


class Closing(_Message):
    """The last message. `closed`, `replaced` and `elsewhere` (another conversation of this interview) are for good."""

    type: Literal["closing"] = "closing"
    reason: ClosingReason


Message = (
    Ready
    | State
    | Caption
    | SpeechStarted
    | SpeechEnded
    | Transcript
    | Turn
    | PracticeHeard
    | AudioDone
    | AnswerStored
    | VoiceError
    | Alive
    | Restarting
    | Closing
)
"""All that the page is told in text."""
