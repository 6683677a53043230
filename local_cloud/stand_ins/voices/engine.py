"""What every voice is to its process."""

import hashlib
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Engine", "MissingVoiceError", "Samples", "verify"]

Samples = NDArray[np.int16]


class MissingVoiceError(Exception):
    """It cannot speak here; the message says why."""


class Engine(Protocol):
    @property
    def name(self) -> str:
        """What speaks, and in which version."""

    @property
    def sample_rate(self) -> int: ...

    def warm(self) -> None:
        """Load what takes long."""

    def synthesize(self, text: str) -> Samples:
        """Mono samples; none where there is nothing to say."""


def verify(file: Path, sha256: str) -> None:
    """MissingVoiceError where a file is not there, or not the one that was tried."""
    try:
        with file.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise MissingVoiceError(f"{file.name} cannot be read: {type(error).__name__}") from None
    if found != sha256:
        raise MissingVoiceError(f"{file.name} is not the file that was tried: its SHA-256 is {found}")
