"""A candidate's page without a browser, which moves to another task as `voice-client.ts` does."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from benchmarks.rolling_deploy.vendor import FRAME_S, QUIET, sound_of, word

__all__ = ["Notes", "Page"]

SPEAKS_FRAMES, PAUSES_FRAMES = 20, 6
"""Two seconds of words, then a pause."""
THINKS_S = 1.0
TIMEOUT_S = 60
TRIES_AGAIN_AFTER_S = 0.5


@dataclass
class Notes:
    """What became of one conversation; seconds."""

    said: list[str] = field(default_factory=list)
    first_sounds: list[float] = field(default_factory=list)
    """From a wish to the first sound of it: nobody spoke for so long."""
    away: list[float] = field(default_factory=list)
    """From `restarting` to `ready` of another task."""
    moved_in_answer: int = 0
    refused: int = 0
    cut: int = 0
    """Sockets that ended without a word."""


class Page:
    def __init__(self, number: int, door: Callable[[], Awaitable[str]], origin: str) -> None:
        self.notes = Notes()
        self._number = number
        self._door = door
        self._origin = Origin(origin)
        self._clock = asyncio.get_running_loop().time
        self._socket: ClientConnection | None = None
        self._arrived = asyncio.Event()
        self._spoken, self._stored = asyncio.Event(), asyncio.Event()
        self._asked: dict[str, Any] | None = None
        """What was not said to its end yet, since when,"""
        self._asked_at: float | None = None
        self._answering: int | None = None
        self._finished: int | None = None
        self._kept: list[bytes] = []
        self._passed: list[bytes] = []
        self._left_at: float | None = None

    async def interview(self, answers_s: list[float], over: asyncio.Event) -> None:
        """Greet, then ask and answer each question; who is done hears the last one again until the deploy is over."""
        living = asyncio.create_task(self._live())
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await self._arrived.wait()
            await self._hear({"type": "greet"})
            for question, seconds in enumerate(answers_s):
                await self._hear({"type": "ask", "question": question})
                await self._answer(question, seconds)
            while not over.is_set():
                await asyncio.sleep(THINKS_S)
                await self._hear({"type": "ask", "question": len(answers_s) - 1})
        finally:
            living.cancel()

    async def _hear(self, wish: dict[str, Any]) -> None:
        self._spoken.clear()
        self._asked, self._asked_at = wish, self._clock()
        await self._send(wish)
        async with asyncio.timeout(TIMEOUT_S):
            await self._spoken.wait()

    async def _answer(self, question: int, seconds: float) -> None:
        self._stored.clear()
        self._answering = question
        self._passed = []
        await self._send({"type": "answer_started", "question": question})
        for at in range(round(seconds / FRAME_S)):
            if at % (SPEAKS_FRAMES + PAUSES_FRAMES) < SPEAKS_FRAMES:
                number = len(self.notes.said)
                self.notes.said.append(word(self._number, number))
                await self._sound(sound_of(self._number, number))
            else:
                await self._sound(QUIET)
            await asyncio.sleep(FRAME_S)
        self._answering, self._finished = None, question
        await self._send({"type": "answer_finished", "question": question})
        async with asyncio.timeout(TIMEOUT_S):
            await self._stored.wait()

    async def _sound(self, frame: bytes) -> None:
        if await self._sent(frame):
            self._passed.append(frame)
        else:
            self._kept.append(frame)

    async def _send(self, message: dict[str, Any]) -> None:
        """Now, or when there is a task again: what is to be said then stands in the fields."""
        await self._sent(json.dumps(message))

    async def _sent(self, frame: str | bytes) -> bool:
        if not (self._socket and self._arrived.is_set()):
            return False
        try:
            await self._socket.send(frame)
        except ConnectionClosed:
            return False
        return True

    async def _live(self) -> None:
        while True:
            try:
                address = await self._door()
                async with connect(address, origin=self._origin, compression=None, proxy=None) as socket:
                    self._socket = socket
                    await self._listen(socket)
            except (InvalidStatus, OSError):
                self.notes.refused += 1
                await asyncio.sleep(TRIES_AGAIN_AFTER_S * random.uniform(1, 2))  # noqa: S311

    async def _listen(self, socket: ClientConnection) -> None:
        """Until the task restarts, or is gone."""
        try:
            async for frame in socket:
                if isinstance(frame, bytes):
                    self._sounds()
                    continue
                message = json.loads(frame)
                if message["type"] == "ready":
                    await self._take_up()
                elif message["type"] == "audio_done":
                    self._asked = None
                    self._spoken.set()
                elif message["type"] == "answer_stored":
                    self._finished = None
                    self._stored.set()
                elif message["type"] == "restarting":
                    self._left_at = self._clock()
                    if self._answering is not None or self._finished is not None:
                        self._kept = self._passed[round(message["heard_ms"] / 1000 / FRAME_S) :]
                    self.notes.moved_in_answer += self._answering is not None
                    return
        except ConnectionClosed:
            pass
        finally:
            self._arrived.clear()
        self.notes.cut += self._left_at is None

    def _sounds(self) -> None:
        if self._asked_at is not None:
            self.notes.first_sounds.append(self._clock() - self._asked_at)
            self._asked_at = None

    async def _take_up(self) -> None:
        """Tell this task what the one before did not answer."""
        if self._left_at is not None:
            self.notes.away.append(self._clock() - self._left_at)
            self._left_at = None
        self._arrived.set()
        question = self._answering if self._finished is None else self._finished
        if question is not None:
            await self._send({"type": "answer_started", "question": question})
            kept, self._kept, self._passed = self._kept, [], []
            for frame in kept:
                await self._sound(frame)
        if self._finished is not None:
            await self._send({"type": "answer_finished", "question": self._finished})
        if self._asked:
            await self._send(self._asked)
