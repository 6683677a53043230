"""Lines on their way to the database: in order, in batches, off the event loop, and never lost while it is away."""

import asyncio
from collections.abc import Sequence

from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.errors import ColloquyError, LinkClosedError
from voice_proxy_container.logs import Log
from voice_proxy_container.samples import Samples
from voice_proxy_container.storage.group_commit import StoreLines
from voice_proxy_container.transport.upstream import Spawn

__all__ = ["LineWriter"]

BATCH_EVERY_S = 0.5
RETRY_AFTER_S = 2.0


class LineWriter:
    """Of a line that changes while it waits only the newest wording is written."""

    def __init__(self, store: StoreLines, spawn: Spawn, log: Log, samples: Samples) -> None:
        self._store = store
        self._spawn = spawn
        self._log = log
        self._samples = samples
        self.holed: frozenset[int] = frozenset()
        """Questions of which a line was refused for good: their transcript has a hole."""
        self._refused: frozenset[tuple[str, int]] = frozenset()
        self._waits_since: float | None = None
        """When the wording came that waits longest."""
        self._waiting: dict[tuple[str, int], TranscriptLine] = {}
        self._under_way: dict[tuple[str, int], TranscriptLine] = {}
        self._writing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def put(self, line: TranscriptLine) -> None:
        """Have it written soon."""
        self._waiting[line.stream, line.seq] = line
        if self._waits_since is None:
            self._waits_since = asyncio.get_running_loop().time()
        if self._task is None:
            self._task = self._spawn(self._write())

    def unwritten(self, question: int) -> list[TranscriptLine]:
        """What of this question nobody may find in the database yet."""
        unwritten = {**self._under_way, **self._waiting}.values()
        return [line for line in unwritten if line.question_index == question]

    def storable(self, lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
        """Those that were not refused for good."""
        return [line for line in lines if (line.stream, line.seq) not in self._refused]

    def close(self) -> None:
        """Write no more by itself; what waits is for `flush`."""
        if self._task:
            self._task.cancel()

    async def flush(self) -> None:
        """Write all that waits. Raises what the database raises; the lines then wait on. Those of an interview that is
        over are dropped, and how many there were is logged."""
        async with self._writing:
            while self._waiting:
                self._under_way, self._waiting = self._waiting, {}
                since, self._waits_since = self._waits_since, None
                written = False
                try:
                    refused = await self._store(list(self._under_way.values()))
                    written = True
                    if refused:
                        self.holed |= {line.question_index for line in refused}
                        self._refused |= {(line.stream, line.seq) for line in refused}
                    if since is not None:
                        self._samples.add("TranscriptToDatabase", asyncio.get_running_loop().time() - since)
                except LinkClosedError:
                    written = True
                    self._log("transcript_lines_refused", lines=len(self._under_way))
                finally:
                    if not written:
                        self._waiting = {**self._under_way, **self._waiting}
                        self._waits_since = since
                    self._under_way = {}

    async def _write(self) -> None:
        while self._waiting or self._under_way:
            await asyncio.sleep(BATCH_EVERY_S)
            try:
                await self.flush()
            except ColloquyError as error:
                self._log("transcript_lines_not_stored", error=type(error).__name__)
                await asyncio.sleep(RETRY_AFTER_S)
        self._task = None
