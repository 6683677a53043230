"""The recogniser's processes, which all that is to be heard shares.

Two of them, a core each: as many interviews are heard side by side. What ends a turn goes first, then what is said at
the moment, then recordings; among equals who asked first. So where there is too much to hear, words of the moment come
more seldom, and no turn's end waits for more than what is being heard already.
"""

import asyncio
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import Self

from local_cloud.stand_ins.recogniser import HeardWord, request

__all__ = ["Passage", "Rank", "TranscriberError", "Workers"]

WORKERS = 2
PATIENCE_S = 60
"""A process that hears one passage for longer hangs."""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class TranscriberError(Exception):
    """The recogniser's process has ended."""


class Rank(IntEnum):
    FINAL = 0
    INTERIM = 1
    RECORDING = 2


@dataclass(frozen=True)
class Passage:
    """A stretch of sound, when it begins on its own clock, and what was said until then."""

    pcm: bytes
    start_s: float
    language: str
    before: str = ""


@dataclass(order=True)
class _Asked:
    rank: Rank
    place: int
    passage: Callable[[], Passage] = field(compare=False)
    answer: asyncio.Future[tuple[Passage, list[HeardWord]]] = field(compare=False)


class Workers:
    def __init__(self, command: Sequence[str]) -> None:
        """`command` starts a recogniser's process, which is asked as `recogniser` says."""
        self._command = command
        self._asked: asyncio.PriorityQueue[_Asked] = asyncio.PriorityQueue()
        self._places: Iterator[int] = count()
        self._serving: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Load the model while other things go on, unless that was done; once more when more is to be heard."""
        if not self._serving:
            self._add()

    def hear(self, rank: Rank, passage: Callable[[], Passage]) -> asyncio.Future[tuple[Passage, list[HeardWord]]]:
        """The passage, taken when its turn comes, and its words, on its clock. `TranscriberError`."""
        if not self._asked.empty() and len(self._serving) < WORKERS:
            self._add()
        answer: asyncio.Future[tuple[Passage, list[HeardWord]]] = asyncio.get_running_loop().create_future()
        self._asked.put_nowait(_Asked(rank, next(self._places), passage, answer))
        return answer

    def _add(self) -> None:
        self._serving.append(asyncio.create_task(self._serve()))

    async def close(self) -> None:
        for serving in self._serving:
            serving.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self) -> None:
        while True:
            worker = await _Worker.start(self._command)
            try:
                while not worker.ended.done():
                    await self._answer_next(worker)
            finally:
                await worker.stop()

    async def _answer_next(self, worker: "_Worker") -> None:
        asked = await self._asked.get()
        if asked.answer.done():
            return
        if worker.ended.done():
            self._asked.put_nowait(asked)
            return
        passage = asked.passage()
        try:
            words = await worker.hear(passage)
        except TranscriberError as error:
            if not asked.answer.done():
                asked.answer.set_exception(error)
            await worker.stop()
        else:
            if not asked.answer.done():
                asked.answer.set_result((passage, words))


class _Ending(asyncio.subprocess.SubprocessStreamProtocol):
    """Tells of a process's end as soon as it is known: `Process.wait` waits for its pipes, too."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(limit=2**20, loop=loop)
        self.ended: asyncio.Future[None] = loop.create_future()

    def process_exited(self) -> None:
        super().process_exited()
        self.ended.set_result(None)


class _Worker:
    """One process. It hears one passage at a time."""

    def __init__(self, transport: asyncio.SubprocessTransport, protocol: _Ending) -> None:
        self._transport = transport
        self._process = asyncio.subprocess.Process(transport, protocol, asyncio.get_running_loop())
        self.ended = protocol.ended

    @classmethod
    async def start(cls, command: Sequence[str]) -> Self:
        loop, pipe = asyncio.get_running_loop(), asyncio.subprocess.PIPE
        environment = os.environ | ONE_THREAD
        return cls(
            *await loop.subprocess_exec(
                lambda: _Ending(loop), *command, stdin=pipe, stdout=pipe, stderr=None, env=environment
            )
        )

    async def hear(self, passage: Passage) -> list[HeardWord]:
        """`TranscriberError` where the process has ended or hangs."""
        answer = asyncio.create_task(self._asked(passage))
        try:
            await asyncio.wait((answer, self.ended), timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
            line = answer.result() if answer.done() else b""
        except ConnectionError:
            raise TranscriberError from None
        finally:
            answer.cancel()
        if not line.endswith(b"\n"):
            raise TranscriberError
        return [_moved(word, passage.start_s) for word in json.loads(line)]

    async def stop(self) -> None:
        self._transport.close()  # kills, where there is something to kill
        await self.ended

    async def _asked(self, passage: Passage) -> bytes:
        """The line that answers; what there is of it where the process ends."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(request(passage.pcm, passage.language, passage.before))
        await self._process.stdin.drain()
        return await self._process.stdout.readline()


def _moved(word: HeardWord, by_s: float) -> HeardWord:
    return HeardWord(
        word=word["word"],
        start=round(by_s + word["start"], 3),
        end=round(by_s + word["end"], 3),
        confidence=word["confidence"],
    )
