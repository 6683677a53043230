"""A microphone's recogniser, as the event loop sees it: told what is said, and asked for the words."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from local_cloud.stand_ins.deepgram.growing_turn import GrowingTurn
from local_cloud.stand_ins.deepgram.workers import Rank, TranscriberError, Workers
from local_cloud.stand_ins.recogniser import HeardWord

__all__ = ["Transcriber", "TranscriberError"]

T = TypeVar("T")

STEP_S = 0.4
"""So much more must be said before the turn is heard again."""
REST_S = 0.4
"""The longest rest between two hearings: where one takes longer, other work has the processor anyway."""
PAUSE_S = 0.2
"""Of a pause, so much needs no hearing."""
TRIES = 3
"""How often the end of a turn is heard before it counts as unheard: a process may end meanwhile."""


class Transcriber:
    def __init__(self, workers: Workers, language: str, news: Callable[[], None]) -> None:
        """`news` is called when more is known of the turn."""
        self._workers = workers
        self._language = language
        self._news = news
        self._turn = GrowingTurn(0.0, language)
        self._interim: asyncio.Task[None] | None = None
        self._final: asyncio.Task[None] | None = None
        self._all: set[asyncio.Task[Any]] = set()

    def begin(self, start_s: float) -> None:
        """Another turn begins."""
        self._stop_guessing()
        self._turn, self._final = GrowingTurn(start_s, self._language), None

    def hear(self, pcm: bytes) -> None:
        self._turn.hear(pcm)
        if self._interim is None or self._interim.done():
            self._interim = self._begun(self._guess(self._turn)) if self._turn.unheard_s >= STEP_S else None

    def end(self) -> None:
        """They pause: this is the time to hear all of it."""
        self._stop_guessing()
        self._final = self._begun(self._finish(self._turn, self._turn.end_s - PAUSE_S, self._final))

    def words(self) -> asyncio.Future[list[HeardWord]]:
        """What is known of the turn; where they paused, once all that was said before it has been heard."""
        return self._begun(self._known(self._turn, self._final))

    async def close(self) -> None:
        for task in self._all:
            task.cancel()
        await asyncio.gather(*self._all, return_exceptions=True)

    def _begun(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._all.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._all.discard(task)
        if not task.cancelled():
            task.exception()  # whoever asked for the words is told

    def _stop_guessing(self) -> None:
        if self._interim:
            self._interim.cancel()

    async def _guess(self, turn: GrowingTurn) -> None:
        """Hear again and again, and rest as long each time: one speaker takes half a processor."""
        clock = asyncio.get_running_loop().time
        while turn.unheard_s >= STEP_S:
            began_s = clock()
            with suppress(TranscriberError):  # the next guess will do
                turn.learn(*await self._workers.hear(Rank.INTERIM, turn.passage), final=False)
                self._news()
            await asyncio.sleep(min(REST_S, clock() - began_s))

    async def _finish(self, turn: GrowingTurn, until_s: float, sooner: asyncio.Task[None] | None) -> None:
        if sooner:
            await asyncio.wait([sooner])
        failures = 0
        while turn.heard_to_s < until_s:
            try:
                turn.learn(*await self._workers.hear(Rank.FINAL, turn.passage), final=True)
            except TranscriberError:
                failures += 1
                if failures == TRIES:
                    raise
        if turn is self._turn:
            self._news()

    async def _known(self, turn: GrowingTurn, final: asyncio.Task[None] | None) -> list[HeardWord]:
        if final:
            await asyncio.shield(final)
        return turn.words
