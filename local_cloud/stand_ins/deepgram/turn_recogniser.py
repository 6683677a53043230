"""An ear: sound goes in, and what is known of the speaker's turn comes out, in order."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from local_cloud.stand_ins.deepgram.hearing import Recogniser
from local_cloud.stand_ins.deepgram.sentence_end import ending
from local_cloud.stand_ins.deepgram.speech import WINDOW_BYTES, WINDOW_S, SpeechStream
from local_cloud.stand_ins.deepgram.turns import LASTING_PAUSE_S, Change, Signs, Thresholds, Turns
from local_cloud.stand_ins.deepgram.workers import TranscriberError
from local_cloud.stand_ins.recogniser import ENGLISH, HeardWord

__all__ = ["UPDATE_S", "Ear", "Event", "TurnInfo"]

UPDATE_S = 0.25
"""Seconds of sound between updates, as the vendor has it, whether words have come or not."""
WINDOWS_BEFORE = 9
"""Windows that belong to a turn though speech was noticed after them: the first three, and 0.2 s of onset."""

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
    """Something to tell, once the recogniser has caught up with it."""

    info: TurnInfo
    words: asyncio.Future[list[HeardWord]] | None


class Ear:
    def __init__(
        self,
        stream: SpeechStream,
        recogniser: Recogniser,
        thresholds: Thresholds,
        tell: Callable[[TurnInfo], Awaitable[None]],
        language: str = ENGLISH,
    ) -> None:
        self._language = language
        self._stream = stream
        self._microphone = recogniser.listen(language, self._tell_news)
        self._tell = tell
        self._turns = Turns(WINDOW_S, thresholds)
        self._rest = b""
        self._unheard: deque[bytes] = deque()
        self._windows = self._last_told = 0
        self._turn_index = 0
        self._turn_start_s = self._spoke_from_s = 0.0
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
            self._unheard.append(window)
            if self._turns.speaking:
                self._pass_on()
            while not self._turns.in_turn and len(self._unheard) > WINDOWS_BEFORE:
                self._unheard.popleft()
            await self._note(self._turns.step(self._stream.probability(window)))

    async def finish(self) -> None:
        """Tell what is known of a turn that was cut short, as a last update."""
        if self._turns.speaking:
            self._microphone.end()
        if self._turns.in_turn:
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
        await self._microphone.close()

    async def _note(self, change: Change | None) -> None:
        if change in {Change.TURN_STARTED, Change.UTTERANCE_STARTED, Change.TURN_RESUMED}:
            self._spoke_from_s = self._now_s - WINDOWS_BEFORE * WINDOW_S
        match change:
            case Change.TURN_STARTED:
                self._turn_start_s = self._begin()
                self._remember("StartOfTurn")
            case Change.UTTERANCE_STARTED:
                self._pass_on()
            case Change.UTTERANCE_ENDED:
                self._microphone.end()
            case Change.PAUSE_LASTS:
                self._turns.weigh(await self._signs())
            case Change.TURN_EAGERLY_ENDED:
                self._remember("EagerEndOfTurn")
            case Change.TURN_RESUMED:
                self._pass_on()
                self._remember("TurnResumed")
            case Change.TURN_ENDED:
                self._remember("EndOfTurn")
                self._turn_index += 1
                self._turn_start_s = self._now_s
            case None if (self._windows - self._last_told) * WINDOW_S >= UPDATE_S:
                self._remember("Update")

    def _begin(self) -> float:
        """The turn began a little before it was noticed: when, in seconds."""
        start_s = self._now_s - len(self._unheard) * WINDOW_S
        self._microphone.begin(start_s)
        self._pass_on()
        return start_s

    def _pass_on(self) -> None:
        """What was said, and the pause before it."""
        self._microphone.hear(b"".join(self._unheard))
        self._unheard.clear()

    def _tell_news(self) -> None:
        if self._turns.in_turn:
            self._remember("Update")

    @property
    def _now_s(self) -> float:
        return self._windows * WINDOW_S

    async def _signs(self) -> Signs | None:
        """What speaks for an end: the melody since they last paused, and the words, once they are there."""
        melody = await self._stream.finished(self._now_s - self._spoke_from_s)
        if melody is None:
            return None
        try:
            words = await self._microphone.words()
        except TranscriberError:  # whoever waits for the words is told
            return None
        return Signs(melody, ending(words, self._now_s - LASTING_PAUSE_S, self._language))

    def _remember(self, event: Event) -> None:
        info = TurnInfo(event, self._turn_index, self._turn_start_s, self._now_s, self._turns.confidence)
        in_turn = self._turns.in_turn or event == "EndOfTurn"
        words = self._microphone.words() if in_turn else None
        self._moments.put_nowait(_Moment(info, words))
        self._last_told = self._windows

    async def _tell_all(self) -> None:
        while True:
            moment = await self._moments.get()
            words = await moment.words if moment.words else []
            await self._tell(replace(moment.info, words=words))
            self._moments.task_done()
