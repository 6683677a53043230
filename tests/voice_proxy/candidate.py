"""A candidate's page at the voice proxy, as the tests drive it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import websocket

ORIGIN = "http://localhost:8000"
TIMEOUT_S = 10
GIVEN_UP_S = 120
FRAME_S = 0.1
FRAME = b"\x01\x00" * 1600
"""So much of the microphone, in a quiet room."""

Message = dict[str, Any]


class Candidate:
    """`messages` and `sound` are what came down since the beginning; `order` has both, sound as its bytes."""

    def __init__(self, socket: websocket.WebSocket) -> None:
        self.socket = socket
        self.messages: list[Message] = []
        self.order: list[Message | bytes] = []
        self.closed: int | None = None
        self._read = 0

    @property
    def sound(self) -> bytes:
        return b"".join(each for each in self.order if isinstance(each, bytes))

    def send(self, kind: str, **fields: Any) -> None:
        self.socket.send(json.dumps({"type": kind, **fields}))

    def speak(self, frames: int = 1, frame: bytes = FRAME) -> None:
        for _ in range(frames):
            self.socket.send_binary(frame)

    @contextmanager
    def microphone_on(self) -> Iterator[None]:
        """Sound goes on coming, as it does from a microphone: what was said is heard with it."""
        is_over = threading.Event()

        def send() -> None:
            while not is_over.wait(FRAME_S):
                self.speak()

        sending = threading.Thread(target=send)
        sending.start()
        try:
            yield
        finally:
            is_over.set()
            sending.join()

    def until(self, kind: str, wanted: Callable[[Message], bool] = lambda _: True) -> Message:
        """The next message of a kind that was not asked for before; AssertionError when the socket ends first, or in
        two minutes."""
        given_up_at_s = time.monotonic() + GIVEN_UP_S
        while True:
            while self._read < len(self.messages):
                message = self.messages[self._read]
                self._read += 1
                if message["type"] == kind and wanted(message):
                    return message
            self.receive()
            assert time.monotonic() < given_up_at_s, f"no {kind}: {self.messages}"
            assert self.closed is None, f"closed with {self.closed} before {kind}: {self.messages}"

    def until_closed(self) -> int:
        while self.closed is None:
            self.receive()
        return self.closed

    def of_type(self, kind: str) -> list[Message]:
        return [message for message in self.messages if message["type"] == kind]

    def receive(self) -> None:
        opcode, content = self.socket.recv_data(control_frame=True)  # what keeps the socket open as well
        if opcode == websocket.ABNF.OPCODE_TEXT:
            message = json.loads(content)
            self.messages.append(message)
            self.order.append(message)
        elif opcode == websocket.ABNF.OPCODE_BINARY:
            self.order.append(content)
        elif opcode == websocket.ABNF.OPCODE_CLOSE:
            self.closed = int.from_bytes(content[:2], "big") if content else 1005


@contextmanager
def connected(url: str, origin: str = ORIGIN, timeout: float = TIMEOUT_S) -> Iterator[Candidate]:
    socket = websocket.create_connection(url, origin=origin, timeout=timeout)
    try:
        yield Candidate(socket)
    finally:
        socket.close(timeout=1)
        _release(socket)


def refused(url: str, origin: str | None = ORIGIN) -> int:
    """The status that a handshake is answered."""
    socket: Any = websocket.WebSocket()
    socket.settimeout(TIMEOUT_S)
    try:
        socket.connect(url, **({"origin": origin} if origin else {"suppress_origin": True}))
    except websocket.WebSocketBadStatusException as refusal:
        return int(refusal.status_code)
    finally:
        _release(socket)
    return 101


def _release(socket: websocket.WebSocket) -> None:
    """Also after a refused handshake, where the library keeps the connection."""
    if socket.sock:
        socket.sock.close()
