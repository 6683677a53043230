"""A candidate's page without a browser: speaks answers as a microphone does, and notes when what comes down came."""

import asyncio
import json
import struct

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from benchmarks.voice_latency.moments import note
from benchmarks.voice_latency.vendors import FRAME_S, FRAMES, Answers, clock, counted, voice_span
from local_cloud.simulation.api_candidate import Candidate

__all__ = ["converse"]

SPEECH = struct.pack("<hh", 4000, -4000) * 800
TIMEOUT_S = 30


async def converse(site: str, candidate: Candidate, questions: int, answers: Answers, *, after_s: float = 0) -> None:
    """One interview, begun after a while: every question answered and its feedback heard."""
    await asyncio.sleep(after_s)
    ticket = await asyncio.to_thread(candidate.voice_ticket)
    door = f"{site.replace('http', 'ws', 1)}/voice?ticket={ticket}"
    async with connect(door, origin=Origin(site), compression=None, proxy=None) as socket:
        page = _Page(socket, answers)
        listening = asyncio.create_task(page.listen())
        async with asyncio.timeout(TIMEOUT_S):
            await page.until("ready")
        for question in range(questions):
            async with asyncio.timeout(TIMEOUT_S):
                await page.answer(candidate, question)
        await socket.close()
        await listening


class _Page:
    def __init__(self, socket: ClientConnection, answers: Answers) -> None:
        self._socket = socket
        self._answers = answers
        self._answer = -1
        self._came: asyncio.Queue[tuple[float, str | bytes]] = asyncio.Queue()

    async def listen(self) -> None:
        """Until the socket closes."""
        async for frame in self._socket:
            self._came.put_nowait((clock(), frame))

    async def answer(self, candidate: Candidate, question: int) -> None:
        """Speak an answer to its end, then wait for the first sound of the feedback, and until all is said."""
        await self._say("answer_started", question)
        for _ in range(FRAMES):
            await asyncio.sleep(FRAME_S)
            await self._socket.send(SPEECH)
        finished = clock()
        await self._say("answer_finished", question)
        kept, _ = await self.until("answer_stored")
        feedback = await asyncio.to_thread(candidate.feedback, question)
        given = clock()
        assert feedback.status_code == 200, feedback.text
        await self._say("speak_feedback", question)
        heard, sound = await self.until("sound")
        assert isinstance(sound, bytes)
        moments = self._answers[self._answer]
        moments.finished, moments.kept, moments.given, moments.heard = finished, kept, given, heard
        moments.voice = voice_span(sound)
        await self.until("audio_done")

    async def until(self, kind: str) -> tuple[float, str | bytes]:
        """The next message of a kind, or the next `sound`, and when it came. Words shown meanwhile are noted."""
        while True:
            at, frame = await self._came.get()
            message = {"type": "sound"} if isinstance(frame, bytes) else json.loads(frame)
            if message["type"] == "transcript":
                self._answer, words = counted(message["text"])
                note(self._answers[self._answer].shown, words, at)
            if message["type"] == kind:
                return at, frame

    async def _say(self, kind: str, question: int) -> None:
        await self._socket.send(json.dumps({"type": kind, "question": question}))
