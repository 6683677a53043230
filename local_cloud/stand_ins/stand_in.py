"""What the stand-ins for outside vendors share: failures on request, health, and serving on the loopback address.

Beside the vendor's own routes each stand-in has

    GET    /health               {"service": NAME, "engines": {"voice_engine": …}}: what does the work, by the names of
                                 the stage's settings
    POST   /stand-in/failures    {"kind": KIND, "target": DOOR, "times": 1, ...} or a list of such: queue failures,
                                 one a request at that door; a stand-in's first door where none is named
    GET    /stand-in/failures    what is still queued
    DELETE /stand-in/failures    forget what is queued
    GET    /stand-in/usage       what the vendor would put on the bill: `Usage`
"""

import argparse
import asyncio
import hashlib
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

__all__ = ["NAME", "SERVED_BY", "Failure", "FailureQueue", "Usage", "add_health", "identifier", "serve"]

NAME = "colloquy-stand-in-1"
"""How a stand-in names itself in every answer; the number grows when its answers change."""

SERVED_BY = {"x-served-by": NAME}


class Failure(BaseModel):
    """How the next `times` requests fail. The other fields count for the kinds that need them."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    target: str | None = None
    times: int = Field(default=1, ge=1)
    retry_after_s: float | None = Field(default=1, ge=0)
    """Sent with `rate_limit`; null leaves the header out."""
    delay_s: float = Field(default=60, ge=0)
    """How long `slow` takes before it answers well; on a socket, before each message."""
    after_s: float = Field(default=0, ge=0)
    """How long a socket works before it fails."""
    status: int = Field(default=503, ge=400, le=599)
    """What `refuse` answers the handshake with."""


_FAILURES: TypeAdapter[list[Failure]] = TypeAdapter(list[Failure])


class FailureQueue:
    """The failures still to come at each door, in order, and the routes that fill and empty it."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        """`kinds`: how each door can fail. A failure that names no target is for the first."""
        self._kinds = {target: frozenset(known) for target, known in kinds.items()}
        self._first = next(iter(kinds))
        self._coming: deque[Failure] = deque()

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/stand-in/failures", self._list)
        app.router.add_post("/stand-in/failures", self._queue)
        app.router.add_delete("/stand-in/failures", self._forget)

    def take(self, target: str) -> Failure | None:
        """The failure that the request at hand must show."""
        failure = next((failure for failure in self._coming if failure.target == target), None)
        if failure:
            failure.times -= 1
            if failure.times == 0:
                self._coming.remove(failure)
        return failure

    async def next(self, target: str) -> Failure | None:
        """As `take`, but `slow` is served here, and then nothing is left to show."""
        failure = self.take(target)
        if failure and failure.kind == "slow":
            await asyncio.sleep(failure.delay_s)
            return None
        return failure

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response([failure.model_dump() for failure in self._coming])

    async def _queue(self, request: web.Request) -> web.Response:
        try:
            body = await request.json()
            failures = _FAILURES.validate_python(body if isinstance(body, list) else [body])
        except (ValueError, ValidationError) as error:
            return web.json_response({"error": str(error)}, status=400)
        for failure in failures:
            failure.target = failure.target or self._first
            if failure.kind not in self._kinds.get(failure.target, ()):
                known = {target: sorted(kinds) for target, kinds in self._kinds.items()}
                unknown = f"unknown failure {failure.kind!r} of {failure.target!r}; known: {known}"
                return web.json_response({"error": unknown}, status=400)
        self._coming.extend(failures)
        return web.json_response({"queued": len(self._coming)}, status=201)

    async def _forget(self, _: web.Request) -> web.Response:
        self._coming.clear()
        return web.Response(status=204)


class Usage:
    """What was asked of each door, in what the vendor bills; a socket is in it once it is closed."""

    def __init__(self) -> None:
        self._used: list[dict[str, object]] = []

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/stand-in/usage", self._list)

    def add(self, door: str, **figures: object) -> None:
        self._used.append({"door": door, **figures})

    @contextmanager
    def open_socket(self, door: str) -> Iterator[None]:
        """Count from when to when a socket was open, in seconds of the epoch."""
        began = time.time()
        try:
            yield
        finally:
            self.add(door, began=began, ended=time.time())

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response(self._used)


def add_health(app: web.Application, engines: Callable[[], Awaitable[Mapping[str, str]]]) -> None:
    async def health(_: web.Request) -> web.Response:
        return web.json_response({"service": NAME, "engines": await engines()})

    app.router.add_get("/health", health)


def identifier(content: bytes, length: int = 24) -> str:
    """A name for a request that is the same whenever the request is."""
    return hashlib.sha256(content).hexdigest()[:length]


def serve(description: str, make_app: Callable[[], web.Application]) -> None:
    """Read `--port` from the command line and serve until SIGINT or SIGTERM, on the loopback address alone."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    web.run_app(
        make_app(),
        host="127.0.0.1",
        port=port,
        access_log=None,
        print=None,
        shutdown_timeout=1,
        handler_cancellation=True,
    )
