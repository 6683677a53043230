"""eSpeak NG from its wheel: every language, like a machine. Where nothing better is to be had, it speaks."""

import ctypes
from importlib.metadata import version

import numpy as np

from local_cloud.stand_ins.voices.engine import MissingVoiceError, Samples

__all__ = ["load"]

_VOICES = {"en": b"en-us", "es": b"es", "de": b"de"}
_WORDS_A_MINUTE = 165
_SYNCHRONOUS_RETRIEVAL = 2
_CHARACTERS_UTF8 = 1
_POSITION_CHARACTER = 1
_RATE_PARAMETER = 1

_Sink = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def load(language: str) -> "_ESpeak":
    """MissingVoiceError where the library does not start."""
    return _ESpeak(_VOICES[language])


class _ESpeak:
    """The library keeps one state a process, so one a process."""

    def __init__(self, voice: bytes) -> None:
        import espeakng_loader  # type: ignore[import-untyped]

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.sample_rate: int = self._library.espeak_Initialize(_SYNCHRONOUS_RETRIEVAL, 0, data, 0)
        if self.sample_rate <= 0 or self._library.espeak_SetVoiceByName(voice) != 0:
            raise MissingVoiceError(f"eSpeak NG does not start, or has no voice {voice.decode()}")
        self._library.espeak_SetParameter(_RATE_PARAMETER, _WORDS_A_MINUTE, 0)
        self._parts: list[bytes] = []
        self._sink = _Sink(self._take)
        self._library.espeak_SetSynthCallback(self._sink)
        self.name = f"espeak-ng {voice.decode()} (espeakng-loader {version('espeakng-loader')})"

    def warm(self) -> None:
        """It is."""

    def synthesize(self, text: str) -> Samples:
        self._parts.clear()
        encoded = text.encode()
        self._library.espeak_Synth(
            encoded, ctypes.c_size_t(len(encoded) + 1), 0, _POSITION_CHARACTER, 0, _CHARACTERS_UTF8, None, None
        )
        return np.frombuffer(b"".join(self._parts), dtype="<i2")

    def _take(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int | None) -> int:
        if samples and count > 0:
            self._parts.append(ctypes.string_at(samples, 2 * count))
        return 0
