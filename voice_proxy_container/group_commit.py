"""Lines of many conversations on their way to the database, written together: one round trip for all that wait."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from interview.domain.live_transcripts import TranscriptLine
from interview.errors import RetryableError

__all__ = ["GroupCommit", "StoreLines"]

StoreLines = Callable[[Sequence[TranscriptLine]], Awaitable[None]]

MOST_TOGETHER = 200
"""Callers whose lines make one write."""


class GroupCommit:
    """While one write is under way, the next one gathers: who speaks alone never waits for company, and hundreds who
    speak at once cost little more than one. `store` blocks, and is called in a thread, once at a time."""

    def __init__(self, store: Callable[[Sequence[TranscriptLine]], None]) -> None:
        self._store = store
        self._waiting: list[tuple[Sequence[TranscriptLine], asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def store(self, lines: Sequence[TranscriptLine]) -> None:
        """Settled when these lines are stored, in their order. Raises what the database raises."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((lines, stored))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await stored

    async def _write(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            error = await self._attempt([line for lines, _ in together for line in lines])
            for lines, stored in together:
                # What the database refuses for good may be another caller's line.
                own = await self._attempt(lines) if error and not isinstance(error, RetryableError) else error
                if stored.done():
                    continue  # its caller has left
                if own:
                    stored.set_exception(own)
                else:
                    stored.set_result(None)
        self._writing = None

    async def _attempt(self, lines: Sequence[TranscriptLine]) -> Exception | None:
        try:
            await asyncio.to_thread(self._store, lines)
        except Exception as error:  # noqa: BLE001 - its callers are told
            return error
        return None
