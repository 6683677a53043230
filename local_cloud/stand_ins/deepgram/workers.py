"""The recogniser's processes, which all that is to be heard shares.

Two of them, a core each: as many interviews are heard side by side. What ends a turn goes first, then what is said at
the moment, then recordings; among equals who asked first. So where there is too much to hear, words of the moment come
more seldom, and no turn's end waits for more than what is being heard already.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

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
    def __init__(self, weights: str) -> None:
        self._command = (sys.executable, "-m", "local_cloud.stand_ins.whisper", weights)
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
            pipe = asyncio.subprocess.PIPE
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=pipe, stdout=pipe, limit=2**20, env=os.environ | ONE_THREAD
            )
            try:
                while process.returncode is None:
                    await self._answer_next(process)
            finally:
                if process.returncode is None:
                    process.kill()
                await process.wait()

    async def _answer_next(self, process: asyncio.subprocess.Process) -> None:
        asked = await self._asked.get()
        if asked.answer.done():
            return
        if process.returncode is not None:
            self._asked.put_nowait(asked)
            return
        passage = asked.passage()
        try:
            words = await _heard(process, passage)
        except TranscriberError as error:
            process.kill()
            await process.wait()
            if not asked.answer.done():
                asked.answer.set_exception(error)
        else:
            if not asked.answer.done():
                asked.answer.set_result((passage, words))


async def _heard(process: asyncio.subprocess.Process, passage: Passage) -> list[HeardWord]:
    assert process.stdin
    assert process.stdout
    try:
        async with asyncio.timeout(PATIENCE_S):
            process.stdin.write(request(passage.pcm, passage.language, passage.before))
            await process.stdin.drain()
            line = await process.stdout.readline()
    except (TimeoutError, ConnectionError):
        raise TranscriberError from None
    if not line:
        raise TranscriberError
    return [_moved(word, passage.start_s) for word in json.loads(line)]


def _moved(word: HeardWord, by_s: float) -> HeardWord:
    return HeardWord(
        word=word["word"],
        start=round(by_s + word["start"], 3),
        end=round(by_s + word["end"], 3),
        confidence=word["confidence"],
    )
