"""An open WebSocket on an asyncio transport: sound crosses it as it is, everything else is `protocol.frames`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from voice_proxy_container.protocol import frames
from voice_proxy_container.protocol.frames import Binary, Wire

__all__ = ["ABNORMAL", "SocketEvents", "WebSocket"]

CLOSE_TIMEOUT_S = 2.0
WAITING_BYTES = 128 * 1024
"""So much may wait to be sent before the owner is told that the other side is slow."""
MAX_WAITING_BYTES = 1024 * 1024
"""So much, and the other side is given up."""
ABNORMAL = 1006


@dataclass(frozen=True, slots=True)
class SocketEvents:
    """What a socket's owner is told."""

    sound: Callable[[Binary], None]
    text: Callable[[str], None]
    slow: Callable[[bool], None]
    """The other side takes less than it is sent; or takes it again."""
    closed: Callable[[int], None]
    """Once, with the other side's code: nothing more comes from there."""
    failed: Callable[[Exception], None]
    """The owner itself failed at one of these."""
    pinged: Callable[[], None] = lambda: None
    continued: Callable[[int], None] = lambda _: None
    """So many frames came that only continue a message."""


class WebSocket(asyncio.Protocol):
    """Takes its transport over when the handshake is done. `to_server` is the side that masks."""

    __slots__ = (
        *("_closing", "_continuations", "_events", "_heard", "_is_slow"),
        *("_timer", "_to_server", "_transport", "_walker", "_write"),
    )

    def __init__(self, transport: asyncio.Transport, events: SocketEvents, *, to_server: bool, largest: int) -> None:
        self._transport = transport
        self._write = transport.write
        self._events: SocketEvents | None = events
        self._to_server = to_server
        self._walker = frames.Walker(masked=not to_server, largest=largest)
        self._continuations = 0
        self._closing = False
        self._heard = True
        self._is_slow = False
        self._timer: asyncio.TimerHandle | None = None
        transport.set_write_buffer_limits(high=WAITING_BYTES)
        transport.set_protocol(self)

    def forward(self, wire: Wire) -> None:
        """Send frames that are masked, or not, as this direction wants them."""
        if not self._closing:
            self._write(wire)

    def send_text(self, text: str) -> None:
        self._send(frames.text(text, masked=self._to_server))

    def send_sound(self, sound: bytes) -> None:
        self._send(frames.binary(sound, masked=self._to_server))

    def close(self, code: int, reason: str = "") -> None:
        """Say so and wait for the other side, for 2 s at most."""
        if self._closing:
            return
        self._closing = True
        self._timer = asyncio.get_running_loop().call_later(CLOSE_TIMEOUT_S, self._transport.abort)
        self._write(frames.close(code, reason, masked=self._to_server))

    def leave(self) -> None:
        """Close, and report nothing more."""
        self._events = None
        self.close(1000)

    def beat(self) -> None:
        """Ping; whoever has sent nothing at all since the last one is gone."""
        if not self._heard and self._transport.is_reading():
            self._transport.abort()
            return
        self._heard = False
        self._send(frames.ping(masked=self._to_server))

    def abort(self) -> None:
        self._transport.abort()

    def pause_reading(self) -> None:
        if not self._transport.is_closing():
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        self._heard = True
        if not self._transport.is_closing():
            self._transport.resume_reading()

    # What the transport calls

    def data_received(self, data: bytes) -> None:
        self._heard = True
        try:
            for event in self._walker.feed(data):
                if self._events is None:
                    return
                if type(event) is Binary:
                    if not self._closing:
                        self._events.sound(event)
                else:
                    self._received(event, self._events)
            if self._walker.continuations != self._continuations and self._events:
                self._events.continued(self._walker.continuations - self._continuations)
                self._continuations = self._walker.continuations
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends this conversation and no other
            if self._events:
                self._events.failed(error)

    def pause_writing(self) -> None:
        self._is_slow = True
        if self._events:
            self._events.slow(True)

    def resume_writing(self) -> None:
        self._is_slow = False
        if self._events:
            self._events.slow(False)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._closing = True
        if self._timer:
            self._timer.cancel()
        self._report_closed(ABNORMAL)

    def _received(self, event: frames.Event, events: SocketEvents) -> None:
        match event:
            case frames.Text(text) if not self._closing:
                events.text(text)
            case frames.Ping(payload) if not self._closing:
                events.pinged()
                self._send(frames.pong(payload, masked=self._to_server))
            case frames.Pong() if not self._closing:
                events.pinged()
            case frames.Close(code, reason):
                self.close(code, reason)
                if not self._to_server:
                    self._transport.close()
                self._report_closed(code)
            case frames.Violation(code, reason):
                self.close(code, reason)
                if self._transport.can_write_eof():
                    self._transport.write_eof()
                self._report_closed(code)

    def _report_closed(self, code: int) -> None:
        events, self._events = self._events, None
        if events:
            events.closed(code)

    def _send(self, frame: bytes) -> None:
        if self._closing:
            return
        self._write(frame)
        if self._is_slow and self._transport.get_write_buffer_size() > MAX_WAITING_BYTES:
            self._transport.abort()
