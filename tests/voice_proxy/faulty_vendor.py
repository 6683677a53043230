"""A Deepgram that hears the numbers of frames, and fails in one way when told; and a loop in which time runs fast."""

import asyncio
import json
import selectors
import struct
import threading
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal, TypeVar, cast

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.protocol import State

Door = Literal["agent", "listen"]
Fault = Literal["refuse", "full", "drop", "cut", "stall", "garbage", "slow"]
FAULTS: tuple[Fault, ...] = ("refuse", "full", "drop", "cut", "stall", "garbage", "slow")
"""Handshakes refused, or refused for want of room; the connection aborted at the next message, or closed after the next
word or sound; from then on silence, or no JSON, or a second's delay of each message."""

T = TypeVar("T")

SPEED = 10
"""Seconds of the loop in one of ours."""
FRAME_S = 0.1
TURN_FRAMES = 5
SLOW_S = 1.0
REFUSED_HANDSHAKES = 5


def frame(number: int) -> bytes:
    """100 ms of a microphone into which a number is spoken: loud, and told by any two of its samples."""
    return struct.pack("<hh", 4000 + number, -4000 - number) * 800


class _FastSelector(selectors.DefaultSelector):
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / SPEED if timeout and timeout > 0 else timeout)


class _FastLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        super().__init__(_FastSelector())

    def time(self) -> float:
        return super().time() * SPEED


class FastTime:
    """An event loop in a thread, in which every timer is a tenth as long."""

    def __init__(self) -> None:
        self._loop = _FastLoop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fast loop")
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@dataclass
class FaultyVendor:
    """`fail` arms a fault at a door; the next sign of life there shows it, on one socket."""

    url: str = ""
    _server: Server = field(init=False)
    armed: dict[Door, Fault] = field(default_factory=dict)
    refusals: dict[Door, int] = field(default_factory=dict)
    shown: set[Door] = field(default_factory=set)
    turns: list[dict[tuple[int, int], str]] = field(default_factory=list)
    """What arrived of each turn last, by socket and turn, in the order of the sockets."""
    open: dict[Door, list[ServerConnection]] = field(default_factory=lambda: {"agent": [], "listen": []})
    texts: dict[Door, list[dict[str, Any]]] = field(default_factory=lambda: {"agent": [], "listen": []})

    async def start(self) -> None:
        self._server = await serve(
            self._converse, "127.0.0.1", 0, process_request=self._refuse, compression=None, close_timeout=1
        )
        (socket,) = self._server.sockets
        self.url = f"ws://127.0.0.1:{socket.getsockname()[1]}"

    async def stop(self) -> None:
        for sockets in self.open.values():
            for socket in sockets:
                socket.transport.abort()
        self._server.close()
        await self._server.wait_closed()

    async def fail(self, door: Door, fault: Fault) -> None:
        if fault in ("refuse", "full"):
            self.armed[door], self.refusals[door] = fault, REFUSED_HANDSHAKES
            for socket in self.open[door]:
                socket.transport.abort()
                self.shown.add(door)
        else:
            self.armed[door] = fault

    def lines(self) -> list[str]:
        """Every line that arrived, in order."""
        return [text for turns in self.turns for text in turns.values()]

    def _refuse(self, connection: ServerConnection, request: Request) -> Response | None:
        door = _door(request)
        if not self.refusals.get(door):
            return None
        self.refusals[door] -= 1
        self.shown.add(door)
        full = self.armed[door] == "full"
        return connection.respond(HTTPStatus.TOO_MANY_REQUESTS if full else HTTPStatus.SERVICE_UNAVAILABLE, "")

    async def _converse(self, socket: ServerConnection) -> None:
        assert socket.request
        door = _door(socket.request)
        self.open[door].append(socket)
        line = _Line(self, door, socket)
        with suppress(ConnectionClosed):
            await (self._agent(line) if door == "agent" else self._listen(line))
        self.open[door].remove(socket)

    async def _agent(self, line: "_Line") -> None:
        await line.say(type="Welcome", request_id="r")
        async for message in line.socket:
            if isinstance(message, bytes):
                continue
            text = json.loads(message)
            self.texts["agent"].append(text)
            if text["type"] == "Settings":
                await line.say(type="SettingsApplied")
            elif text["type"] == "InjectAgentMessage":
                await line.say(type="ConversationText", role="assistant", content=text["message"])
                await line.say(type="AgentStartedSpeaking", total_latency=0.1, tts_latency=0.1, ttt_latency=0.0)
                await line.sound(bytes(4800))
                await line.say(type="AgentAudioDone")

    async def _listen(self, line: "_Line") -> None:
        socket_turns: dict[tuple[int, int], str] = {}
        self.turns.append(socket_turns)
        number = len(self.turns)
        turn = frames = sequence = 0
        words: list[dict[str, Any]] = []

        async def report(event: str) -> None:
            nonlocal sequence
            sequence += 1
            text = " ".join(word["word"] for word in words)
            fields = {"event": event, "turn_index": turn, "transcript": text, "words": words, "sequence_id": sequence}
            window = {"audio_window_start": 0.0, "audio_window_end": frames * FRAME_S}
            sent = await line.say(type="TurnInfo", **fields, **window, request_id="r", end_of_turn_confidence=0.5)
            if sent and text and _is_open(line.socket):
                # The pong says that what came before it was read.
                arrived = cast("asyncio.Future[float]", await line.socket.ping())
                key = (number, turn)
                arrived.add_done_callback(lambda pong: None if pong.exception() else socket_turns.update({key: text}))

        await line.say(type="Connected", request_id="r", sequence_id=0)
        async for message in line.socket:
            if isinstance(message, str):
                self.texts["listen"].append(json.loads(message))
                if words:
                    await report("EndOfTurn")
                return
            for spoken in _numbers(message):
                times = {"start": round(frames * FRAME_S, 3), "end": round((frames + 1) * FRAME_S, 3)}
                words.append({"word": f"w{spoken}", "confidence": 0.9, **times})
                frames += 1
                await report("StartOfTurn" if len(words) == 1 else "Update")
                if len(words) == TURN_FRAMES:
                    await report("EndOfTurn")
                    turn, words = turn + 1, []


class _Line:
    """What a socket sends, and how that fails."""

    def __init__(self, vendor: FaultyVendor, door: Door, socket: ServerConnection) -> None:
        self.socket = socket
        self._vendor = vendor
        self._door: Door = door
        self._fault: Fault | None = None

    async def say(self, **message: Any) -> bool:
        """Whether the message went out as it is."""
        if await self._fails(mid_word=message["type"] == "TurnInfo"):
            return False
        await self.socket.send("<html>502" if self._fault == "garbage" else json.dumps(message))
        await self._cut(mid_word=bool(message.get("words")))
        return self._fault != "garbage"

    async def sound(self, pcm: bytes) -> None:
        if not await self._fails(mid_word=True):
            await self.socket.send(pcm)
            await self._cut(mid_word=True)

    async def _fails(self, *, mid_word: bool) -> bool:
        armed = self._vendor.armed.get(self._door)
        if self._fault is None and armed not in (None, "refuse", "full") and (armed != "cut" or mid_word):
            self._fault = armed
            self._vendor.armed.pop(self._door)
            self._vendor.shown.add(self._door)
        if self._fault == "drop":
            self.socket.transport.abort()
            raise ConnectionResetError
        if self._fault == "slow":
            await asyncio.sleep(SLOW_S)
        return self._fault == "stall"

    async def _cut(self, *, mid_word: bool) -> None:
        if self._fault == "cut" and mid_word:
            await self.socket.close(1011)


def _is_open(socket: ServerConnection) -> bool:
    return socket.state is State.OPEN


def _door(request: Request) -> Door:
    return "agent" if request.path.startswith("/v1/agent") else "listen"


def _numbers(sound: bytes) -> list[int]:
    """What is spoken in a message: every 100 ms of it one number; silence says nothing."""
    samples = struct.unpack_from("<h", sound)[0] if sound else 0
    return [samples - 4000] if samples > 0 else []
