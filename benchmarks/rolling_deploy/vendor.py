"""Deepgram's two sockets. The recogniser hears the words that a page's sound names, so that each can be looked for."""

import asyncio
import json
import struct
from contextlib import suppress
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

__all__ = ["FRAME_S", "QUIET", "VOICE_S", "converse", "sound_of", "word"]

FRAME_S = 0.1
LOUD = struct.pack("<hh", 8000, -8000) * 799
QUIET = bytes(3200)
WORD = struct.Struct("<HH")
HEARS_AFTER_S = 0.2
"""From a word to the recogniser's report of it."""
TURN_ENDS_AFTER = 3
"""Quiet frames."""
VOICE_S = 0.15
"""From a sentence to its first sound."""
SPEAKS_S = 1.0


def sound_of(candidate: int, number: int) -> bytes:
    """100 ms of a microphone in which this word is said."""
    return WORD.pack(candidate, number) + LOUD


def word(candidate: int, number: int) -> str:
    return f"c{candidate}w{number}"


async def converse(socket: ServerConnection) -> None:
    assert socket.request
    with suppress(ConnectionClosed):
        await (_speak(socket) if socket.request.path.startswith("/v1/agent") else _Recogniser(socket).listen())


async def _speak(socket: ServerConnection) -> None:
    await _say(socket, "Welcome", request_id="benchmark")
    async for frame in socket:
        message = {} if isinstance(frame, bytes) else json.loads(frame)
        if message.get("type") == "Settings":
            await _say(socket, "SettingsApplied")
        elif message.get("type") == "InjectAgentMessage":
            await asyncio.sleep(VOICE_S)
            await _say(socket, "ConversationText", role="assistant", content=message["message"])
            await _say(socket, "AgentStartedSpeaking", total_latency=0.1, tts_latency=0.1, ttt_latency=0.0)
            for _ in range(round(SPEAKS_S / FRAME_S)):
                await socket.send(bytes(4800))
                await asyncio.sleep(FRAME_S)
            await _say(socket, "AgentAudioDone")


class _Recogniser:
    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket
        self._words: list[dict[str, Any]] = []
        self._turn = self._frames = self._quiet = 0
        self._reports: asyncio.Queue[tuple[float, str]] = asyncio.Queue()

    async def listen(self) -> None:
        await _say(self._socket, "Connected", request_id="benchmark", sequence_id=0)
        telling = asyncio.create_task(self._tell())
        try:
            async for frame in self._socket:
                if isinstance(frame, bytes):
                    self._hear(frame)
                elif json.loads(frame)["type"] == "CloseStream":
                    self._end_turn()
                    await self._reports.join()
                    return
        finally:
            telling.cancel()

    def _hear(self, frame: bytes) -> None:
        self._frames += 1
        if not any(frame[4:8]):
            self._quiet += 1
            if self._quiet == TURN_ENDS_AFTER:
                self._end_turn()
            return
        self._quiet = 0
        at = {"start": (self._frames - 1) * FRAME_S, "end": self._frames * FRAME_S}
        self._words.append({"word": word(*WORD.unpack_from(frame)), "confidence": 0.9, **at})
        self._report("StartOfTurn" if len(self._words) == 1 else "Update")

    def _end_turn(self) -> None:
        if self._words:
            self._report("EndOfTurn")
            self._turn, self._words = self._turn + 1, []

    def _report(self, event: str) -> None:
        report = {
            "type": "TurnInfo",
            "request_id": "benchmark",
            "sequence_id": self._frames,
            "event": event,
            "turn_index": self._turn,
            "audio_window_start": 0.0,
            "audio_window_end": self._frames * FRAME_S,
            "transcript": " ".join(each["word"] for each in self._words),
            "words": list(self._words),
            "end_of_turn_confidence": 0.9,
        }
        self._reports.put_nowait((asyncio.get_running_loop().time() + HEARS_AFTER_S, json.dumps(report)))

    async def _tell(self) -> None:
        while True:
            at, report = await self._reports.get()
            await asyncio.sleep(at - asyncio.get_running_loop().time())
            with suppress(ConnectionClosed):
                await self._socket.send(report)
            self._reports.task_done()


async def _say(socket: ServerConnection, kind: str, **fields: Any) -> None:
    await socket.send(json.dumps({"type": kind, **fields}))
