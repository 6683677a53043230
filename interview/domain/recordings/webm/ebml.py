"""EBML, the binary XML that WebM is made of: an element is an ID, a size, and that many bytes.

Both ID and size tell their own length by the leading zero bits of their first byte (`1xxxxxxx` one byte, `01xxxxxx`
two, …). An ID keeps that marker bit, a size drops it. A size of all ones means "unknown": a live recorder does not
know yet. Source: RFC 8794, sections 4 to 6.
"""

from collections.abc import Iterator

from interview.domain.recordings.containers import Incomplete, Malformed

EBML = 0x1A45DFA3
DOC_TYPE = 0x4282
VOID = 0xEC
CRC_32 = 0xBF
SEGMENT = 0x18538067
SEEK_HEAD = 0x114D9B74
TAGS = 0x1254C367
INFO = 0x1549A966
TIMESTAMP_SCALE = 0x2AD7B1
DURATION = 0x4489
TRACKS = 0x1654AE6B
TRACK_ENTRY = 0xAE
TRACK_NUMBER = 0xD7
TRACK_UID = 0x73C5
TRACK_TYPE = 0x83
CODEC_ID = 0x86
CODEC_PRIVATE = 0x63A2
VIDEO = 0xE0
PIXEL_WIDTH = 0xB0
PIXEL_HEIGHT = 0xBA
CLUSTER = 0x1F43B675
TIMESTAMP = 0xE7
POSITION = 0xA7
PREVIOUS_SIZE = 0xAB
SIMPLE_BLOCK = 0xA3
BLOCK_GROUP = 0xA0
BLOCK = 0xA1
REFERENCE_BLOCK = 0xFB
CUES = 0x1C53BB6B
ATTACHMENTS = 0x1941A469
CHAPTERS = 0x1043A770

UNKNOWN_SIZE = b"\x01" + b"\xff" * 7

MAX_ID = 4
MAX_SIZE = 8

Bytes = bytes | bytearray


def read_id(data: Bytes, at: int) -> tuple[int, int]:
    """Read the ID at `at`; returns it, marker included, and the position behind it."""
    length = _length(data, at)
    if length > MAX_ID:
        raise Malformed("no element begins here")
    end = _within(data, at + length)
    return int.from_bytes(data[at:end], "big"), end


def read_size(data: Bytes, at: int) -> tuple[int | None, int]:
    """Read the size at `at`; returns it, None for unknown, and the position behind it."""
    length = _length(data, at)
    if length > MAX_SIZE:
        raise Malformed("an element without a size")
    end = _within(data, at + length)
    all_ones = (1 << 7 * length) - 1
    size = int.from_bytes(data[at:end], "big") & all_ones
    return (None if size == all_ones else size), end


def read_element(data: Bytes, at: int) -> tuple[int, int, int]:
    """Read the head of the element at `at`, of which all must be there; returns ID, where its body begins and ends.

    Raises Malformed where it does not fit or does not say how long it is.
    """
    try:
        identifier, body = read_id(data, at)
        size, body = read_size(data, body)
    except Incomplete:
        raise Malformed("an element is cut off inside its parent") from None
    if size is None or body + size > len(data):
        raise Malformed("an element is larger than its parent")
    return identifier, body, body + size


def children(data: Bytes) -> Iterator[tuple[int, bytes]]:
    """The elements in the body of a parent: their IDs and bodies. Raises Malformed where one does not fit."""
    at = 0
    while at < len(data):
        identifier, body, at = read_element(data, at)
        yield identifier, bytes(data[body:at])


def encode_id(identifier: int) -> bytes:
    return identifier.to_bytes((identifier.bit_length() + 7) // 8, "big")


def encode_size(size: int) -> bytes:
    """The shortest form."""
    for length in range(1, MAX_SIZE + 1):
        if size < (1 << 7 * length) - 1:
            return (size | 1 << 7 * length).to_bytes(length, "big")
    raise ValueError(f"{size} is too large for an element")


def element(identifier: int, body: bytes) -> bytes:
    return encode_id(identifier) + encode_size(len(body)) + body


def _length(data: Bytes, at: int) -> int:
    """How many bytes the ID or size at `at` has, by its leading zeros; nine where the first byte is zero."""
    if at >= len(data):
        raise Incomplete
    return 9 - data[at].bit_length()


def _within(data: Bytes, end: int) -> int:
    if end > len(data):
        raise Incomplete
    return end
