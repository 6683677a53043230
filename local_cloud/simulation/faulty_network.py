"""The network between one browser and the cloud, with the faults of real ones: an HTTP proxy of the browser's own.

What the browser sends really goes through it, sockets too, so a reset is a reset and a 503 is what a load balancer
answers. It knows a chunk on its way to the bucket by the form's `key`; `fate` decides what befalls each of them.
Nothing is altered on the way: the checksum in the form would make S3 refuse it.
"""

import asyncio
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from interview.domain.recordings.object_keys import parse_chunk_key
from interview.errors import RefusedObjectError

__all__ = ["ARRIVES", "Fate", "FaultyNetwork", "Post"]

LARGEST_HEAD = 64 * 1024
PIECE = 64 * 1024
_KEY = re.compile(rb'name="key"\r\n\r\n([^\r\n]+)\r\n')
_SLOW_DOWN = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
_UNAVAILABLE = (
    b"HTTP/1.1 503 Slow Down\r\ncontent-type: application/xml\r\naccess-control-allow-origin: *\r\n"
    b"connection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(_SLOW_DOWN), _SLOW_DOWN)
)


@dataclass(frozen=True)
class Post:
    """One attempt to deliver a chunk; the first has number 0."""

    question: int
    index: int
    attempt: int


@dataclass(frozen=True)
class Fate:
    """What befalls a POST. It is late by `delay_s`, and then arrives, unless one of the others says otherwise."""

    delay_s: float = 0
    unavailable: bool = False
    """Answered 503; the bucket sees nothing of it."""
    reset: bool = False
    """The connection breaks off half way; the bucket sees nothing that it could keep."""
    answer_lost: bool = False
    """It arrives, but the connection breaks off before the answer."""
    again_after_s: float | None = None
    """It is delivered a second time, so long after the first."""


ARRIVES = Fate()
Choose = Callable[[Post], Fate]


@dataclass(frozen=True)
class _Request:
    method: str
    host: str
    port: int
    path: str
    head: bytes
    body: bytes

    def chunk(self) -> tuple[int, int, bytes] | None:
        """Question, index and bytes of the chunk that is posted here; None where it is something else."""
        found = _KEY.search(self.body[:LARGEST_HEAD]) if self.method == "POST" else None
        if not found:
            return None
        try:
            key = parse_chunk_key(found[1].decode())
        except (RefusedObjectError, UnicodeDecodeError):
            return None
        boundary = b"\r\n" + self.body.split(b"\r\n", 1)[0]
        file = self.body.index(b'name="file"')
        content = self.body[self.body.index(b"\r\n\r\n", file) + 4 :].rsplit(boundary, 1)[0]
        return key.question_index, key.chunk_index, content


class FaultyNetwork:
    """Serves `url` between `__enter__` and `__exit__`, in a thread of its own. `without`: paths that lead nowhere."""

    def __init__(self, fate: Choose = lambda _: ARRIVES, *, without: Collection[str] = ()) -> None:
        self.posts: list[tuple[Post, Fate]] = []
        """Every POST of a chunk so far, and what befell it."""
        self.bodies: dict[int, bytes] = {}
        """What was sent of each chunk at last, by index; of one question's network at a time."""
        self._fate = fate
        self._without = frozenset(without)
        self._attempts: Counter[tuple[int, int]] = Counter()
        self._is_cut = False
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._repeats: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="faulty network", daemon=True)
        self._port = 0

    @property
    def url(self) -> str:
        """The proxy's address."""
        return f"http://127.0.0.1:{self._port}"

    def cut(self) -> None:
        """From now on there is no network: what is open breaks off, nothing new gets through."""
        self._is_cut = True
        self._loop.call_soon_threadsafe(self._reset_all)

    def let_arrive(self) -> None:
        """Wait until the second deliveries are there, too."""
        asyncio.run_coroutine_threadsafe(self._repeated(), self._loop).result(timeout=60)

    def mend(self) -> None:
        self._is_cut = False

    def __enter__(self) -> Self:
        self._thread.start()
        serving = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._accept, "127.0.0.1", 0, limit=LARGEST_HEAD), self._loop
        )
        self._server = serving.result(timeout=10)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        self._reset_all()
        for task in (tasks := list(self._tasks)):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._server.wait_closed()

    def _reset_all(self) -> None:
        for writer in list(self._writers):
            _reset(writer)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._start(self._serve(reader, writer))

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _repeated(self) -> None:
        await asyncio.gather(*self._repeats)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            if not self._is_cut:
                await self._handle(reader, writer)
        except (OSError, EOFError, asyncio.LimitOverrunError):
            _reset(writer)
        finally:
            self._writers.discard(writer)
            if self._is_cut:
                _reset(writer)
            writer.close()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
        if method == "CONNECT":
            await self._tunnel(target, reader, writer)
            return
        request = await _read_request(method, target, head, reader)
        if urlsplit(request.path).path in self._without:
            _reset(writer)
            return
        fate = self._decide(request)
        if fate.again_after_s is not None:
            self._repeats.add(self._start(self._later(request, fate.delay_s + fate.again_after_s)))
        await asyncio.sleep(fate.delay_s)
        if fate.unavailable:
            writer.write(_UNAVAILABLE)
            await writer.drain()
        elif fate.reset:
            await self._forward(request, None, share=0.5)
            _reset(writer)
        elif fate.answer_lost:
            await self._forward(request, None)
            _reset(writer)
        else:
            await self._forward(request, writer)

    def _decide(self, request: _Request) -> Fate:
        chunk = request.chunk()
        if chunk is None:
            return ARRIVES
        question, index, body = chunk
        post = Post(question, index, attempt=self._attempts[question, index])
        self._attempts[question, index] += 1
        self.bodies[index] = body
        fate = self._fate(post)
        self.posts.append((post, fate))
        return fate

    async def _later(self, request: _Request, seconds: float) -> None:
        await asyncio.sleep(seconds)
        with suppress(OSError):
            await self._forward(request, None)

    async def _forward(self, request: _Request, answer_to: asyncio.StreamWriter | None, share: float = 1) -> None:
        """Send a request on, or a share of it; its answer goes to `answer_to`, if anywhere."""
        reader, upstream = await asyncio.open_connection(request.host, request.port)
        self._writers.add(upstream)
        try:
            upstream.write(request.head + request.body[: int(len(request.body) * share)])
            await upstream.drain()
            while share == 1 and (piece := await reader.read(PIECE)):
                if answer_to:
                    answer_to.write(piece)
                    await answer_to.drain()
        finally:
            self._writers.discard(upstream)
            upstream.close()

    async def _tunnel(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A WebSocket: its handshake says where to."""
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ", 2)[1].decode()
        if urlsplit(path).path in self._without:
            _reset(writer)
            return
        host, _, port = target.rpartition(":")
        up_reader, upstream = await asyncio.open_connection(host, int(port))
        self._writers.add(upstream)
        try:
            upstream.write(head)
            await asyncio.gather(_pipe(reader, upstream), _pipe(up_reader, writer))
        finally:
            self._writers.discard(upstream)
            upstream.close()


async def _read_request(method: str, target: str, head: bytes, reader: asyncio.StreamReader) -> _Request:
    """A proxy gets whole addresses; the origin gets its path, and one request a connection."""
    address = urlsplit(target)
    path = address.path + (f"?{address.query}" if address.query else "")
    lines = head.split(b"\r\n")[1:-2]
    kept = [line for line in lines if not line.lower().startswith((b"proxy-", b"connection:"))]
    length = next((int(line.split(b":")[1]) for line in kept if line.lower().startswith(b"content-length:")), 0)
    body = await reader.readexactly(length)
    start = f"{method} {path} HTTP/1.1".encode()
    own = b"\r\n".join([start, *kept, b"Connection: close", b"", b""])
    return _Request(method, address.hostname or "", address.port or 80, path, own, body)


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    finally:
        writer.close()


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection as a broken one ends: by RST, whatever is still on its way."""
    own: socket.socket | None = writer.get_extra_info("socket")
    if own is not None and own.fileno() >= 0:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
