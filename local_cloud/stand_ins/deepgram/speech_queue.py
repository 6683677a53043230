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
    def __init__(self, voice: Voice, listener: Listener, model: str, *, sample_rate: int, pace: float = PACE) -> None:
        self._voice = voice
        self._listener = listener
        self._model = model
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
        due = 0.0
        async for pcm in self._voice.speak(utterance.text, self._sample_rate, self._model):
            if not due:
                due = loop.time()
                await self._listener.started(utterance, due - asked_at)
            due = await self._send(pcm, max(due, loop.time()))
        if not due:
            await self._listener.started(utterance, loop.time() - asked_at)

    async def _send(self, pcm: bytes, due: float) -> float:
        """From `due` on, on the event loop's clock; when the next sound is."""
        loop = asyncio.get_running_loop()
        chunk = int(CHUNK_S * self._sample_rate) * _BYTES_A_SAMPLE
        for start in range(0, len(pcm), chunk):
            await asyncio.sleep(due - loop.time())
            part = pcm[start : start + chunk]
            await self._listener.sound(part)
            due += len(part) / _BYTES_A_SAMPLE / self._sample_rate / self._pace
        return due
