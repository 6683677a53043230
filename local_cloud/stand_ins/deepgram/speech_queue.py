"""The agent's mouth: says one thing after the other, a little faster than it is heard, and stops when told to."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from local_cloud.stand_ins.deepgram.voice import Voice

__all__ = ["CHUNK_S", "PACE", "Listener", "Mouth", "Utterance"]

CHUNK_S = 0.08
PACE = 1.25
"""Seconds of sound sent a second: the client's buffer grows, so that a late chunk is not heard."""

_BYTES_A_SAMPLE = 2


@dataclass(frozen=True)
class Utterance:
    """Something to say. `thinking_s`: how long the agent seems to think before; `since`: when the user's turn ended,
    on the event loop's clock, where this answers it."""

    text: str
    thinking_s: float = 0
    since: float | None = None


class Listener(Protocol):
    """Who is told what the mouth does."""

    async def thinking(self) -> None: ...
    async def started(self, utterance: Utterance, synthesis_s: float) -> None: ...
    async def sound(self, pcm: bytes) -> None: ...
    async def done(self) -> None: ...


class Mouth:
    def __init__(self, voice: Voice, listener: Listener, *, sample_rate: int, pace: float = PACE) -> None:
        self._voice = voice
        self._listener = listener
        self._sample_rate = sample_rate
        self._pace = pace
        self._coming: deque[Utterance] = deque()
        self._saying = False
        self._talk: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being thought about or said."""
        return self._saying or bool(self._coming)

    def say(self, utterance: Utterance) -> None:
        """Say it after everything that is already to be said."""
        self._coming.append(utterance)
        if self._talk is None or self._talk.done():
            self._talk = asyncio.create_task(self._say_all())

    async def hush(self) -> None:
        """Say no more, and forget what was still to be said."""
        self._coming.clear()
        talk, self._talk = self._talk, None
        if talk:
            talk.cancel()
            await asyncio.wait([talk])
        self._saying = False

    async def _say_all(self) -> None:
        while self._coming:
            utterance, self._saying = self._coming.popleft(), True
            await self._say(utterance)
            self._saying = False
            await self._listener.done()

    async def _say(self, utterance: Utterance) -> None:
        loop = asyncio.get_running_loop()
        if utterance.since is not None:
            await self._listener.thinking()
            await asyncio.sleep(utterance.thinking_s)
        asked_at = loop.time()
        pcm = await self._voice.speak(utterance.text, self._sample_rate)
        started_at = loop.time()
        await self._listener.started(utterance, started_at - asked_at)
        chunk = int(CHUNK_S * self._sample_rate) * _BYTES_A_SAMPLE
        for number, start in enumerate(range(0, len(pcm), chunk)):
            await asyncio.sleep(started_at + number * CHUNK_S / self._pace - loop.time())
            await self._listener.sound(pcm[start : start + chunk])
