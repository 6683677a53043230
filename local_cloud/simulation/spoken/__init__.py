"""Spoken answers, kept as fixtures of hearing: small sound files, and what is said in them, when, by whom and where.

README.md in this folder says how they were made; `python -m local_cloud.simulation.spoken` makes them anew.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, Sound, decoded, pcm16

__all__ = ["FOLDER", "SAMPLE_RATE", "Span", "Spoken", "all_spoken", "spoken"]

FOLDER = Path(__file__).parent / "kept"


@dataclass(frozen=True)
class Span:
    """What is said from when to when, in seconds of the sound."""

    text: str
    start_s: float
    end_s: float

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith((".", "!", "?"))


@dataclass(frozen=True)
class Spoken:
    """One fixture.

    `pieces` are what is said in one breath, in order; between the end of one and the start of the next there is a
    pause. `words` have times of their own where the voice knows them, else there are none.
    """

    name: str
    purpose: str
    language: str
    voice: str
    condition: str
    pieces: tuple[Span, ...]
    words: tuple[Span, ...]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @cached_property
    def sound(self) -> Sound:
        """16 kHz, mono, between -1 and 1."""
        return decoded(self.file.read_bytes())

    @property
    def pcm(self) -> bytes:
        """16 kHz, mono, signed 16-bit samples, little-endian."""
        return pcm16(self.sound)

    @property
    def file(self) -> Path:
        """Ogg with Opus."""
        return FOLDER / f"{self.name}.opus"

    @property
    def duration_s(self) -> float:
        return len(self.sound) / SAMPLE_RATE


def spoken(name: str) -> Spoken:
    """The fixture of that name, for example `outage` or `outage-noisy`."""
    told: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    spans = {kind: tuple(Span(*span) for span in told[kind]) for kind in ("pieces", "words")}
    return Spoken(name=name, **(told | spans))


def all_spoken() -> list[Spoken]:
    return [spoken(path.stem) for path in sorted(FOLDER.glob("*.json"))]
