"""The frame walker against RFC 6455, and against the `websockets` library's sans-I/O protocol as an oracle."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.client import ClientProtocol
from websockets.frames import Close as TheirClose
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol
from websockets.uri import parse_uri

from voice_proxy_container.protocol import frames
from voice_proxy_container.protocol.frames import Binary, Close, Event, Ping, Pong, Text, Violation, Walker

LARGEST = 70_000
KEY = b"\x11\x83\x42\xf7"


@dataclass(frozen=True)
class Wire:
    """A frame as it is sent, right or wrong."""

    opcode: int
    payload: bytes = b""
    fin: bool = True
    reserved: int = 0
    other_masking: bool = False

    def bytes(self, masked: bool) -> bytes:
        masked ^= self.other_masking
        size = len(self.payload)
        seven = size if size < 126 else 126 if size < 65536 else 127
        long = {126: 2, 127: 8}.get(seven, 0)
        header = bytes((self.fin << 7 | self.reserved << 4 | self.opcode, masked << 7 | seven))
        header += size.to_bytes(long, "big") if long else b""
        if not masked:
            return header + self.payload
        return header + KEY + bytes(byte ^ KEY[at % 4] for at, byte in enumerate(self.payload))


def walked(stream: bytes, masked: bool, cuts: list[int]) -> list[Event]:
    """All events of a stream that arrives in pieces."""
    walker = Walker(masked=masked, largest=LARGEST)
    events: list[Event] = []
    for piece in pieces(stream, cuts):
        events += walker.feed(piece)
    return events


def pieces(stream: bytes, cuts: list[int]) -> Iterator[bytes]:
    """Cut at these places, counted round the stream."""
    places = sorted({cut % (len(stream) + 1) for cut in cuts} | {0, len(stream)})
    for start, end in pairwise(places):
        yield stream[start:end]


def plain(events: list[Event]) -> list[object]:
    """Events with binary messages one by one: how many of them a `Binary` has depends on how the stream was cut."""
    told: list[object] = []
    for event in events:
        if isinstance(event, Binary):
            messages = list(frames.payloads(event.wire))
            assert (len(messages), sum(map(len, messages))) == (event.messages, event.size)
            assert event.messages == 1 or all(message and len(message) % 2 == 0 for message in messages)
            told += messages
        elif isinstance(event, Violation):
            told.append(("closed", event.code))
        else:
            told.append(event)
    return told


def oracle(stream: bytes, masked: bool) -> list[object]:
    """The same of the library: its frames put together, up to a close or what it closes with."""
    protocol: ServerProtocol | ClientProtocol
    if masked:
        protocol = ServerProtocol(state=State.OPEN, max_size=LARGEST)
    else:
        protocol = ClientProtocol(parse_uri("ws://localhost/"), state=State.OPEN, max_size=LARGEST)
    protocol.receive_data(stream)
    told: list[object] = []
    kind, message = Opcode.CONT, b""
    for frame in protocol.events_received():
        assert isinstance(frame, Frame)
        content = bytes(frame.data)
        match frame.opcode:
            case Opcode.PING:
                told.append(Ping(content))
            case Opcode.PONG:
                told.append(Pong(content))
            case Opcode.CLOSE:
                close = TheirClose.parse(content)
                told.append(Close(int(close.code), close.reason))
            case opcode:
                kind, message = (kind, message + content) if opcode == Opcode.CONT else (opcode, content)
                if frame.fin:
                    told.append(message if kind == Opcode.BINARY else Text(message.decode()))
    if protocol.parser_exc:
        assert protocol.close_sent
        told.append(("closed", int(protocol.close_sent.code)))
    return told


SIZES = st.one_of(st.integers(0, 200), st.sampled_from([125, 126, 127, 3200, 65534, 65535, 65536, LARGEST - 125]))
"""The library counts a control frame between fragments to the message, so there is room left for one."""
BINARY = st.builds(lambda size, byte: bytes([byte]) * size, SIZES, st.integers(0, 255))
TEXTS = st.text(max_size=200).map(str.encode)
CONTROL = st.builds(Wire, st.sampled_from([0x9, 0xA]), st.binary(max_size=125))


@st.composite
def messages(draw: st.DrawFn) -> list[Wire]:
    """One message, perhaps in fragments, perhaps with control frames in between."""
    opcode = draw(st.sampled_from([0x1, 0x2, 0x2, 0x2]))
    payload = draw(TEXTS if opcode == 0x1 else BINARY)
    parts = list(pieces(payload, draw(st.lists(st.integers(0, 70_000), max_size=3)))) or [b""]
    parts += [b""] * draw(st.integers(0, 2)) if draw(st.booleans()) else []
    sent = [Wire(0x0 if at else opcode, part, fin=at == len(parts) - 1) for at, part in enumerate(parts)]
    for _ in range(draw(st.integers(0, 1))):
        sent.insert(draw(st.integers(0, len(sent))), draw(CONTROL))
    return sent


def broken(frame: Wire) -> st.SearchStrategy[Wire]:
    """A frame with one thing wrong with it."""
    return st.sampled_from(
        [
            replace(frame, other_masking=True),
            replace(frame, reserved=4),
            replace(frame, reserved=1),
            replace(frame, opcode=0x3),
            replace(frame, opcode=0xB),
            Wire(0x9, b"", fin=False),
            Wire(0xA, bytes(126)),
            Wire(0x8, b"\x03"),
            Wire(0x8, b"\x03\xed"),
            Wire(0x8, b"\x00\x00"),
            Wire(0x8, b"\x03\xe8\xff"),
            Wire(0x2, bytes(LARGEST + 1)),
            Wire(0x1, bytes(LARGEST + 1)),
        ]
    )


@st.composite
def streams(draw: st.DrawFn) -> list[Wire]:
    """Messages; then perhaps a close, something wrong or nothing; then perhaps more that nobody should read."""
    sent = [frame for message in draw(st.lists(messages(), max_size=6)) for frame in message]
    match draw(st.sampled_from(["nothing", "close", "wrong", "interleaved", "continuation"])):
        case "close":
            reason = draw(st.text(max_size=30)).encode()
            payload = draw(st.sampled_from([b"", b"\x03\xe8", b"\x03\xe9" + reason, b"\x0f\xa0" + reason]))
            sent.append(Wire(0x8, payload))
        case "wrong":
            sent.append(draw(broken(Wire(0x2, b"12"))))
        case "interleaved":
            sent += [Wire(draw(st.sampled_from([0x1, 0x2])), b"12", fin=False), Wire(draw(st.sampled_from([0x1, 0x2])))]
        case "continuation":
            sent.append(Wire(0x0, b"12", fin=draw(st.booleans())))
        case _:
            return sent
    return sent + [frame for message in draw(st.lists(messages(), max_size=1)) for frame in message]


SOUND = [bytes(2), bytes(124), b"ab" * 63, bytes(640), bytes(642), b"ab" * 1600]
"""Messages whose frames begin alike, or nearly."""
CUTS = st.lists(st.integers(0, 1 << 20), max_size=12)


class TestAnyStream:
    @settings(deadline=None)
    @given(streams(), st.booleans(), CUTS)
    def test_says_what_the_library_says_however_it_is_cut(
        self, sent: list[Wire], masked: bool, cuts: list[int]
    ) -> None:
        stream = b"".join(frame.bytes(masked) for frame in sent)
        events = walked(stream, masked, cuts)
        assert plain(events) == oracle(stream, masked)

    @settings(deadline=None)
    @given(st.lists(messages(), max_size=5), st.booleans())
    def test_byte_by_byte(self, sent: list[list[Wire]], masked: bool) -> None:
        stream = b"".join(frame.bytes(masked) for message in sent for frame in message if len(frame.payload) < 500)
        assert plain(walked(stream, masked, list(range(len(stream))))) == plain(walked(stream, masked, []))

    @settings(deadline=None)
    @given(st.binary(max_size=300), st.booleans(), CUTS)
    def test_any_bytes_at_all(self, stream: bytes, masked: bool, cuts: list[int]) -> None:
        events = plain(walked(stream, masked, cuts))
        assert events == plain(walked(stream, masked, []))
        ends = [at for at, event in enumerate(events) if isinstance(event, Close | tuple) and not _goes_on(event)]
        assert ends in ([], [len(events) - 1])

    @settings(deadline=None)
    @given(st.lists(BINARY, max_size=8), st.booleans(), CUTS)
    def test_binary_messages_come_out_as_they_went_in(self, sent: list[bytes], masked: bool, cuts: list[int]) -> None:
        stream = b"".join(Wire(0x2, payload).bytes(masked) for payload in sent)
        spans = [event.wire for event in walked(stream, masked, cuts) if isinstance(event, Binary)]
        assert b"".join(spans) == stream

    @given(st.lists(st.sampled_from(SOUND), min_size=1, max_size=12), st.integers(1, 40).map(lambda half: 2 * half))
    def test_a_glimpse_of_sound_is_what_is_in_it(self, sent: list[bytes], step: int) -> None:
        stream = b"".join(Wire(0x2, payload).bytes(True) for payload in sent)
        glimpses = [frames.skimmed(stream, *span, step) for span in frames.payload_spans(stream)]
        assert glimpses == [
            b"".join(payload[at : at + 2] for at in range(0, len(payload), 2 * step)) for payload in sent
        ]

    @settings(deadline=None)
    @given(st.lists(st.sampled_from(SOUND), max_size=12), st.booleans(), CUTS)
    def test_sound_in_frames_of_few_sizes_is_told_apart(self, sent: list[bytes], masked: bool, cuts: list[int]) -> None:
        stream = b"".join(Wire(0x2, payload).bytes(masked) for payload in sent)
        assert plain(walked(stream, masked, cuts)) == sent


def _goes_on(event: object) -> bool:
    return isinstance(event, Text | Ping | Pong)


class TestSpans:
    def test_messages_that_arrive_together_are_one_span_and_the_same_object(self) -> None:
        stream = Wire(0x2, b"ab").bytes(True) * 3
        (span,) = Walker(masked=True, largest=LARGEST).feed(stream)
        assert span == Binary(stream, 6, 3)
        assert isinstance(span, Binary)
        assert span.wire is stream

    def test_text_ends_a_span(self) -> None:
        sound, said = Wire(0x2, b"ab").bytes(False), Wire(0x1, b"{}").bytes(False)
        events = Walker(masked=False, largest=LARGEST).feed(sound + said + sound + sound)
        assert events == [Binary(sound, 2, 1), Text("{}"), Binary(sound + sound, 4, 2)]

    def test_odd_and_empty_messages_stand_alone(self) -> None:
        even, odd, empty = (Wire(0x2, payload).bytes(True) for payload in (b"ab", b"a", b""))
        events = Walker(masked=True, largest=LARGEST).feed(even + odd + odd + even + empty + even)
        assert [event.size for event in events if isinstance(event, Binary)] == [2, 1, 1, 2, 0, 2]

    def test_a_fragmented_message_comes_out_in_its_fragments_with_the_ping_lifted_out(self) -> None:
        begun, ping, ended = Wire(0x2, b"ab", fin=False), Wire(0x9, b"?"), Wire(0x0, b"cd")
        stream = begun.bytes(True) + ping.bytes(True) + ended.bytes(True)
        events = Walker(masked=True, largest=LARGEST).feed(stream)
        assert events == [Ping(b"?"), Binary(begun.bytes(True) + ended.bytes(True), 4, 1)]
        assert list(frames.payloads(events[1].wire)) == [b"abcd"]  # type: ignore[union-attr]


class TestRefusals:
    @pytest.mark.parametrize("masked", [True, False])
    @pytest.mark.parametrize(
        ("header", "size"), [((0x82, 126), 2), ((0x82, 127), 8), ((0x81, 126), 2), ((0x81, 127), 8)]
    )
    def test_lengths_are_in_their_shortest_form(self, masked: bool, header: tuple[int, int], size: int) -> None:
        first, seven = header
        stream = bytes((first, seven | masked << 7)) + (125).to_bytes(size, "big") + bytes(200)
        assert plain(walked(stream, masked, [])) == [("closed", 1002)]

    def test_a_length_beyond_all_bounds(self) -> None:
        stream = bytes((0x82, 127)) + b"\xff" * 8
        assert plain(walked(stream, False, [])) == [("closed", 1009)]

    def test_the_largest_message_passes(self) -> None:
        whole = Wire(0x2, bytes(LARGEST)).bytes(True)
        begun = Wire(0x2, bytes(LARGEST), fin=False).bytes(True) + Wire(0x9, b"?").bytes(True)
        events = walked(whole + begun + Wire(0x0).bytes(True), True, [5, 70_000])
        assert plain(events) == [bytes(LARGEST), Ping(b"?"), bytes(LARGEST)]

    def test_a_message_may_not_grow_by_fragments(self) -> None:
        half = Wire(0x2, bytes(LARGEST // 2 + 1), fin=False).bytes(True)
        rest = Wire(0x0, bytes(LARGEST // 2 + 1)).bytes(True)
        assert plain(walked(half + rest, True, [])) == [("closed", 1009)]

    def test_nor_by_fragments_of_nothing(self) -> None:
        stream = Wire(0x2, b"", fin=False).bytes(True) + Wire(0x0, b"", fin=False).bytes(True) * 5000
        assert plain(walked(stream, True, [])) == [("closed", 1009)]

    @pytest.mark.parametrize("parts", [[b"\xff"], [b"\xed\xa0\x80"], [b"\xe2\x82"]])
    def test_text_is_utf_8(self, parts: list[bytes]) -> None:
        stream = b"".join(Wire(0x1, part).bytes(True) for part in parts)
        assert plain(walked(stream, True, [])) == [("closed", 1007)]

    def test_a_character_may_be_cut_by_fragments(self) -> None:
        stream = Wire(0x1, b"\xe2\x82", fin=False).bytes(True) + Wire(0x0, b"\xac").bytes(True)
        assert walked(stream, True, []) == [Text("€")]

    def test_what_is_refused_needs_not_arrive_in_full(self) -> None:
        walker = Walker(masked=True, largest=LARGEST)
        (event,) = walker.feed(Wire(0x2, bytes(LARGEST + 1)).bytes(True)[:10])
        assert isinstance(event, Violation)
        assert walker.feed(Wire(0x1, b"{}").bytes(True)) == []

    def test_nothing_is_read_after_a_close(self) -> None:
        walker = Walker(masked=False, largest=LARGEST)
        assert walker.feed(Wire(0x8, b"\x03\xe8").bytes(False) + Wire(0x2, b"ab").bytes(False)) == [Close(1000, "")]
        assert walker.feed(Wire(0x2, b"ab").bytes(False)) == []

    def test_a_close_may_cut_a_message_short(self) -> None:
        stream = Wire(0x2, b"ab", fin=False).bytes(False) + Wire(0x8, b"").bytes(False)
        assert walked(stream, False, []) == [Close(1005, "")]


class TestOwnFrames:
    @pytest.mark.parametrize("masked", [True, False])
    @settings(deadline=None)
    @given(size=SIZES)
    def test_are_read_by_the_library(self, masked: bool, size: int) -> None:
        said = "x" * size
        made: list[tuple[Callable[[], bytes], object]] = [
            (lambda: frames.text(said, masked=masked), Text(said)),
            (lambda: frames.binary(said.encode(), masked=masked), said.encode()),
            (lambda: frames.ping(masked=masked), Ping(b"")),
            (lambda: frames.pong(b"?", masked=masked), Pong(b"?")),
            (lambda: frames.close(1012, "restarting", masked=masked), Close(1012, "restarting")),
        ]
        for make, meant in made:
            assert oracle(make(), masked) == [meant]

    def test_a_close_without_a_code(self) -> None:
        assert oracle(frames.close(frames.NO_STATUS, "", masked=True), True) == [Close(1005, "")]

    def test_masks_differ(self) -> None:
        assert frames.binary(bytes(100), masked=True) != frames.binary(bytes(100), masked=True)
