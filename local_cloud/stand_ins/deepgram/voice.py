"""A voice without a key: eSpeak NG from its wheel, one sentence after the other, on a thread of its own."""

import asyncio
import ctypes
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import espeakng_loader  # type: ignore[import-untyped]
import numpy as np

__all__ = ["Voice"]

_VOICE = b"en-us"
_WORDS_A_MINUTE = 165
_SYNCHRONOUS_RETRIEVAL = 2
_CHARACTERS_UTF8 = 1
_POSITION_CHARACTER = 1
_RATE_PARAMETER = 1

_Sink = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Voice:
    """Speaks English. The library keeps one state a process, so one `Voice` a process."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="voice")
        self._engine: _Engine | None = None
        self._spoken = lru_cache(maxsize=256)(self._synthesize)

    async def speak(self, text: str, sample_rate: int) -> bytes:
        """`text` as mono signed 16-bit samples. Equal text sounds equal, and the second time it costs nothing."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._spoken, text, sample_rate)

    def close(self) -> None:
        self._thread.shutdown(cancel_futures=True)

    def _synthesize(self, text: str, sample_rate: int) -> bytes:
        if self._engine is None:
            self._engine = _Engine()
        return _resampled(self._engine.synthesize(text), self._engine.sample_rate, sample_rate)


class _Engine:
    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.sample_rate: int = self._library.espeak_Initialize(_SYNCHRONOUS_RETRIEVAL, 0, data, 0)
        if self.sample_rate <= 0 or self._library.espeak_SetVoiceByName(_VOICE) != 0:
            raise RuntimeError("eSpeak NG did not start")
        self._library.espeak_SetParameter(_RATE_PARAMETER, _WORDS_A_MINUTE, 0)
        self._parts: list[bytes] = []
        self._sink = _Sink(self._take)
        self._library.espeak_SetSynthCallback(self._sink)

    def synthesize(self, text: str) -> bytes:
        self._parts.clear()
        encoded = text.encode()
        self._library.espeak_Synth(
            encoded, ctypes.c_size_t(len(encoded) + 1), 0, _POSITION_CHARACTER, 0, _CHARACTERS_UTF8, None, None
        )
        return b"".join(self._parts)

    def _take(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int | None) -> int:
        if samples and count > 0:
            self._parts.append(ctypes.string_at(samples, 2 * count))
        return 0


def _resampled(pcm: bytes, have: int, want: int) -> bytes:
    samples = np.frombuffer(pcm, dtype="<i2")
    if have == want or not len(samples):
        return pcm
    at = np.arange(len(samples) * want // have) * (have / want)
    resampled: bytes = np.interp(at, np.arange(len(samples)), samples).astype("<i2").tobytes()
    return resampled
