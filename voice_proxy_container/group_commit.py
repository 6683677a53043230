"""Lines of many conversations on their way to the database, written together: one round trip for all that wait."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence

from interview.domain.live_transcripts import TranscriptLine
from interview.domain.sessions import Permit
from interview.errors import LinkClosedError, RetryableError
from interview.use_cases.store_transcript_lines import Spoken
from voice_proxy_container.threads import STORING, run_in

__all__ = ["GroupCommit", "StoreLines"]

StoreLines = Callable[[Sequence[TranscriptLine]], Awaitable[None]]

MOST_TOGETHER = 200
"""Callers whose lines make one write."""


class GroupCommit:
    """While one write is under way, the next one gathers: who speaks alone never waits for company, and hundreds who
    speak at once cost little more than one. `store` blocks, and is called in a thread, once at a time; it returns the
    permits that do not hold any more, of which it stored nothing."""

    def __init__(self, store: Callable[[Sequence[Spoken]], Collection[Permit]]) -> None:
        self._store = store
        self._waiting: list[tuple[Spoken, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def store(self, permit: Permit, lines: Sequence[TranscriptLine]) -> None:
        """Settled when these lines are stored, in their order. Raises what the database raises, and LinkClosedError
        where the permit does not hold any more."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(((permit, lines), stored))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await stored

    async def _write(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            found = await self._attempt([spoken for spoken, _ in together])
            for spoken, stored in together:
                own = found
                if isinstance(found, Exception) and not isinstance(found, RetryableError):
                    own = await self._attempt([spoken])  # what is refused for good may be another caller's line
                if stored.done():
                    continue  # its caller has left
                if isinstance(own, Exception):
                    stored.set_exception(own)
                elif spoken[0] in own:
                    stored.set_exception(LinkClosedError("This interview is closed, or its link was replaced."))
                else:
                    stored.set_result(None)
        self._writing = None

    async def _attempt(self, spoken: Sequence[Spoken]) -> Collection[Permit] | Exception:
        try:
            return await run_in(STORING, self._store, spoken)
        except Exception as error:  # noqa: BLE001 - its callers are told
            return error
