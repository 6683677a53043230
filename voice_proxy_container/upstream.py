"""A socket to the vendor: opened when told, read until it ends, its end reported once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK, InvalidStatus, WebSocketException

from voice_proxy_container.logs import Log

__all__ = ["Events", "Upstream"]

OPEN_TIMEOUT_S = 5.0
SEND_TIMEOUT_S = 3.0
"""A vendor that takes no sound for so long has dropped out."""
CLOSE_TIMEOUT_S = 2.0
PING_EVERY_S = 20.0
LARGEST_FRAME = 1024 * 1024
REFUSED = frozenset({400, 401, 402, 403, 404})
"""The handshake's answers that another try will not change; 429, a full house, may pass."""


@dataclass(frozen=True)
class Events:
    """What its owner is told. `lost` is called once for each `open`, unless `close` came first."""

    opened: Callable[[], Awaitable[None]]
    text: Callable[[str], Awaitable[None]]
    sound: Callable[[bytes], Awaitable[None]]
    lost: Callable[[bool, bool], Awaitable[None]]
    """(clean, refused)"""


class Upstream:
    """At most one socket at a time. Its tasks belong to `tasks`."""

    def __init__(self, name: str, url: str, key: str, events: Events, tasks: asyncio.TaskGroup, log: Log) -> None:
        self._name = name
        self._url = url
        self._headers = {"Authorization": f"Token {key}"}
        self._events = events
        self._tasks = tasks
        self._log = log
        self._task: asyncio.Task[None] | None = None
        self._socket: ClientConnection | None = None

    def open(self, after_s: float) -> None:
        """Connect after a while, in place of whatever there was."""
        self.close()
        self._task = self._tasks.create_task(self._run(after_s))

    def close(self) -> None:
        """Let go of the socket; nothing more is reported. A task that calls this from an event ends by itself."""
        task, self._task = self._task, None
        socket, self._socket = self._socket, None
        if socket:
            self._tasks.create_task(socket.close())
        elif task and task is not asyncio.current_task():
            task.cancel()

    async def send(self, frame: str | bytes) -> None:
        """Awaiting it is the backpressure. A socket that is gone or stuck is reported by its reader."""
        socket = self._socket
        if socket is None:
            return
        try:
            async with asyncio.timeout(SEND_TIMEOUT_S):
                await socket.send(frame)
        except ConnectionClosed:
            return
        except TimeoutError:
            self._log("voice_agent_upstream_stuck", upstream=self._name)
            socket.transport.abort()

    async def _run(self, after_s: float) -> None:
        own = asyncio.current_task()
        await asyncio.sleep(after_s)
        started = asyncio.get_running_loop().time()
        try:
            socket = await connect(
                self._url,
                additional_headers=self._headers,
                compression=None,
                proxy=None,
                open_timeout=OPEN_TIMEOUT_S,
                close_timeout=CLOSE_TIMEOUT_S,
                ping_interval=PING_EVERY_S,
                max_size=LARGEST_FRAME,
                user_agent_header="colloquy",
            )
        except InvalidStatus as refusal:
            status = refusal.response.status_code
            self._log("voice_agent_upstream_close", upstream=self._name, error="refused", status=status)
            await self._events.lost(False, status in REFUSED)
            return
        except (OSError, TimeoutError, WebSocketException) as error:
            self._log("voice_agent_upstream_close", upstream=self._name, error=type(error).__name__)
            await self._events.lost(False, False)
            return
        async with socket:
            self._socket = socket
            elapsed_ms = round((asyncio.get_running_loop().time() - started) * 1000)
            self._log("voice_agent_upstream_open", upstream=self._name, elapsedMs=elapsed_ms)
            clean = await self._read(socket, own)
            self._log("voice_agent_upstream_close", upstream=self._name, code=socket.close_code)
            if self._task is own:
                self._task = self._socket = None
                await self._events.lost(clean, False)

    async def _read(self, socket: ClientConnection, own: object) -> bool:
        """Report frames until the socket ends; whether it ended as agreed."""
        try:
            await self._events.opened()
            while self._task is own:
                frame = await socket.recv()
                if self._task is not own:
                    break
                if isinstance(frame, str):
                    await self._events.text(frame)
                else:
                    await self._events.sound(frame)
        except ConnectionClosedOK:
            return True
        except ConnectionClosed:
            return False
        return True
