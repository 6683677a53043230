"""Deepgram's speech over a WebSocket (`/v1/speak`): what is said to it, and what it says beside sound.

Texts are gathered until a `Flush`; the sound of what was gathered follows, then `Flushed`. `Clear` forgets both, and is
answered with `Cleared` after the last sound of before.
"""

import json
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from interview.domain.languages import Language, vocabulary
from voice_proxy_container.protocol import agent
from voice_proxy_container.protocol.agent import Garbled, Unknown, is_message

__all__ = ["Cleared", "Flushed", "Message", "clear", "parse", "say", "url"]

FORM = {"encoding": "linear16", "sample_rate": "24000", "mip_opt_out": "true"}
"""Of sound: as the agent's is."""


class Flushed(BaseModel):
    """All sound of what was to be said was sent."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: Literal["Flushed"]


class Cleared(BaseModel):
    """What comes from now on is of what was said after the Clear."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: Literal["Cleared"]


Known = Flushed | Cleared | agent.Warning
Message = Known | Unknown | Garbled

_KNOWN: TypeAdapter[Known] = TypeAdapter(Annotated[Known, Field(discriminator="type")])


def url(api_url: str, language: Language) -> str:
    """Where to connect for a voice of this language; `api_url` is `https://api.deepgram.com`."""
    address = api_url.rstrip("/").replace("http", "ws", 1)
    return f"{address}/v1/speak?{urlencode({'model': vocabulary(language).speech.voice, **FORM})}"


def say(text: str) -> tuple[str, str]:
    """Have a sentence said now."""
    return json.dumps({"type": "Speak", "text": text}), json.dumps({"type": "Flush"})


def clear() -> str:
    """Say no more of what was to be said."""
    return json.dumps({"type": "Clear"})


def parse(text: str) -> Message:
    """Read a text frame, whatever it holds."""
    try:
        return _KNOWN.validate_json(text)
    except (ValidationError, UnicodeEncodeError):
        return Unknown() if is_message(text) else Garbled()
