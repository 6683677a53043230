"""The pages and the vendor of many conversations, in one process: they send numbered frames to each other through a
relay, and check that every one arrives, in its order and at its own conversation.

Blocking while sockets are opened, epoll afterwards.
"""

import base64
import hashlib
import heapq
import os
import select
import socket
import ssl
import struct
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle

__all__ = ["Load", "RelayError", "Tally"]

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT_EVERY = 25
"""Every so manieth frame is followed by one of text."""
NO_KEY = bytes(4)
UP_TEXTS = (b'{"type":"keep_alive"}',)
DOWN_TEXTS = (b'{"type":"AgentThinking","content":""}', b'{"type":"AgentStartedSpeaking"}')
"""In turns, so that each changes what the page is told."""
QUESTION = b"What was your hardest bug of 2021?"
ASKING = b'{"type":"ask","question":0}'
SAYING = b'{"type":"ConversationText","role":"assistant","content":"' + QUESTION + b'"}'
"""Begins what the vendor says: what nobody asked it for is not heard."""
BEFORE_ALL = 0xFFFF_FFFF
"""The number of a frame that is not counted."""
INTERRUPTION = 20_000
"""Bytes of loud sound: a microphone is held back for less while the interviewer speaks."""
CLOSING = b'{"type":"AgentAudioDone"}'
"""Ends what the vendor says: one that stops without it is taken for stalled."""
OPENING = (b'{"type":"Welcome","request_id":"6c1f7d3e"}', b'{"type":"SettingsApplied"}')
READ_BYTES = 256 * 1024
OPEN_TIMEOUT_S = 20
MAX_SILENCE_S = 5.0
"""A saturated relay that lets nothing arrive for so long has lost a frame."""


class RelayError(Exception):
    """The relay lost, repeated, reordered or mixed up frames, or dropped a conversation."""


@dataclass
class Tally:
    """Frames that arrived, text among them, and how long those of sound were under way (seconds)."""

    sound: int = 0
    text: int = 0
    closed: int = 0
    delays: list[float] = field(default_factory=list)

    @property
    def frames(self) -> int:
        return self.sound + self.text


class End:
    """One end of a conversation: the page's, whose frames are masked, or the vendor's."""

    __slots__ = (
        *("expected", "is_begun", "load", "masks", "number", "other", "ping_head", "rest", "sent", "sent_at", "sock"),
        *("sound_head", "sound_tail", "texts", "to_send"),
    )

    def __init__(self, load: "Load", sock: socket.socket, number: int, *, masks: bool) -> None:
        self.load = load
        self.sock = sock
        self.number = number
        self.masks = masks
        self.rest = b""
        self.expected = 0
        self.is_begun = False
        """What opens a conversation has come: the question that is to be asked, then sound that is not counted."""
        self.sent = 0
        self.sent_at: deque[float] = deque()
        self.other: End
        self.texts = cycle([frame(0x81, text, masks=masks) for text in (UP_TEXTS if masks else DOWN_TEXTS)])
        self.to_send = b""

    def speaks(self, size: int) -> None:
        """Frames from now on are of so many bytes; conversation and number stand at their beginning."""
        whole = frame(0x82, bytes(size), masks=self.masks)
        header = len(whole) - size
        self.sound_head = whole[:header] + struct.pack(">I", self.number)
        self.sound_tail = bytes(size - 8)

    def before_all(self, size: int) -> bytes:
        loud = b"\x00\x20\x00\xe0" * (size // 4 - 2)
        return frame(0x82, struct.pack(">II", self.number, BEFORE_ALL) + loud, masks=self.masks)

    def speak(self, frames: int = 1) -> None:
        """Send the next frames, all at once."""
        now, head, tail = time.perf_counter(), self.sound_head, self.sound_tail
        parts: list[bytes] = []
        for number in range(self.sent, self.sent + frames):
            parts += (head, number.to_bytes(4, "big"), tail)
            self.sent_at.append(now)
            if number % TEXT_EVERY == TEXT_EVERY - 1:
                parts.append(next(self.texts))
        self.sent += frames
        self.send(b"".join(parts))

    def send(self, data: bytes) -> None:
        if self.to_send:
            self.to_send += data
            return
        try:
            count = self.sock.send(data)
        except (BlockingIOError, ssl.SSLWantWriteError):
            count = 0
        if count < len(data):
            self.to_send = data[count:]
            self.load.wants_to_write(self, True)

    def flush(self) -> None:
        data, self.to_send = self.to_send, b""
        self.load.wants_to_write(self, False)
        self.send(data)

    def read(self, tally: Tally) -> None:
        """Take what has come: count it, check it, answer pings."""
        try:
            data = self.sock.recv(READ_BYTES)
            if isinstance(self.sock, ssl.SSLSocket):
                while self.sock.pending():
                    data += self.sock.recv(READ_BYTES)
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        except OSError:
            data = b""
        if not data:
            tally.closed += 1
            self.load.forget(self)
            return
        if self.rest:
            data = self.rest + data
        self.rest = self._walk(data, tally)

    def _walk(self, data: bytes, tally: Tally) -> bytes:
        at, end = 0, len(data)
        masked = 4 if not self.masks else 0  # the page masks, so the vendor reads masked frames
        while end - at >= 2:
            first, length = data[at], data[at + 1] & 127
            payload = at + 2 + masked
            if length == 126:
                if end - at < 4:
                    break
                length = data[at + 2] << 8 | data[at + 3]
                payload += 2
            elif length == 127:
                raise RelayError("a frame longer than any that was sent")
            if end - payload < length:
                break
            if first == 0x82:
                conversation, number = struct.unpack_from(">II", data, payload)
                if masked:
                    (key,) = struct.unpack_from(">I", data, payload - 4)
                    conversation ^= key
                    number ^= key
                if number == BEFORE_ALL and conversation == self.number:
                    self.is_begun = True
                    at = payload + length
                    continue
                if conversation != self.number or number != self.expected:
                    raise RelayError(f"conversation {self.number} was sent {number} of {conversation}")
                self.expected = number + 1
                tally.sound += 1
                self.load.arrived(self, tally)
            elif first == 0x81:
                tally.text += 1
                if not self.masks and not self.is_begun:
                    key = cycle(data[payload - 4 : payload])
                    said = bytes(byte ^ each for byte, each in zip(data[payload : payload + length], key, strict=False))
                    self.is_begun = QUESTION in said or said == ASKING
            elif first == 0x89:
                self.send(frame(0x8A, b"", masks=self.masks))
            elif first == 0x88:
                tally.closed += 1
                self.load.forget(self)
                return b""
            elif first != 0x8A:
                raise RelayError(f"a frame that begins with {first:#x}")
            at = payload + length
        return data[at:]


class Load:
    """Opens conversations through the relay at `relay_port`, or without one where that is None."""

    def __init__(self, relay_port: int | None, vendor: socket.socket, tls: ssl.SSLContext | None = None) -> None:
        self._relay_port = relay_port
        self._vendor = vendor
        self._tls = tls
        self._epoll = select.epoll()
        self._ends: dict[int, End] = {}
        self._on_arrival: Callable[[End], None] | None = None
        self.pages: list[End] = []
        self.tally = Tally()

    def open(self, count: int) -> None:
        """Open so many more conversations, one after another, and wait until all is quiet."""
        for _ in range(count):
            page, vendor = self._conversation(len(self.pages))
            page.other, vendor.other = vendor, page
            self.pages.append(page)
            for end in (page, vendor):
                end.sock.setblocking(False)
                self._ends[end.sock.fileno()] = end
                self._epoll.register(end.sock, select.EPOLLIN)
            self._turn(0.0)
        self.run(1.0)

    def close(self) -> None:
        for end in list(self._ends.values()):
            self.forget(end)
        self._epoll.close()

    def saturate(self, seconds: float, up_bytes: int, down_bytes: int, at_once: int) -> Tally:
        """Both sides of every conversation send so many frames at once, again as soon as so many have arrived; twice as
        many are under way, each way."""
        talking = self.pages
        self._begin(talking, up_bytes, down_bytes)

        def go_on(end: End) -> None:
            if end.expected % at_once == 0:
                end.other.speak(at_once)

        for page in talking:
            for end in (page, page.other):
                end.sent = end.expected = end.other.expected = end.other.sent = 0
        self._on_arrival = go_on
        for page in talking:
            for end in (page, page.other):
                end.speak(at_once)
                end.speak(at_once)
        self.tally = Tally()
        until = time.perf_counter() + seconds
        seen, seen_at = 0, time.perf_counter()
        while (now := time.perf_counter()) < until:
            self._turn(0.1)
            if self.tally.sound > seen:
                seen, seen_at = self.tally.sound, now
            elif now - seen_at > MAX_SILENCE_S:
                raise RelayError("nothing arrives any more")
        return self._settled(talking)

    def talk(self, seconds: float, frame_s: float, up_bytes: int, down_bytes: int, conversations: int) -> Tally:
        """Both sides send a frame every `frame_s`, each conversation at its own moment."""
        talking = self.pages[:conversations]
        self._begin(talking, up_bytes, down_bytes)
        self._on_arrival = None
        self.tally = Tally()
        start = time.perf_counter()
        due = [(start + frame_s * at / len(talking), at) for at in range(len(talking))]
        while (now := time.perf_counter()) < start + seconds:
            while due[0][0] <= now:
                at_s, at = due[0]
                talking[at].speak()
                talking[at].other.speak()
                heapq.heapreplace(due, (at_s + frame_s, at))
            self._turn(max(0.0, min(0.001, due[0][0] - time.perf_counter())))
        return self._settled(talking)

    def run(self, seconds: float) -> Tally:
        """Read and answer, send nothing."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._turn(0.05)
        return self.tally

    # What ends ask for

    def arrived(self, end: End, tally: Tally) -> None:
        tally.delays.append(time.perf_counter() - end.other.sent_at.popleft())
        if self._on_arrival:
            self._on_arrival(end)

    def wants_to_write(self, end: End, wants: bool) -> None:
        self._epoll.modify(end.sock, select.EPOLLIN | (select.EPOLLOUT if wants else 0))

    def forget(self, end: End) -> None:
        if self._ends.pop(end.sock.fileno(), None):
            self._epoll.unregister(end.sock)
        end.sock.close()

    def _begin(self, talking: list[End], up_bytes: int, down_bytes: int) -> None:
        """Each page asks for a sentence, and interrupts it: from then on sound goes both ways."""
        self._on_arrival = None
        for page in talking:
            page.speaks(up_bytes)
            page.other.speaks(down_bytes)
            page.is_begun = page.other.is_begun = False
            page.send(frame(0x81, ASKING, masks=True))
        self._until_begun(page.other for page in talking)
        for page in talking:
            page.other.send(frame(0x81, SAYING, masks=False) + page.other.before_all(8))
        self._until_begun(talking)
        for page in talking:
            page.other.is_begun = False
            page.send(page.before_all(INTERRUPTION))
        self._until_begun(page.other for page in talking)

    def _until_begun(self, ends: Iterable[End]) -> None:
        ends = tuple(ends)
        until = time.perf_counter() + MAX_SILENCE_S
        while not all(end.is_begun for end in ends):
            self._turn(0.1)
            if time.perf_counter() > until:
                raise RelayError("nobody begins")

    def _settled(self, talking: list[End]) -> Tally:
        """What arrived in time; then let the rest arrive and find whether anything is missing."""
        tally, self.tally = self.tally, Tally()
        self._on_arrival = None
        for page in talking:
            page.other.send(frame(0x81, CLOSING, masks=False))
        until = time.perf_counter() + MAX_SILENCE_S
        while any(end.expected < end.other.sent for page in talking for end in (page, page.other)):
            self._turn(0.1)
            if time.perf_counter() > until:
                raise RelayError("frames were lost")
        return tally

    def _turn(self, timeout_s: float) -> None:
        ends, tally = self._ends, self.tally
        for fd, events in self._epoll.poll(timeout_s):
            end = ends.get(fd)
            if end is None:
                continue
            if events & select.EPOLLOUT:
                end.flush()
            if events & ~select.EPOLLOUT:
                end.read(tally)

    def _conversation(self, number: int) -> tuple[End, End]:
        """A page whose socket is open and the vendor's side of it, which has said that it is ready."""
        port = self._relay_port if self._relay_port is not None else self._vendor.getsockname()[1]
        page = socket.create_connection(("127.0.0.1", port), timeout=OPEN_TIMEOUT_S)
        page.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16))
        asked = (b"GET /voice?ticket=any HTTP/1.1", b"Host: relay", b"Origin: http://page", b"Upgrade: websocket")
        keys = (b"Connection: Upgrade", b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Key: " + key)
        page.sendall(b"\r\n".join((*asked, *keys, b"", b"")))
        plain, _ = self._vendor.accept()
        plain.settimeout(OPEN_TIMEOUT_S)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        vendor = self._tls.wrap_socket(plain, server_side=True) if self._tls else plain
        asked_key = next(
            line.split(b":", 1)[1].strip()
            for line in head(vendor).split(b"\r\n")
            if line.lower().startswith(b"sec-websocket-key:")
        )
        accept = base64.b64encode(hashlib.sha1(asked_key + GUID).digest())  # noqa: S324 - the protocol's own
        answer = (b"HTTP/1.1 101 Switching Protocols", b"Upgrade: websocket", b"Connection: Upgrade")
        vendor.sendall(b"\r\n".join((*answer, b"Sec-WebSocket-Accept: " + accept, b"", b"")))
        if b" 101 " not in head(page):
            raise RelayError("no WebSocket opened")
        vendor.sendall(b"".join(frame(0x81, text, masks=False) for text in OPENING))
        return End(self, page, number, masks=True), End(self, vendor, number, masks=False)


def head(sock: socket.socket) -> bytes:
    """Read a head of HTTP, and nothing that follows."""
    read = b""
    while not read.endswith(b"\r\n\r\n"):
        byte = sock.recv(1)
        if not byte:
            raise RelayError("the relay hung up")
        read += byte
    return read


def frame(first: int, payload: bytes, *, masks: bool) -> bytes:
    """A page's frames are masked with a key of zeros, which costs a relay what any key does."""
    size = len(payload)
    mask_bit = 128 if masks else 0
    length = bytes((mask_bit | size,)) if size < 126 else bytes((mask_bit | 126,)) + size.to_bytes(2, "big")
    return bytes((first,)) + length + (NO_KEY if masks else b"") + payload
