"""What a recogniser's process is asked, and what it answers: `python -m local_cloud.stand_ins.whisper WEIGHTS`.

It hears one stretch of sound after the other. A request is two lengths of four bytes (big-endian), so much JSON,
`{"language", "before"}`, and so much sound: 16 kHz mono signed 16-bit little-endian samples, half a minute at most. The
answer is a line, a JSON list of the words heard, each a `HeardWord`, in seconds from the sound's beginning.
"""

import json
import struct
from collections.abc import Callable
from typing import BinaryIO, TextIO, TypedDict

__all__ = ["ENGLISH", "SAMPLE_RATE", "HeardWord", "answer_all", "request"]

ENGLISH = "en"
SAMPLE_RATE = 16000

_LENGTHS = struct.Struct(">II")


class HeardWord(TypedDict):
    """A word as it is written, with the marks that follow it."""

    word: str
    start: float
    end: float
    confidence: float


def request(pcm: bytes, language: str, before: str = "") -> bytes:
    """A request as it is sent; `before`: what was said until then."""
    asked = json.dumps({"language": language, "before": before}).encode()
    return _LENGTHS.pack(len(asked), len(pcm)) + asked + pcm


def answer_all(hear: Callable[[bytes, str, str], list[HeardWord]], requests: BinaryIO, answers: TextIO) -> None:
    """Answer requests until there are no more."""
    while lengths := requests.read(_LENGTHS.size):
        asked, sound = _LENGTHS.unpack(lengths)
        how = json.loads(requests.read(asked))
        answers.write(json.dumps(hear(requests.read(sound), how["language"], how["before"])) + "\n")
        answers.flush()
