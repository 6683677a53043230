"""Deepgram's two sockets and Groq, each with a delay of its own. They say when they were at work, on the clock of this
process."""

import asyncio
import json
import re
import struct
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any

from aiohttp import web
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from benchmarks.voice_latency.moments import Moments, Span, note
from local_cloud.simulation.recordings import recording
from local_cloud.stand_ins.groq_stand_in import make_app

__all__ = ["FRAMES", "FRAME_S", "STATED_S", "Answers", "Vendors", "clock", "counted", "settings_for", "voice_span"]

STATED_S = {"opening": 0.4, "last_words": 0.2, "model": 0.3, "voice": 0.15}
"""From the agent's Settings to their being applied; from the end of an answer to its last words; of a call of the
model; from a sentence to its first sound."""
FRAME_S = 0.1
WORDS = recording("incident").answer.split()[:19]
FRAMES = len(WORDS) + 1
"""Of an answer, in each of which a word is heard. The first word is the answer's number."""
NUMBERED = re.compile(r"take(\d+)\b")
VOICE_SPAN = struct.Struct("<dd")
VOICE = bytes(4800)
LISTEN = "/v1/listen"

Answers = defaultdict[int, Moments]
clock = time.perf_counter


def settings_for(deepgram_port: int, groq_port: int) -> dict[str, str]:
    """The settings of a stage that has these vendors. Whole recordings are heard at the second port."""
    return {
        "deepgram_agent_url": f"ws://127.0.0.1:{deepgram_port}/v1/agent/converse",
        "deepgram_listen_url": f"ws://127.0.0.1:{deepgram_port}/v2/listen",
        "deepgram_api_url": f"http://127.0.0.1:{groq_port}",
        "groq_base_url": f"http://127.0.0.1:{groq_port}",
    }


def counted(text: str) -> tuple[int, int]:
    """Of which answer a text is, and how many of its words."""
    found = NUMBERED.match(text)
    assert found, "a text of no answer"
    return int(found[1]), len(text.split())


def voice_span(sound: bytes) -> Span:
    """What the agent's first sound says of its making."""
    return Span(*VOICE_SPAN.unpack_from(sound))


class Vendors:
    """Answers are counted by the recogniser's sockets; their moments are noted in `answers`."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._numbers = count()

    @asynccontextmanager
    async def serve(self, deepgram_port: int, groq_port: int) -> AsyncIterator[None]:
        runner = web.AppRunner(self._groq(), access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", groq_port).start()
            async with serve(self._converse, "127.0.0.1", deepgram_port, compression=None):
                yield
        finally:
            await runner.cleanup()

    def _groq(self) -> web.Application:
        @web.middleware
        async def think(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            if request.path == LISTEN:
                return await handler(request)
            began = clock()
            found = NUMBERED.search(await request.text())
            await asyncio.sleep(STATED_S["model"])
            response = await handler(request)
            if found:  # not what scores a whole recording
                self._answers[int(found[1])].models.append(Span(began, clock()))
            return response

        app = make_app()
        app.middlewares.append(think)
        app.router.add_post(LISTEN, _recording_heard)
        return app

    async def _converse(self, socket: ServerConnection) -> None:
        assert socket.request
        with suppress(ConnectionClosed):
            await (self._speak(socket) if socket.request.path.startswith("/v1/agent") else self._listen(socket))

    async def _speak(self, socket: ServerConnection) -> None:
        await _say(socket, "Welcome", request_id="benchmark")
        async for frame in socket:
            message = {} if isinstance(frame, bytes) else json.loads(frame)
            if message.get("type") == "Settings":
                await asyncio.sleep(STATED_S["opening"])
                await _say(socket, "SettingsApplied")
            elif message.get("type") == "InjectAgentMessage":
                began = clock()
                await asyncio.sleep(STATED_S["voice"])
                await _say(socket, "ConversationText", role="assistant", content=message["message"])
                await _say(socket, "AgentStartedSpeaking", total_latency=0.1, tts_latency=0.1, ttt_latency=0.0)
                await socket.send(VOICE_SPAN.pack(began, clock()) + VOICE)
                await _say(socket, "AgentAudioDone")

    async def _listen(self, socket: ServerConnection) -> None:
        number = next(self._numbers)
        moments = self._answers[number]
        words = [f"take{number}", *WORDS]
        heard = 0
        await _say(socket, "Connected", request_id="benchmark", sequence_id=0)
        async for frame in socket:
            if isinstance(frame, bytes):
                heard += 1
                note(moments.reported, heard, clock())
                await _report(socket, "Update", words[:heard])
            elif json.loads(frame)["type"] == "CloseStream":
                began = clock()
                await asyncio.sleep(STATED_S["last_words"])
                moments.last_words = Span(began, clock())
                await _report(socket, "EndOfTurn", words[:heard])
                return


async def _recording_heard(request: web.Request) -> web.Response:
    """A finished recording, whatever is in it."""
    await request.read()
    await asyncio.sleep(STATED_S["last_words"])
    words = [
        {"word": word, "confidence": 0.9, "start": at * FRAME_S, "end": (at + 1) * FRAME_S}
        for at, word in enumerate(WORDS)
    ]
    heard = {"transcript": " ".join(WORDS), "confidence": 0.9, "words": words}
    channel = {"alternatives": [heard], "detected_language": "en"}
    return web.json_response({"metadata": {"duration": 20.0}, "results": {"channels": [channel]}})


async def _report(socket: ServerConnection, event: str, words: list[str]) -> None:
    await _say(
        socket,
        "TurnInfo",
        request_id="benchmark",
        sequence_id=len(words),
        event=event,
        turn_index=0,
        audio_window_start=0.0,
        audio_window_end=len(words) * FRAME_S,
        transcript=" ".join(words),
        words=[
            {"word": word, "confidence": 0.9, "start": at * FRAME_S, "end": (at + 1) * FRAME_S}
            for at, word in enumerate(words)
        ],
        end_of_turn_confidence=0.1,
    )


async def _say(socket: ServerConnection, kind: str, **fields: Any) -> None:
    await socket.send(json.dumps({"type": kind, **fields}))
