"""Deepgram's streaming recognition (`/v2/listen`, Flux): turns with their words, times and interim results.

Shapes are those of the vendor's AsyncAPI description. There is no keep-alive message: silence keeps the socket open.
"""

import json
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

__all__ = ["SILENCE", "Connected", "Error", "Message", "TurnInfo", "Unknown", "Word", "close_stream", "parse", "url"]

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]

END_OF_TURN_TIMEOUT_MS = 4000
"""An answer deserves patience."""
SILENCE = bytes(3200)
"""100 ms of it."""


def url(address: str, model: str) -> str:
    """Where to connect for one answer."""
    query = {
        "model": model,
        "encoding": "linear16",
        "sample_rate": "16000",
        "eot_timeout_ms": str(END_OF_TURN_TIMEOUT_MS),
        "mip_opt_out": "true",  # candidates' voices train nobody's models
    }
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def close_stream() -> str:
    """Asks for the last words; the vendor closes when they are sent."""
    return json.dumps({"type": "CloseStream"}, separators=(",", ":"))


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Connected(_Message):
    """The socket is open."""

    type: Literal["Connected"]
    request_id: str = ""


class Word(_Message):
    """As shown. Seconds since the socket's first sound; some models give no times."""

    word: str
    confidence: float = Field(default=0.0, allow_inf_nan=False)
    start: Seconds | None = None
    end: Seconds | None = None


class TurnInfo(_Message):
    """All that is known of the current turn. `audio_window_*` are seconds since the socket's first sound."""

    type: Literal["TurnInfo"]
    event: Literal["Update", "StartOfTurn", "EagerEndOfTurn", "TurnResumed", "EndOfTurn"]
    turn_index: int = Field(ge=0)
    audio_window_start: Seconds = 0.0
    audio_window_end: Seconds = 0.0
    transcript: str = ""
    words: tuple[Word, ...] = ()


class Error(_Message):
    """Fatal: the vendor closes the socket."""

    type: Literal["Error"]
    code: str = ""


@dataclass(frozen=True)
class Unknown:
    """A message that an interview has no use for, or none at all."""


Known = Connected | TurnInfo | Error
Message = Known | Unknown

_KNOWN: TypeAdapter[Known] = TypeAdapter(Annotated[Known, Field(discriminator="type")])


def parse(text: str) -> Message:
    """Read a text frame; what is unknown or malformed is Unknown."""
    try:
        return _KNOWN.validate_json(text)
    except (ValidationError, UnicodeEncodeError):
        return Unknown()
