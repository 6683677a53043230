"""A socket to the vendor: opened when told, its end reported once."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from websockets.uri import WebSocketURI, parse_uri

from interview.domain.languages import Language
from interview.entrypoints import metrics
from voice_proxy_container.handshake_pace import HandshakePace
from voice_proxy_container.logs import Log
from voice_proxy_container.protocol.frames import NO_STATUS, Binary, Wire
from voice_proxy_container.transport.handshakes import Calling, HandshakeError, RefusedError
from voice_proxy_container.transport.sockets import SocketEvents, WebSocket
from voice_proxy_container.transport.tls import TlsTransport, trust
from voice_proxy_container.vendor_time import SocketTime, VendorTime

__all__ = ["REFUSED", "VENDOR", "MissingChunks", "Spawn", "Upstream", "UpstreamEvents"]

VENDOR = "deepgram"
OPEN_TIMEOUT_S = 5.0
STUCK_AFTER_S = 3.0
"""A vendor that takes no sound for so long has dropped out."""
LARGEST_MESSAGE = 1024 * 1024
REFUSED = frozenset({400, 401, 402, 403, 404})
"""The handshake's answers that another try will not change."""
FULL = 429
"""Its answer where the account has as many sockets as it may."""
CLOSED_AS_AGREED = frozenset({1000, 1001, NO_STATUS})

Spawn = Callable[[Coroutine[Any, Any, None]], "asyncio.Task[None]"]


class MissingChunks(NamedTuple):
    """How a socket ended, or why it did not open."""

    clean: bool = False
    """It was closed as agreed."""
    refused: bool = False
    """Another try is useless."""
    full: bool = False
    """The vendor's account has no room."""
    used_up: bool = False
    """The interview has used what it may of the vendor's time."""


USED_UP = MissingChunks(refused=True, used_up=True)


@dataclass(frozen=True, slots=True)
class UpstreamEvents:
    """What its owner is told. `lost` is called once for each `open`, unless `close` came first."""

    opened: Callable[[], None]
    text: Callable[[str], None]
    sound: Callable[[Binary], None]
    slow: Callable[[bool], None]
    """The vendor takes sound more slowly than it comes; or takes it again, or is gone."""
    lost: Callable[[MissingChunks], None]
    failed: Callable[[Exception], None]


class Upstream:
    """At most one socket at a time."""

    def __init__(
        self,
        name: str,
        url: str,
        key: str,
        language: Language,
        events: UpstreamEvents,
        spawn: Spawn,
        log: Log,
        time: VendorTime,
        pace: HandshakePace,
    ) -> None:
        self._name = name
        self._language = language
        self.served_by = ""
        """How who answered last names itself, where it does."""
        self._uri = _parsed(url)
        self._authorization = f"Token {key}"
        self._events = events
        self._spawn = spawn
        self._log = log
        self._time = time
        self._pace = pace
        self._used: SocketTime | None = None
        """Of the socket that there is."""
        self._connecting: asyncio.Task[None] | None = None
        self._socket: WebSocket | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._held = False

    def open(self, after_s: float) -> None:
        """Connect after a while, in place of whatever there was; later where the interview calls on and on."""
        self.close()
        pause_s = self._pace.pause_s(asyncio.get_running_loop().time())
        if pause_s > after_s:
            self._log("voice_agent_upstream_slowed", upstream=self._name, pauseS=round(pause_s, 1))
            after_s = pause_s
        self._connecting = self._spawn(self._connect(after_s))

    def close(self) -> None:
        """Let go of the socket; nothing more is reported."""
        connecting, self._connecting = self._connecting, None
        if connecting:
            connecting.cancel()
        socket = self._let_go()
        if socket:
            socket.leave()
            self._log("voice_agent_upstream_close", upstream=self._name)

    def use_up(self) -> None:
        """Let go of the socket, or of the try to open one, for good: there is no time left for it."""
        if self._connecting or self._socket:
            self.close()
            self._events.lost(USED_UP)

    def forward(self, wire: Wire) -> None:
        """Send the browser's frames as they are. Where there is no socket they are lost."""
        if self._socket and self._used:
            self._used.bytes += len(wire)
            self._socket.forward(wire)

    def send_text(self, text: str) -> None:
        if self._socket:
            self._socket.send_text(text)

    def send_sound(self, sound: bytes) -> None:
        if self._socket:
            self._socket.send_sound(sound)

    def hold(self, held: bool) -> None:
        """Whether to leave unread what the vendor sends."""
        self._held = held
        if self._socket and held:
            self._socket.pause_reading()
        elif self._socket:
            self._socket.resume_reading()

    def beat(self) -> None:
        """Ping the vendor, or give it up if it has not answered."""
        if self._socket:
            self._socket.beat()

    async def _connect(self, after_s: float) -> None:
        await asyncio.sleep(after_s)
        loop = asyncio.get_running_loop()
        started = loop.time()
        if not self._time.has_room(started):
            self._fail(USED_UP, error="used_up")
            return
        self._used = self._time.begin(started)
        try:
            async with asyncio.timeout(OPEN_TIMEOUT_S):
                calling = Calling(self._uri, self._authorization, self._language)
                protocol = TlsTransport(trust(), self._uri.host, calling) if self._uri.secure else calling
                await loop.create_connection(lambda: protocol, self._uri.host, self._uri.port)
                transport = calling.transport
                try:
                    rest = await calling.opened
                except BaseException:
                    transport.abort()
                    raise
                if transport.is_closing():
                    raise HandshakeError("hung up")
        except RefusedError as refusal:
            lost = MissingChunks(refused=refusal.status in REFUSED, full=refusal.status == FULL)
            if lost.refused:
                metrics.count("VendorRefused", vendor=VENDOR, reason=f"HTTP {refusal.status}", upstream=self._name)
            self._fail(lost, error="refused", status=refusal.status)
            return
        except (OSError, TimeoutError, HandshakeError) as error:
            self._fail(MissingChunks(), error=type(error).__name__)
            return
        self._connecting = None
        self.served_by = calling.served_by
        self._take_over(transport, rest)
        self._log("voice_agent_upstream_open", upstream=self._name, elapsedMs=round((loop.time() - started) * 1000))

    def _fail(self, lost: MissingChunks, **why: object) -> None:
        """None was opened."""
        self._log("voice_agent_upstream_close", upstream=self._name, **why)
        self._connecting = None
        self._let_go()
        self._events.lost(lost)

    def _take_over(self, transport: asyncio.Transport, rest: bytes) -> None:
        events = self._events
        socket = WebSocket(
            transport,
            SocketEvents(events.sound, events.text, self._slow, self._closed, events.failed),
            to_server=True,
            largest=LARGEST_MESSAGE,
        )
        self._socket = socket
        if not self._held:
            socket.resume_reading()
        events.opened()
        if rest:
            socket.data_received(rest)

    def _slow(self, is_slow: bool) -> None:
        if self._stuck:
            self._stuck.cancel()
        self._stuck = asyncio.get_running_loop().call_later(STUCK_AFTER_S, self._give_up) if is_slow else None
        self._events.slow(is_slow)

    def _give_up(self) -> None:
        self._log("voice_agent_upstream_stuck", upstream=self._name)
        if self._socket:
            self._socket.abort()

    def _closed(self, code: int) -> None:
        self._log("voice_agent_upstream_close", upstream=self._name, code=code)
        self._let_go()
        self._events.lost(MissingChunks(clean=code in CLOSED_AS_AGREED))

    def _let_go(self) -> WebSocket | None:
        socket, self._socket = self._socket, None
        if self._used:
            self._time.end(self._used, asyncio.get_running_loop().time())
            self._used = None
        if self._stuck:
            self._stuck.cancel()
            self._stuck = None
            self._events.slow(False)
        return socket


@cache
def _parsed(url: str) -> WebSocketURI:
    return parse_uri(url)
