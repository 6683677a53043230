"""Whisper for the doors: microphones and recordings share its processes."""

import asyncio
import hashlib
import sys
from collections import OrderedDict
from collections.abc import Callable
from importlib.metadata import version

from local_cloud.stand_ins.deepgram.speech import WINDOW_BYTES, WINDOW_S, SpeechModel
from local_cloud.stand_ins.deepgram.stretches import Stretch, stretches
from local_cloud.stand_ins.deepgram.transcriber import Transcriber
from local_cloud.stand_ins.deepgram.workers import Passage, Rank, Workers
from local_cloud.stand_ins.recogniser import HeardWord
from local_cloud.stand_ins.whisper_weights import Weights

__all__ = ["WhisperRecogniser"]

MAX_KNOWN = 100
"""Recordings whose words are kept."""
BEFORE = 30
"""Words that were said before, of which the hearing of the next stretch is told."""


class WhisperRecogniser:
    def __init__(self, weights: Weights, speech: SpeechModel) -> None:
        self.name = f"{weights.name} int8 (faster-whisper {version('faster-whisper')})"
        self._speech = speech
        self._workers = Workers((sys.executable, "-m", "local_cloud.stand_ins.whisper", weights.name))
        self._known: OrderedDict[tuple[str, str], list[HeardWord]] = OrderedDict()

    def listen(self, language: str, news: Callable[[], None]) -> Transcriber:
        self._workers.start()
        return Transcriber(self._workers, language, news)

    async def recognise(self, pcm: bytes, language: str) -> list[HeardWord]:
        """Equal sound gives equal words: what was heard of late is not heard again."""
        key = language, hashlib.sha256(pcm).hexdigest()
        if key not in self._known:
            self._known[key] = await self._recognised(pcm, language)
        self._known.move_to_end(key)
        words = self._known[key]
        if len(self._known) > MAX_KNOWN:
            self._known.popitem(last=False)
        return words

    async def _recognised(self, pcm: bytes, language: str) -> list[HeardWord]:
        self._workers.start()
        words: list[HeardWord] = []
        for stretch in await asyncio.to_thread(self._spoken, pcm):
            sound = pcm[stretch.first * WINDOW_BYTES : stretch.last * WINDOW_BYTES]
            before = " ".join(word["word"] for word in words[-BEFORE:])
            words += await self._hear(Passage(sound, stretch.first * WINDOW_S, language, before))
        return words

    async def _hear(self, passage: Passage) -> list[HeardWord]:
        _, words = await self._workers.hear(Rank.RECORDING, lambda: passage)
        return words

    async def close(self) -> None:
        await self._workers.close()

    def _spoken(self, pcm: bytes) -> list[Stretch]:
        stream = self._speech.stream()
        windows = range(0, len(pcm) - WINDOW_BYTES + 1, WINDOW_BYTES)
        return stretches([stream.probability(pcm[at : at + WINDOW_BYTES]) for at in windows], WINDOW_S)
