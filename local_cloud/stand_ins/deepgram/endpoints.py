"""What Deepgram's doors have in common: keys, refusals, sockets that fail when asked to, and sessions on them."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local_cloud.stand_ins.deepgram.transcriber import TranscriberError
from local_cloud.stand_ins.stand_in import NAME, SERVED_BY, Failure

__all__ = [
    "SOCKET_FAILURES",
    "Connection",
    "FatalError",
    "Limits",
    "Message",
    "Session",
    "authorised",
    "connect",
    "fault",
    "refusal",
    "turned_away",
]

SOCKET_FAILURES = ("refuse", "full", "drop", "cut", "stall", "garbage", "slow")
"""How a socket fails: at the handshake with `status`, or with 429 where the account has no room; from `after_s` on by
ending, by closing in mid-word, by falling silent or by sending what is no JSON; by taking `delay_s` for each message.
"""

INTERNAL_ERROR = 1011

GARBAGE = '{"type":"<html>502 Bad Gateway'
LARGEST_MESSAGE = 2**20

Message = Mapping[str, Any]


class Limits(BaseModel):
    """How long a socket may stay: without a word from its client, and at all."""

    model_config = ConfigDict(extra="forbid")

    idle_s: float = Field(default=10, gt=0)
    session_s: float = Field(default=7200, gt=0)

    async def change(self, request: web.Request) -> web.Response:
        """`PUT /stand-in/limits {"idle_s", "session_s"}`: for sockets opened from now on; `{}`: the defaults."""
        try:
            wanted = Limits.model_validate(await request.json())
        except (ValueError, ValidationError) as error:
            return web.json_response({"error": str(error)}, status=400)
        self.idle_s, self.session_s = wanted.idle_s, wanted.session_s
        return web.json_response(self.model_dump())


class Connection:
    """A client's open socket. It closes with the block it was made for."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, failure: Failure | None) -> None:
        self._request = request
        self._socket = socket
        self._failure = failure
        self._loop = asyncio.get_running_loop()
        self._fails_at = self._loop.time() + (failure.after_s if failure else 0)
        self._in_order = asyncio.Lock()
        self._drop = self._loop.call_at(self._fails_at, self._abort) if self._fails("drop") else None

    @property
    def response(self) -> web.WebSocketResponse:
        """What the handler returns once the socket is closed."""
        return self._socket

    async def send(self, message: Message | bytes) -> None:
        """Send JSON or sound, in the order of the calls; nothing once the socket is closed."""
        async with self._in_order:
            if self._failure and self._fails("slow"):
                await asyncio.sleep(self._failure.delay_s)
            failing = self._loop.time() >= self._fails_at
            if self._socket.closed or (failing and self._fails("stall", "drop")):
                return
            try:
                if isinstance(message, bytes):
                    await self._socket.send_bytes(message)
                else:
                    await self._socket.send_str(GARBAGE if failing and self._fails("garbage") else json.dumps(message))
                if failing and self._fails("cut") and _is_mid_word(message):
                    await self._socket.close(code=INTERNAL_ERROR)
            except ConnectionError:
                self._abort()

    async def receive(self) -> Message | bytes | None:
        """The client's next words: JSON, or sound; None when it has left. `ValueError` where text is no JSON object."""
        received = await self._socket.receive()
        match received.type:
            case WSMsgType.BINARY:
                return bytes(received.data)
            case WSMsgType.TEXT:
                message = json.loads(received.data)
                if not isinstance(message, dict):
                    raise ValueError("a message is a JSON object")
                return message
            case _:
                return None

    async def close(self, code: int = 1000) -> None:
        async with self._in_order:
            if not (self._fails("stall") and self._loop.time() >= self._fails_at):
                await self._socket.close(code=code)
        if self._drop:
            self._drop.cancel()

    def _fails(self, *kinds: str) -> bool:
        return self._failure is not None and self._failure.kind in kinds

    def _abort(self) -> None:
        if self._request.transport:
            self._request.transport.abort()


class FatalError(Exception):
    """The session cannot go on: the client is told, and the socket closed."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code


class Session(ABC):
    """What goes on over one socket, within the limits of time."""

    def __init__(self, connection: Connection, limits: Limits) -> None:
        self.connection = connection
        self._limits = limits.model_copy()

    async def run(self) -> web.WebSocketResponse:
        try:
            async with asyncio.timeout(self._limits.session_s):
                await self.converse()
        except FatalError as error:
            await self.send("Error", code=error.code, description=str(error))
        except TranscriberError:
            await self.send("Error", code="INTERNAL_SERVER_ERROR", description="The recogniser has ended.")
        except TimeoutError:
            await self.send("Error", code="SESSION_TIMEOUT", description="The session has reached its longest time.")
        finally:
            # A client that hangs up cancels this again while it lets go, and nothing may be left behind.
            await asyncio.shield(self._end())
        return self.connection.response

    async def _end(self) -> None:
        await self.leave()
        await self.connection.close()

    async def messages(self) -> AsyncIterator[Message | bytes]:
        """What the client says until it leaves. `FatalError` for no JSON, or too long without sound or `KeepAlive`."""
        loop = asyncio.get_running_loop()
        last_sign = loop.time()
        while True:
            try:
                async with asyncio.timeout_at(last_sign + self._limits.idle_s):
                    message = await self.connection.receive()
            except TimeoutError:
                description = f"Neither audio nor KeepAlive came for {self._limits.idle_s:g} s."
                raise FatalError("CLIENT_MESSAGE_TIMEOUT", description) from None
            except ValueError as error:
                raise FatalError("UNPARSABLE_CLIENT_MESSAGE", f"Error parsing client message: {error}.") from None
            if message is None:
                return
            if isinstance(message, bytes) or message.get("type") == "KeepAlive":
                last_sign = loop.time()
            yield message

    @abstractmethod
    async def converse(self) -> None:
        """Everything from the first message to the last."""

    @abstractmethod
    async def send(self, kind: str, **fields: Any) -> None:
        """Send a message of the type `kind`."""

    @abstractmethod
    async def leave(self) -> None:
        """Let go of what the session holds."""


async def connect(request: web.Request, failure: Failure | None, served_by: str = NAME) -> Connection:
    socket = web.WebSocketResponse(max_msg_size=LARGEST_MESSAGE, compress=False, timeout=1)
    socket.headers["x-served-by"] = served_by
    await socket.prepare(request)
    return Connection(request, socket, failure)


def turned_away(request: web.Request, failure: Failure | None) -> web.Response | None:
    """How the handshake is refused, if it is."""
    if not authorised(request):
        return refusal(401, "INVALID_AUTH", "Invalid credentials.")
    if failure and failure.kind == "refuse":
        return refusal(failure.status, "REFUSED", "The connection was refused.")
    if failure and failure.kind == "full":
        return refusal(429, "TOO_MANY_REQUESTS", "Too many requests. Please try again later.")
    return None


def authorised(request: web.Request) -> bool:
    """Any key will do unless it holds the word "invalid"."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return scheme in {"Token", "Bearer"} and bool(key) and "invalid" not in key


def _is_mid_word(message: Message | bytes) -> bool:
    """Whether it is a piece of the agent's voice, or words of a turn that is not over."""
    return isinstance(message, bytes) or (bool(message.get("words")) and message.get("event") != "EndOfTurn")


def refusal(status: int, code: str, message: str, request_id: str | None = None) -> web.Response:
    body = {"err_code": code, "err_msg": message, "request_id": request_id or str(uuid4())}
    return web.json_response(body, status=status, headers=SERVED_BY)


def fault(error: ValidationError) -> str:
    """The first thing wrong with a client's message or query."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or "type"
    return f"Check the {place} field against the API spec: {first['msg']}."
