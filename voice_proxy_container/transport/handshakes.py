"""How a WebSocket opens: HTTP, read and judged by the `websockets` library, on asyncio transports.

No extensions and no subprotocols: a compressed frame would hide its text.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

from websockets.client import ClientProtocol
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol
from websockets.uri import WebSocketURI

from interview.domain.engines import SERVED_BY
from interview.domain.languages import Language

__all__ = ["Answered", "Calling", "Door", "HandshakeError", "RefusedError", "TakesOver"]

TakesOver = Callable[[asyncio.Transport], None]
"""Who carries on where a handshake ends: makes a protocol of its own the transport's."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A response, and who is told once it is with the browser, or nobody waits for it any more."""

    response: Response
    left: Callable[[], None]


END_OF_HEAD = b"\r\n\r\n"
MAX_HEAD = 32 * 1024
REQUEST_TIMEOUT_S = 10.0
ADMISSION_TIMEOUT_S = 60.0
"""The answer, which may be a sound file."""
METHOD = re.compile(rb"[A-Z]+ /")
BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
METHOD_NOT_ALLOWED = b"HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
USER_AGENT = "colloquy"


class HandshakeError(Exception):
    """The other side speaks no WebSocket, or went away."""


class RefusedError(HandshakeError):
    """It answered with another status than 101."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Calling(asyncio.Protocol):
    """The client's side. `opened` has what came after the answer, which belongs to the WebSocket; reading is paused
    until somebody takes the transport over. It raises HandshakeError where no WebSocket opens, and OSError where the
    connection broke."""

    def __init__(self, uri: WebSocketURI, authorization: str, language: Language) -> None:
        self.opened: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self.served_by = ""
        """How the other side names itself, where it does: a gateway, or a stand-in."""
        self._handshake = ClientProtocol(uri)
        self._authorization = authorization
        self._language = language
        self._head = b""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        request = self._handshake.connect()
        request.headers["Authorization"] = self._authorization
        request.headers["Accept-Language"] = self._language.value
        request.headers["User-Agent"] = USER_AGENT
        self._handshake.send_request(request)
        self.transport.write(b"".join(self._handshake.data_to_send()))

    def data_received(self, data: bytes) -> None:
        if self.opened.done():
            return
        self._head += data
        head, end, rest = self._head.partition(END_OF_HEAD)
        if not end:
            if len(head) > MAX_HEAD:
                self._fail(HandshakeError("endless answer"))
            return
        if not head.startswith(b"HTTP/1.1 101 "):
            status = head[9:12]
            self._fail(RefusedError(int(status)) if status.isdigit() else HandshakeError("no HTTP"))
            return
        self._handshake.receive_data(head + end)
        if self._handshake.handshake_exc:
            self._fail(HandshakeError(str(self._handshake.handshake_exc)))
            return
        [answer] = self._handshake.events_received()
        assert isinstance(answer, Response)
        self.served_by = " ".join(answer.headers.get_all(SERVED_BY))
        self.transport.pause_reading()
        self.opened.set_result(rest)

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(exc or HandshakeError("hung up"))

    def _fail(self, error: Exception) -> None:
        if not self.opened.done():
            self.opened.set_exception(error)
        self.transport.abort()


class Door(asyncio.Protocol):
    """The server's side: one request a connection. `answer` has a response for it, or lets a WebSocket in."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response | Answered | TakesOver]]) -> None:
        self._answer = answer
        self._handshake = ServerProtocol()
        self._head = b""
        self._answering: asyncio.Task[None] | None = None
        self._left: Callable[[], None] | None = None
        self._transport: asyncio.Transport
        self._timer: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._timer = asyncio.get_running_loop().call_later(REQUEST_TIMEOUT_S, self._transport.abort)

    def data_received(self, data: bytes) -> None:
        self._head += data
        if END_OF_HEAD not in self._head:
            if len(self._head) > MAX_HEAD:
                self._transport.abort()
            return
        self._transport.pause_reading()
        self._timer.cancel()
        # A browser says nothing before it is let in: what else came is not for us.
        head, end, _ = self._head.partition(END_OF_HEAD)
        if not head.startswith(b"GET ") and METHOD.match(head):
            self._hang_up(METHOD_NOT_ALLOWED)
            return
        self._handshake.receive_data(head + end)
        self._answering = asyncio.get_running_loop().create_task(self._respond())

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._timer.cancel()
        if self._left:
            self._left()

    async def _respond(self) -> None:
        requests = self._handshake.events_received()
        if not requests:
            self._hang_up(b"".join(self._handshake.data_to_send()) or BAD_REQUEST)
            return
        request = requests[0]
        assert isinstance(request, Request)
        answer = await self._answer(request)
        if isinstance(answer, Answered):
            if self._transport.is_closing():
                answer.left()
                return
            self._left = answer.left
            answer = answer.response
        response = answer if isinstance(answer, Response) else self._handshake.accept(request)
        self._handshake.send_response(response)
        content = b"".join(self._handshake.data_to_send())
        if isinstance(answer, Response) or response.status_code != 101:
            self._hang_up(content)
        elif not self._transport.is_closing():
            self._transport.write(content)
            answer(self._transport)
            self._transport.resume_reading()

    def _hang_up(self, content: bytes) -> None:
        if self._transport.is_closing():
            return
        self._timer = asyncio.get_running_loop().call_later(ADMISSION_TIMEOUT_S, self._transport.abort)
        self._transport.write(content)
        self._transport.close()
