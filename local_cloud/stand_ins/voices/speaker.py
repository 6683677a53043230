"""A voice's process, as the one that asks it sees it."""

import asyncio
import json
import struct
import sys
from contextlib import suppress

from local_cloud.stand_ins.voices.engine import MissingVoiceError

__all__ = ["Speaker"]

_LENGTH = struct.Struct(">I")


class Speaker:
    """Starts its process when it is first asked. MissingVoiceError where there is none, or none any more."""

    def __init__(self, voice: str, language: str) -> None:
        self.voice = voice
        self._language = language
        self._starting: asyncio.Task[tuple[asyncio.subprocess.Process, str]] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def name(self) -> str:
        """What speaks there."""
        _, name = await self._started()
        return name

    async def say(self, phrase: str, sample_rate: int) -> bytes:
        """Its sound. To be awaited to its end: the next answer would be this one's."""
        process, _ = await self._started()
        async with self._one_at_a_time:
            try:
                return await _ask(process, json.dumps({"text": phrase, "sample_rate": sample_rate}))
            except (ConnectionError, asyncio.IncompleteReadError):
                raise self._missing(f"its process ended with {await process.wait()}") from None

    async def close(self) -> None:
        if self._starting:
            with suppress(MissingVoiceError):
                process, _ = await self._starting
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def _started(self) -> tuple[asyncio.subprocess.Process, str]:
        if self._starting is None:
            self._starting = asyncio.create_task(self._start())
        return await asyncio.shield(self._starting)

    async def _start(self) -> tuple[asyncio.subprocess.Process, str]:
        command = (sys.executable, "-m", "local_cloud.stand_ins.voices", self.voice, self._language)
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
        assert process.stdout
        first = await process.stdout.readline()
        fact = json.loads(first) if first else {"missing": f"its process ended with {await process.wait()}"}
        if "missing" in fact:
            raise self._missing(fact["missing"])
        return process, fact["name"]

    def _missing(self, why: str) -> MissingVoiceError:
        return MissingVoiceError(f"{self.voice} does not speak: {why}")


async def _ask(process: asyncio.subprocess.Process, request: str) -> bytes:
    assert process.stdin
    assert process.stdout
    process.stdin.write(request.encode() + b"\n")
    await process.stdin.drain()
    (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
    return await process.stdout.readexactly(length)
