"""SVOX Pico: German."""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np

from local_cloud.stand_ins.voices.engine import MissingVoiceError, Samples, verify

__all__ = ["load"]

LOCALE = "de-DE"
_SUMS = {
    "py_nanotts/lang/de-DE_ta.bin": "df292826754713d5efb6c95d60582c17753e95856b4c735c3150db722b2c218a",
    "py_nanotts/lang/de-DE_gl0_sg.bin": "39147b816d08bbbe64b23797804cf691a761ab73a7689ca9e2b6f87ace722654",
}
_SPEED = 1.1
_VOLUME = 0.5
"""At more it clips."""
_MARKUP = str.maketrans("<>&", "   ")
"""What it would take for instructions."""


def load(_language: str) -> "_Pico":
    """MissingVoiceError where the wheel is missing or its voice is another."""
    try:
        wheel = distribution("py-nanotts")
    except PackageNotFoundError as error:
        raise MissingVoiceError(f"{error}") from None
    for name, sha256 in _SUMS.items():
        verify(Path(str(wheel.locate_file(name))), sha256)
    return _Pico(wheel.version)


class _Pico:
    sample_rate = 16000

    def __init__(self, version: str) -> None:
        self.name = f"pico {LOCALE} (py-nanotts {version})"

    def warm(self) -> None:
        from py_nanotts import NanoTTS

        self._engine = NanoTTS()

    def synthesize(self, text: str) -> Samples:
        pcm = self._engine.speak(text.translate(_MARKUP), voice=LOCALE, speed=_SPEED, volume=_VOLUME)
        return np.frombuffer(pcm, dtype="<i2")
