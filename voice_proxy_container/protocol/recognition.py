"""Deepgram's streaming recognition (`/v2/listen`, Flux): turns with their words, times and interim results.

Shapes are those of the vendor's AsyncAPI description. There is no keep-alive message: silence keeps the socket open.
"""

import json
from typing import Annotated, Literal, NotRequired
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from interview.domain.languages import Language, vocabulary
from voice_proxy_container.protocol.agent import Error, Garbled, Seconds, Unknown, is_message

__all__ = [
    "SILENCE",
    "ConfigureFailure",
    "ConfigureSuccess",
    "Connected",
    "Error",
    "Garbled",
    "Message",
    "TurnInfo",
    "Unknown",
    "Word",
    "close_stream",
    "parse",
    "url",
]

END_OF_TURN_TIMEOUT_MS = 4000
"""An answer deserves patience. The vendor's own is 5000."""
END_OF_TURN_THRESHOLD = 0.8
"""Of confidence, 0.5 to 0.9; the vendor's own is 0.7. What a turn's end means for an answer, the page decides."""
EAGER_END_OF_TURN_THRESHOLD = 0.5
"""0.3 to 0.9, and no more than the other; the vendor tells of no eager end where none is given."""
SILENCE = bytes(3200)
"""100 ms of it."""


def url(address: str, language: Language) -> str:
    """Where to connect for one answer in this language."""
    speech = vocabulary(language).speech
    query = {
        "model": speech.listen_model,
        "language_hint": speech.hints,
        "encoding": "linear16",
        "sample_rate": "16000",
        "eager_eot_threshold": str(EAGER_END_OF_TURN_THRESHOLD),
        "eot_threshold": str(END_OF_TURN_THRESHOLD),
        "eot_timeout_ms": str(END_OF_TURN_TIMEOUT_MS),
        "mip_opt_out": "true",  # candidates' voices train nobody's models
    }
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query, doseq=True)}"


def close_stream() -> str:
    """Asks for the last words; the vendor closes when they are sent."""
    return json.dumps({"type": "CloseStream"}, separators=(",", ":"))


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Connected(_Message):
    """The socket is open."""

    type: Literal["Connected"]
    request_id: str = ""


class Word(TypedDict):
    """As shown. Seconds since the socket's first sound; some models give no times. A dictionary, since a long turn
    brings all its words several times a second."""

    word: str
    confidence: NotRequired[Annotated[float, Field(allow_inf_nan=False)]]
    start: NotRequired[Seconds | None]
    end: NotRequired[Seconds | None]


class TurnInfo(_Message):
    """All that is known of the current turn. `audio_window_*` are seconds since the socket's first sound."""

    type: Literal["TurnInfo"]
    event: Literal["Update", "StartOfTurn", "EagerEndOfTurn", "TurnResumed", "EndOfTurn"]
    turn_index: int = Field(ge=0)
    audio_window_start: Seconds = 0.0
    audio_window_end: Seconds = 0.0
    transcript: str = ""
    words: list[Word] = []
    end_of_turn_confidence: float = 0.0


class ConfigureSuccess(_Message):
    """Answers Configure, which the proxy never sends; likewise ConfigureFailure."""

    type: Literal["ConfigureSuccess"]


class ConfigureFailure(_Message):
    type: Literal["ConfigureFailure"]


Known = Connected | TurnInfo | ConfigureSuccess | ConfigureFailure | Error
Message = Known | Unknown | Garbled

_KNOWN: TypeAdapter[Known] = TypeAdapter(Annotated[Known, Field(discriminator="type")])


def parse(text: str) -> Message:
    """Read a text frame, whatever it holds."""
    try:
        return _KNOWN.validate_json(text)
    except (ValidationError, UnicodeEncodeError):
        return Unknown() if is_message(text) else Garbled()
