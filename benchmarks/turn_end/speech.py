"""The answers as they are spoken, with pauses of known length put in."""

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np

from local_cloud.simulation.spoken.rooms import quiet
from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, Sound, decoded, pcm16, silence

__all__ = ["FOLDER", "MARK", "SENTENCES", "VOICES", "Answer", "Pause", "answers", "kept"]

FOLDER = Path(__file__).parent / "speech"
MARK = "|"
BETWEEN = "||"
VOICES = ("joe", "slt")

PAUSES_S = (0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2.0, 2.4, 2.8)
SENTENCE_GAP_S = 0.25
"""Where the text has no pause between sentences."""
LEAD_IN_S = 0.5
FADE = SAMPLE_RATE // 200
"""A cut is no click."""

Place = Literal["in mid-sentence", "between sentences"]

_LINES = [
    re.split(r"(?<=[.?!])\s+", line)
    for line in (Path(__file__).parent / "answers.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
SENTENCES = [sentence.removeprefix(BETWEEN).strip() for line in _LINES for sentence in line]


@dataclass(frozen=True)
class Pause:
    """Seconds from the answer's start."""

    start_s: float
    end_s: float
    place: Place

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Answer:
    text: str
    pcm: bytes
    """16 kHz, mono, signed 16-bit samples, in a room that is not quite still."""
    pauses: tuple[Pause, ...]
    end_s: float
    """When its last word is said."""


def kept(voice: str, suffix: str) -> Path:
    return FOLDER / f"{voice}{suffix}"


def answers(voice: str, *, paused: bool = True) -> Iterator[Answer]:
    """Every answer by a voice. Which pause is how long is always the same; else there are none but breaths."""
    sound = decoded(kept(voice, ".opus").read_bytes())
    spans = iter(json.loads(kept(voice, ".json").read_text()))
    lengths = np.random.default_rng(zlib.crc32(voice.encode()))
    for sentences in _LINES:
        yield _answer(sentences, [_pieces(sound, next(spans)) for _ in sentences], lengths if paused else None)


def _answer(sentences: Sequence[str], spoken: Sequence[Sequence[Sound]], lengths: np.random.Generator | None) -> Answer:
    parts, pauses, at_s = [silence(LEAD_IN_S)], list[Pause](), LEAD_IN_S
    for sentence, pieces in zip(sentences, spoken, strict=True):
        for number, piece in enumerate(pieces):
            place: Place = "in mid-sentence" if number else "between sentences"
            pause_s = 0.0 if number else SENTENCE_GAP_S
            if lengths and (number or sentence.startswith(BETWEEN)):
                pause_s = float(lengths.choice(PAUSES_S))
            if len(parts) > 1 and pause_s:
                pauses.append(Pause(at_s, at_s + pause_s, place))
                parts.append(silence(pause_s))
                at_s += pause_s
            parts.append(piece)
            at_s += len(piece) / SAMPLE_RATE
    text = " ".join(" ".join(sentences).replace(MARK, " ").split())
    return Answer(text, pcm16(quiet(np.concatenate(parts))), tuple(pauses), at_s)


def _pieces(sound: Sound, span: Sequence[int]) -> list[Sound]:
    """A sentence, cut where its pauses go."""
    fade = np.linspace(0, 1, FADE, dtype=np.float32)
    pieces = [sound[start:end].copy() for start, end in pairwise(span)]
    for piece in pieces:
        piece[:FADE] *= fade
        piece[-FADE:] *= fade[::-1]
    return pieces
