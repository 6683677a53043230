"""Words from a script in the place of heard ones, at the rate at which somebody speaks: nothing is recognised.

For whom words at certain moments are enough: it costs next to nothing, and the words are always the same.
"""

import asyncio
import re
from collections.abc import Callable, Iterator
from itertools import cycle

import numpy as np

from local_cloud.stand_ins.recogniser import SAMPLE_RATE, HeardWord

__all__ = ["ScriptedRecogniser", "ScriptedTranscriber"]

WORD_S = 0.32
LOUD = 300
"""Root mean square of the samples of a window in which somebody speaks; a quiet room stays far below."""
WINDOW = 512


class _Script:
    """Deals out its words, one for each `WORD_S` of loud sound, and begins again at its end."""

    def __init__(self, text: str) -> None:
        self._coming = cycle(re.findall(r"[\w'’-]+", text.lower()))
        self._loud_s = 0.0

    def hear(self, pcm: bytes, start_s: float) -> Iterator[HeardWord]:
        samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
        for at in range(0, len(samples), WINDOW):
            window = samples[at : at + WINDOW]
            if np.sqrt(np.mean(window * window)) < LOUD:
                continue
            self._loud_s += len(window) / SAMPLE_RATE
            if self._loud_s >= WORD_S:
                self._loud_s -= WORD_S
                end_s = start_s + (at + len(window)) / SAMPLE_RATE
                start = round(max(start_s, end_s - WORD_S), 3)
                yield HeardWord(word=next(self._coming), start=start, end=round(end_s, 3), confidence=1.0)


class ScriptedTranscriber:
    """One microphone; the script goes on from one turn to the next."""

    def __init__(self, text: str) -> None:
        self._script = _Script(text)
        self._words: list[HeardWord] = []
        self._now_s = 0.0

    def begin(self, start_s: float) -> None:
        self._now_s = start_s
        self._words = []

    def hear(self, pcm: bytes) -> None:
        self._words += self._script.hear(pcm, self._now_s)
        self._now_s += len(pcm) / (2 * SAMPLE_RATE)

    def end(self) -> None:
        """Its words stay until the next turn begins."""

    def words(self) -> asyncio.Future[list[HeardWord]]:
        heard: asyncio.Future[list[HeardWord]] = asyncio.get_running_loop().create_future()
        heard.set_result(list(self._words))
        return heard

    async def close(self) -> None:
        """It holds nothing."""


class ScriptedRecogniser:
    name = "scripted"

    def __init__(self, text: str) -> None:
        self._text = text

    def listen(self, _language: str, _news: Callable[[], None]) -> ScriptedTranscriber:
        return ScriptedTranscriber(self._text)

    async def recognise(self, pcm: bytes, _language: str) -> list[HeardWord]:
        return list(_Script(self._text).hear(pcm, 0.0))
