"""WebSocket frames (RFC 6455, section 5) in a stream of bytes, without the socket and without an object a frame.

A `Walker` is fed whatever arrives. Whole binary messages come out as they went in, headers and masks included, to be
written to another socket as they are; text and control frames are lifted out, unmasked and put together. Nothing but
whole messages comes out, so that frames of one's own may be written between any two of them.
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

__all__ = [
    "NO_STATUS",
    "Binary",
    "Close",
    "Event",
    "Ping",
    "Pong",
    "Text",
    "Violation",
    "Walker",
    "Wire",
    "binary",
    "close",
    "payload_spans",
    "payloads",
    "ping",
    "pong",
    "skimmed",
    "text",
    "whole",
]

PROTOCOL_ERROR = 1002
NO_STATUS = 1005
INVALID_DATA = 1007
TOO_BIG = 1009
CLOSE_CODES = frozenset({1000, 1001, 1002, 1003, *range(1007, 1015), *range(3000, 5000)})
"""What may stand in a close frame."""

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
OPCODES = frozenset({CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG})
FIN = MASKED = 0x80
RESERVED = 0x70
CONTROL = 0x08
WHOLE_BINARY, WHOLE_TEXT = FIN | BINARY, FIN | TEXT
TWO_BYTES, EIGHT_BYTES = 126, 127
"""Lengths that say how long the length is."""
MAX_CONTROL = 125
KEY_BYTES = 4
MAX_FRAGMENTS = 4096
"""Of one message."""


Wire = bytes | memoryview
"""Frames as they came: a view where more came with them, which is kept in memory as long as the view is."""


class Binary(NamedTuple):
    """Whole binary messages in a row, as they came. One of an odd number of bytes, or of none, stands alone."""

    wire: Wire
    size: int
    """Bytes of payload."""
    messages: int
    """How many."""


class Text(NamedTuple):
    text: str


class Ping(NamedTuple):
    payload: bytes


class Pong(NamedTuple):
    payload: bytes


class Close(NamedTuple):
    """The other side closes, and nothing comes after this. `code` is 1005 where it gave none."""

    code: int
    reason: str


class Violation(NamedTuple):
    """What came is against the protocol, and nothing comes after this. `code` is what to close with."""

    code: int
    reason: str


Event = Binary | Text | Ping | Pong | Close | Violation


class _ViolationError(Exception):
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.event = Violation(code, reason)


class Walker:
    """Of one direction of one socket. `masked` as a browser's frames are; `largest` counts bytes of a message's payload
    and bounds, with the fragments' headers, what is ever kept here."""

    __slots__ = (
        *("_fragments", "_held", "_opcode", "_size", "continuations"),
        *("_key", "_largest", "_long_header", "_mask_bit", "_needed", "_over", "_rest", "_short_header"),
    )

    def __init__(self, *, masked: bool, largest: int) -> None:
        self._mask_bit = MASKED if masked else 0
        self._key = KEY_BYTES if masked else 0
        self._short_header, self._long_header = 2 + self._key, 4 + self._key
        self._largest = largest
        self._over = False
        self._rest: bytearray | None = None
        """The beginning of a frame, and how much of the frame is needed to get on."""
        self._needed = 0
        self._opcode = 0
        """What the message is whose last fragment has not come yet."""
        self._held: bytearray | None = None
        """Its fragments: of a text the payloads, of a binary message the frames."""
        self._size = 0
        self._fragments = 0
        self.continuations = 0
        """How many frames came, so far, that only continue a message."""

    def feed(self, data: bytes) -> list[Event]:
        """What the next bytes of the stream complete."""
        if self._rest is not None:
            if len(self._rest) + len(data) < self._needed:
                self._rest += data
                return []
            data = b"".join((self._rest, data))
            self._rest = None
        end = len(data)
        mask_bit, short_header, long_header = self._mask_bit, self._short_header, self._long_header
        events: list[Event] = []
        at = 0
        while at < end and not self._over:
            # Usual: unfragmented binary messages, which are measured and left as they are.
            start, size, messages = at, 0, 0
            while end - at >= long_header and data[at] == WHOLE_BINARY and not self._opcode:
                length = data[at + 1] - mask_bit
                if length == TWO_BYTES:
                    length = data[at + 2] << 8 | data[at + 3]
                    frame = long_header + length
                    if length < TWO_BYTES:
                        break
                else:
                    frame = short_header + length
                    if not 0 < length < TWO_BYTES:
                        break
                last = end - frame
                if at > last or length & 1 or length > self._largest:
                    break
                at += frame
                size += length
                messages += 1
                if at <= last:
                    # Sound comes in frames of one size: those that begin alike are alike.
                    first, head = at, at - frame
                    beginning = data[head : head + (2 if length < TWO_BYTES else 4)]
                    while at <= last and data.startswith(beginning, at):
                        at += frame
                    alike = (at - first) // frame
                    size += alike * length
                    messages += alike
            if messages:
                events.append(Binary(data if at - start == end else memoryview(data)[start:at], size, messages))
            # Anything else, one frame at a time.
            if at < end:
                try:
                    after = self._frame(data, at, events)
                except _ViolationError as error:
                    self._over = True
                    self._held = None
                    events.append(error.event)
                    break
                if after > end:
                    self._rest = bytearray(data[at:])
                    self._needed = after - at
                    break
                at = after
        return events

    def _frame(self, data: bytes, at: int, events: list[Event]) -> int:
        """Take the frame that begins at `at`. Returns where it ends; where that is beyond the data nothing was taken,
        and so many bytes are needed to get on."""
        end = len(data)
        payload = at + 2
        if payload > end:
            return payload
        first, length = data[at], data[at + 1] - self._mask_bit
        self._check(first, length)
        if length in (TWO_BYTES, EIGHT_BYTES):
            payload += 2 if length == TWO_BYTES else 8
            if payload > end:
                return payload
            short = TWO_BYTES if length == TWO_BYTES else 1 << 16
            length = int.from_bytes(data[at + 2 : payload], "big")
            if length < short:
                raise _ViolationError(PROTOCOL_ERROR, "length not in its shortest form")
        if not first & CONTROL and self._size + length > self._largest:
            raise _ViolationError(TOO_BIG, "message too big")
        payload += self._key
        after = payload + length
        if after <= end:
            event = self._event(first, data[at:after], payload - at)
            if event:
                events.append(event)
        return after

    def _check(self, first: int, length: int) -> None:
        """Refuse what no frame may begin with. `length` is still that of seven bits."""
        opcode = first & 0x0F
        if not 0 <= length < MASKED:
            raise _ViolationError(PROTOCOL_ERROR, "masked the wrong way")
        if first & RESERVED:
            raise _ViolationError(PROTOCOL_ERROR, "reserved bits")
        if opcode not in OPCODES:
            raise _ViolationError(PROTOCOL_ERROR, "unknown opcode")
        if opcode & CONTROL:
            if not first & FIN:
                raise _ViolationError(PROTOCOL_ERROR, "fragmented control frame")
            if length > MAX_CONTROL:
                raise _ViolationError(PROTOCOL_ERROR, "control frame too long")
        elif (opcode == CONTINUATION) != bool(self._opcode):
            raise _ViolationError(PROTOCOL_ERROR, "fragments out of order")

    def _event(self, first: int, frame: bytes, header: int) -> Event | None:
        """What a frame, whose header is so long, completes."""
        opcode = first & 0x0F
        if opcode & CONTROL:
            return self._control(opcode, _payload(frame, header, self._key))
        if first == WHOLE_TEXT:
            return Text(_decoded(_payload(frame, header, self._key)))
        if opcode:
            self._opcode, self._held = opcode, bytearray()
        else:
            self.continuations += 1
        if self._held is None:
            raise AssertionError("a continuation of nothing was let through")
        self._held += frame if self._opcode == BINARY else _payload(frame, header, self._key)
        self._size += len(frame) - header
        self._fragments += 1
        if self._fragments > MAX_FRAGMENTS:
            raise _ViolationError(TOO_BIG, "too many fragments")
        if not first & FIN:
            return None
        opcode, message, size = self._opcode, bytes(self._held), self._size
        self._opcode = self._size = self._fragments = 0
        self._held = None
        return Binary(message, size, 1) if opcode == BINARY else Text(_decoded(message))

    def _control(self, opcode: int, payload: bytes) -> Event:
        if opcode == PING:
            return Ping(payload)
        if opcode == PONG:
            return Pong(payload)
        code = int.from_bytes(payload[:2], "big") if payload else NO_STATUS
        if payload and (len(payload) == 1 or code not in CLOSE_CODES):
            raise _ViolationError(PROTOCOL_ERROR, "close frame without a proper code")
        reason = _decoded(payload[2:])
        self._over = True
        self._held = None
        return Close(code, reason)


def payload_spans(wire: Wire) -> Iterator[tuple[int, int]]:
    """Where in a `Binary` the frames' payloads begin and end."""
    at, end = 0, len(wire)
    while at < end:
        length = wire[at + 1] & ~MASKED
        start = at + (2 + KEY_BYTES if wire[at + 1] & MASKED else 2)
        if length >= TWO_BYTES:
            long = 2 if length == TWO_BYTES else 8
            length = int.from_bytes(wire[at + 2 : at + 2 + long], "big")
            start += long
        at = start + length
        yield start, at


def payloads(wire: Wire) -> Iterator[bytes]:
    """The messages of a `Binary`, one by one, unmasked."""
    wire = bytes(wire)
    head = 0
    message = b""
    for start, end in payload_spans(wire):
        message += _payload(wire[head:end], start - head, KEY_BYTES if wire[head + 1] & MASKED else 0)
        if wire[head] & FIN:
            yield message
            message = b""
        head = end


def skimmed(wire: Wire, start: int, end: int, step: int) -> bytes:
    """Every so manieth 16-bit sample of the masked frame whose payload lies there. `step` is even, so that the same two
    bytes of the key are on all of them."""
    samples = memoryview(wire)[start:end].cast("H")[::step].tobytes()
    return _masked(samples, bytes(wire[start - KEY_BYTES : start - 2]) * 2)


def whole(wire: Wire) -> Wire:
    """The same masked frames, where a message in fragments becomes one of them."""
    return wire if wire[0] == WHOLE_BINARY else binary(b"".join(payloads(wire)), masked=True)


def text(message: str, *, masked: bool) -> bytes:
    """A whole text message."""
    return _frame(TEXT, message.encode(), masked=masked)


def binary(message: bytes, *, masked: bool) -> bytes:
    """A whole binary message."""
    return _frame(BINARY, message, masked=masked)


def ping(*, masked: bool) -> bytes:
    return _frame(PING, b"", masked=masked)


def pong(payload: bytes, *, masked: bool) -> bytes:
    """The answer to a ping with this payload."""
    return _frame(PONG, payload, masked=masked)


def close(code: int, reason: str, *, masked: bool) -> bytes:
    """`NO_STATUS` is sent as no code at all."""
    payload = b"" if code == NO_STATUS else code.to_bytes(2, "big") + reason.encode()
    return _frame(CLOSE, payload, masked=masked)


def _frame(opcode: int, payload: bytes, *, masked: bool) -> bytes:
    size = len(payload)
    mask_bit = MASKED if masked else 0
    if size < TWO_BYTES:
        header = bytes((FIN | opcode, mask_bit | size))
    elif size < 1 << 16:
        header = bytes((FIN | opcode, mask_bit | TWO_BYTES)) + size.to_bytes(2, "big")
    else:
        header = bytes((FIN | opcode, mask_bit | EIGHT_BYTES)) + size.to_bytes(8, "big")
    if not masked:
        return header + payload
    key = os.urandom(KEY_BYTES)
    return header + key + _masked(payload, key)


def _payload(frame: bytes, header: int, key: int) -> bytes:
    return _masked(frame[header:], frame[header - key : header]) if key else frame[header:]


def _masked(payload: bytes, key: bytes) -> bytes:
    """Masked, or unmasked: the same."""
    size = len(payload)
    keys = (key * (size // KEY_BYTES + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(keys, "big")).to_bytes(size, "big")


def _decoded(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError:
        raise _ViolationError(INVALID_DATA, "text that is no UTF-8") from None
