"""A candidate's page without a browser: speaks answers at the pace at which they are spoken, and presses no button."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from benchmarks.turn_end.rule import Rule
from benchmarks.turn_end.speech import Answer
from local_cloud.simulation.api_candidate import Candidate

__all__ = ["FRAME_BYTES", "FRAME_S", "Given", "Page", "level", "page"]

FRAME_S = 0.1
FRAME_BYTES = 3200
SPEAKS_ON_WITHIN_S = 4
TIMEOUT_S = 60

clock = time.perf_counter


@dataclass
class Given:
    """How an answer was taken. Seconds from its start."""

    answer: Answer
    ends_s: list[float] = field(default_factory=list)
    """When the page took it for finished; all but the last were taken back, for somebody spoke on."""
    interrupted: int = 0
    """How often the interviewer was heard before the candidate spoke on."""
    first_sound_s: float = 0.0
    """Of the feedback."""
    stored: str = ""
    complete: bool = False
    """Whether the proxy says that it heard all of it; else the answer is recognised anew from its recording."""


class Page:
    def __init__(self, socket: ClientConnection, candidate: Candidate, rule: Rule) -> None:
        self._socket = socket
        self._candidate = candidate
        self._rule = rule
        self._came: asyncio.Queue[tuple[float, dict[str, Any]]] = asyncio.Queue()
        self._number: int | None = None
        self._preparing: list[asyncio.Task[Any]] = []

    async def listen(self) -> None:
        """Until the socket closes."""
        async for frame in self._socket:
            message = {"type": "sound"} if isinstance(frame, bytes) else json.loads(frame)
            if self._number is not None and message["type"] == "transcript":
                self._rule.tell(self._number, words=message["text"])
            elif self._number is not None and message["type"] == "turn":
                self._rule.tell(self._number, turn=message)
            self._came.put_nowait((clock(), message))

    async def give(self, answer: Answer, question: int, silence_s: float, *, recognises: bool = True) -> Given:
        """Give an answer, and hear the feedback on it. Where nothing `recognises`, silence alone ends it."""
        given = Given(answer)
        await asyncio.to_thread(self._candidate.lease, question)  # so comes a candidate to a question
        number, judgement = self._rule.answer(silence_s)
        self._rule.tell(number, recognises=recognises)
        self._number = number if recognises else None
        await self._say("answer_started", question)
        began = clock()
        speaking = asyncio.create_task(self._speak(answer, number, began))
        preparing = asyncio.create_task(self._prepare(question, judgement.prepare))
        try:
            while True:
                await judgement.over.wait()
                judgement.over.clear()
                given.ends_s.append(clock() - began)
                hearing = asyncio.create_task(self._finish(question, number))
                if given.ends_s[-1] >= answer.end_s or not await _is_set(judgement.spoke_on):
                    heard_at, stored = await hearing
                    given.first_sound_s = heard_at - began
                    given.stored, given.complete = stored["text"], stored["complete"]
                    await self.until("audio_done")
                    return given
                given.interrupted += hearing.done()
                hearing.cancel()
                await self._say("answer_resumed", question)
        finally:
            speaking.cancel()
            preparing.cancel()

    async def _speak(self, answer: Answer, number: int, began: float) -> None:
        for at, frame in enumerate(_frames(answer.pcm)):
            await asyncio.sleep(began + (at + 1) * FRAME_S - clock())
            await self._socket.send(frame)
            self._rule.tell(number, level=level(frame))

    async def _prepare(self, question: int, wanted: asyncio.Event) -> None:
        while True:
            await wanted.wait()
            wanted.clear()
            self._preparing.append(asyncio.create_task(asyncio.to_thread(self._candidate.prepare_feedback, question)))

    async def _finish(self, question: int, number: int) -> tuple[float, dict[str, Any]]:
        """When the first sound of the feedback is there; and what was stored."""
        await self._say("answer_finished", question)
        _, stored = await self.until("answer_stored")
        await asyncio.gather(*self._preparing)
        feedback = await asyncio.to_thread(self._candidate.feedback, question)
        assert feedback.status_code == 200, feedback.text
        await self._say("speak_feedback", question)
        heard_at, _ = await self.until("sound")
        self._rule.tell(number, interviewer=True)
        return heard_at, stored

    async def until(self, kind: str) -> tuple[float, dict[str, Any]]:
        """The next message of a kind, or the next `sound`, and when it came."""
        async with asyncio.timeout(TIMEOUT_S):
            while True:
                at, message = await self._came.get()
                assert message["type"] != "error", message
                if message["type"] == kind:
                    return at, message

    async def _say(self, kind: str, question: int) -> None:
        await self._socket.send(json.dumps({"type": kind, "question": question}))


@asynccontextmanager
async def page(site: str, candidate: Candidate, rule: Rule) -> AsyncIterator[Page]:
    """With the agent and the recogniser there."""
    ticket = await asyncio.to_thread(candidate.voice_ticket)
    door = f"{site.replace('http', 'ws', 1)}/voice?ticket={ticket}"
    async with connect(door, origin=Origin(site), compression=None, proxy=None) as socket:
        opened = Page(socket, candidate, rule)
        listening = asyncio.create_task(opened.listen())
        await opened.until("ready")
        yield opened
        await socket.close()
        await listening


def _frames(pcm: bytes) -> Iterator[bytes]:
    """As the microphone gives them. After the answer the room goes on."""
    for start in range(0, len(pcm) - FRAME_BYTES + 1, FRAME_BYTES):
        yield pcm[start : start + FRAME_BYTES]
    while True:
        yield pcm[:FRAME_BYTES]


def level(frame: bytes) -> float:
    """As the page measures it: the root mean square, 0 to 1."""
    samples = np.frombuffer(frame, "<i2").astype(np.float64) / 32768
    return float(np.sqrt(np.mean(samples * samples)))


async def _is_set(event: asyncio.Event) -> bool:
    """Before the answer cannot go on any more."""
    try:
        async with asyncio.timeout(SPEAKS_ON_WITHIN_S):
            await event.wait()
    except TimeoutError:
        return False
    event.clear()
    return True
