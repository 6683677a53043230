"""The streaming recogniser as the event loop sees it: a child process, told what is said and asked for the words."""

import asyncio
import json
import sys
from collections import deque

from local_cloud.stand_ins.recogniser import AUDIO, BEGIN, END, REPORT, HeardWord, frame

__all__ = ["Transcriber", "TranscriberError"]


class TranscriberError(Exception):
    """The recogniser's process has ended."""


class Transcriber:
    """One microphone's recogniser. What is sent waits in memory until the process comes to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        self._process = process
        self._stdin = process.stdin
        self._closing = False
        self._asked: deque[asyncio.Future[list[HeardWord]]] = deque()
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def start(cls) -> "Transcriber":
        """Takes half a second to load its model, while what is said waits."""
        command = (sys.executable, "-m", "local_cloud.stand_ins.recogniser", "--stream")
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=2**20))

    def begin(self, start_s: float) -> None:
        self._stdin.write(frame(BEGIN, f"{start_s:.3f}".encode()))

    def hear(self, pcm: bytes) -> None:
        self._stdin.write(frame(AUDIO, pcm))

    def end(self) -> None:
        self._stdin.write(frame(END))

    def words(self) -> asyncio.Future[list[HeardWord]]:
        """What was heard since `begin`, once everything sent so far has been heard. `TranscriberError`."""
        answer: asyncio.Future[list[HeardWord]] = asyncio.get_running_loop().create_future()
        if self._reader.done():
            answer.set_exception(TranscriberError())
        else:
            self._asked.append(answer)
            self._stdin.write(frame(REPORT))
        return answer

    async def close(self) -> None:
        self._closing = True
        self._stdin.transport.abort()
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._reader

    async def _read(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_result(json.loads(line))
        for answer in self._asked:
            if self._closing:
                answer.cancel()
            elif not answer.done():
                answer.set_exception(TranscriberError())
