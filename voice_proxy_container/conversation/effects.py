"""What a conversation wants done; `relay` does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interview.domain.transcripts.live_transcripts import TranscriptLine
from voice_proxy_container.protocol import page

__all__ = [
    "BeginTake",
    "CloseAgent",
    "CloseRecognition",
    "Count",
    "CountSpeech",
    "Effect",
    "End",
    "FindFeedback",
    "FindQuestion",
    "Log",
    "Measure",
    "OpenAgent",
    "OpenRecognition",
    "SoundToAgent",
    "SoundToRecognition",
    "StoreAnswer",
    "StoreLine",
    "StoreWords",
    "ToAgent",
    "ToPage",
    "ToRecognition",
]


@dataclass(frozen=True, slots=True)
class ToPage:
    message: page.Message


@dataclass(frozen=True, slots=True)
class ToAgent:
    text: str


@dataclass(frozen=True, slots=True)
class ToRecognition:
    text: str


@dataclass(frozen=True, slots=True)
class SoundToAgent:
    """Masked binary frames."""

    wire: bytes


@dataclass(frozen=True, slots=True)
class SoundToRecognition:
    """Masked binary frames."""

    wire: bytes


@dataclass(frozen=True, slots=True)
class OpenAgent:
    after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class CloseAgent:
    pass


@dataclass(frozen=True, slots=True)
class OpenRecognition:
    after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class CloseRecognition:
    pass


@dataclass(frozen=True, slots=True)
class BeginTake:
    """A take of this question begins, or goes on: what was stored of the answer is not the whole of it any more."""

    question: int


@dataclass(frozen=True, slots=True)
class StoreLine:
    """Write this wording of a line, soon and in order."""

    line: TranscriptLine


@dataclass(frozen=True, slots=True)
class StoreWords:
    """Write all lines so far at once; then tell the conversation, which tells the page this."""

    turn: page.Turn


@dataclass(frozen=True, slots=True)
class StoreAnswer:
    """Write all lines, and the answer's live transcript; tell the conversation how it went, unless it went on."""

    question: int
    stream: str
    complete: bool
    duration_ms: int
    request_id: str | None
    lines: Sequence[TranscriptLine] = field(default=(), repr=False, compare=False)
    """Of the take."""


@dataclass(frozen=True, slots=True)
class FindQuestion:
    """Look up a question that the session did not have when it was read; tell the conversation."""

    question: int


@dataclass(frozen=True, slots=True)
class FindFeedback:
    """Look up what may be spoken of an answer's feedback; tell the conversation."""

    question: int


@dataclass(frozen=True, slots=True)
class Log:
    """Never with words in it."""

    event: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """Milliseconds by the name of a metric. Never of whom."""

    milliseconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Count:
    """One more of a metric's name. Never of whom."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class CountSpeech:
    """Count the characters of a sentence that is to be said; then tell the conversation whether it may be."""

    text: str


@dataclass(frozen=True, slots=True)
class End:
    """Close the browser's socket."""

    code: int
    reason: str


Effect = (
    ToPage
    | ToAgent
    | ToRecognition
    | SoundToAgent
    | SoundToRecognition
    | OpenAgent
    | CloseAgent
    | OpenRecognition
    | CloseRecognition
    | BeginTake
    | StoreLine
    | StoreWords
    | StoreAnswer
    | FindQuestion
    | FindFeedback
    | Log
    | Measure
    | Count
    | CountSpeech
    | End
)
