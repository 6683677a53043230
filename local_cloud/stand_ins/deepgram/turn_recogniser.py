"""An ear: sound goes in, and what is known of the speaker's turn comes out, in order."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from local_cloud.stand_ins.deepgram.speech import WINDOW_BYTES, WINDOW_S, SpeechStream
from local_cloud.stand_ins.deepgram.transcriber import Transcriber
from local_cloud.stand_ins.deepgram.turns import Change, Thresholds, Turns
from local_cloud.stand_ins.recogniser import HeardWord

__all__ = ["UPDATE_S", "Ear", "Event", "TurnInfo"]

UPDATE_S = 0.25
"""Seconds of sound between updates, as the vendor has it, whether words have come or not."""
WINDOWS_BEFORE = 9
"""Windows that belong to an utterance though speech was noticed after them: the first three, and 0.2 s of onset."""

Event = Literal["Update", "StartOfTurn", "EagerEndOfTurn", "TurnResumed", "EndOfTurn"]


@dataclass(frozen=True)
class TurnInfo:
    """What is known of a turn. Times in seconds from the start of the stream."""

    event: Event
    turn_index: int
    start_s: float
    end_s: float
    confidence: float
    words: list[HeardWord] = field(default_factory=list)


@dataclass(frozen=True)
class _Moment:
    """Something to tell, or only to keep the words of, once the recogniser has caught up with it."""

    info: TurnInfo
    heard: asyncio.Future[list[HeardWord]] | None
    told: bool
    utterance_over: bool


class Ear:
    def __init__(
        self,
        stream: SpeechStream,
        thresholds: Thresholds,
        tell: Callable[[TurnInfo], Awaitable[None]],
    ) -> None:
        self._stream = stream
        self._transcriber: Transcriber | None = None
        self._tell = tell
        self._turns = Turns(WINDOW_S, thresholds)
        self._rest = b""
        self._recent: deque[bytes] = deque(maxlen=WINDOWS_BEFORE)
        self._windows = self._last_told = 0
        self._turn_index = 0
        self._turn_start_s = 0.0
        self._moments: asyncio.Queue[_Moment] = asyncio.Queue()
        self._teller = asyncio.create_task(self._tell_all())

    @property
    def thresholds(self) -> Thresholds:
        return self._turns.thresholds

    @thresholds.setter
    def thresholds(self, thresholds: Thresholds) -> None:
        self._turns.thresholds = thresholds

    async def hear(self, pcm: bytes) -> None:
        """Listen to signed 16-bit samples, any number of them. Raises what went wrong in telling."""
        if self._teller.done():
            self._teller.result()
        self._rest += pcm
        while len(self._rest) >= WINDOW_BYTES:
            window, self._rest = self._rest[:WINDOW_BYTES], self._rest[WINDOW_BYTES:]
            self._windows += 1
            self._recent.append(window)
            if self._turns.speaking and self._transcriber:
                self._transcriber.hear(window)
            await self._note(self._turns.step(self._stream.probability(window)))

    async def finish(self) -> None:
        """Tell what is known of a turn that was cut short, as a last update."""
        if self._turns.speaking:
            self._pause("Update")
        elif self._turns.in_turn:
            self._remember("Update")
        told = asyncio.create_task(self._moments.join())
        try:
            await asyncio.wait([told, self._teller], return_when=asyncio.FIRST_COMPLETED)
        finally:
            told.cancel()
        if self._teller.done():
            self._teller.result()

    async def close(self) -> None:
        self._teller.cancel()
        await asyncio.wait([self._teller])
        if self._transcriber:
            await self._transcriber.close()

    async def _note(self, change: Change | None) -> None:
        match change:
            case Change.TURN_STARTED:
                self._turn_start_s = await self._begin()
                self._remember("StartOfTurn")
            case Change.UTTERANCE_STARTED:
                await self._begin()
            case Change.UTTERANCE_ENDED:
                self._pause(None)
            case Change.TURN_EAGERLY_ENDED:
                self._remember("EagerEndOfTurn")
            case Change.TURN_RESUMED:
                await self._begin()
                self._remember("TurnResumed")
            case Change.TURN_ENDED:
                self._remember("EndOfTurn")
                self._turn_index += 1
                self._turn_start_s = self._now_s
            case None if (self._windows - self._last_told) * WINDOW_S >= UPDATE_S:
                self._remember("Update")

    async def _begin(self) -> float:
        """The utterance began a little before it was noticed: when, in seconds."""
        start_s = self._now_s - len(self._recent) * WINDOW_S
        self._transcriber = self._transcriber or await Transcriber.start()
        self._transcriber.begin(start_s)
        for window in self._recent:
            self._transcriber.hear(window)
        return start_s

    @property
    def _now_s(self) -> float:
        return self._windows * WINDOW_S

    def _pause(self, event: Event | None) -> None:
        if self._transcriber:
            self._transcriber.end()
            self._remember(event, heard=self._transcriber.words(), utterance_over=True)

    def _remember(
        self,
        event: Event | None,
        *,
        heard: asyncio.Future[list[HeardWord]] | None = None,
        utterance_over: bool = False,
    ) -> None:
        info = TurnInfo(event or "Update", self._turn_index, self._turn_start_s, self._now_s, self._turns.confidence)
        if self._turns.speaking and self._transcriber and event == "Update":
            heard = heard or self._transcriber.words()
        self._moments.put_nowait(_Moment(info, heard, told=event is not None, utterance_over=utterance_over))
        if event:
            self._last_told = self._windows

    async def _tell_all(self) -> None:
        before: list[HeardWord] = []
        while True:
            moment = await self._moments.get()
            now = await moment.heard if moment.heard else []
            if moment.told:
                await self._tell(replace(moment.info, words=[*before, *now]))
            if moment.utterance_over:
                before += now
            if moment.info.event == "EndOfTurn":
                before = []
            self._moments.task_done()
