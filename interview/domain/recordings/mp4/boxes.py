"""Boxes: four bytes of size, four of kind, and the body; a size of 1 is followed by the real one in eight bytes.

Source: ISO/IEC 14496-12, section 4.2.
"""

import struct
from collections.abc import Iterator

from interview.domain.recordings.containers import Incomplete, Malformed

Bytes = bytes | bytearray

MAX_HEAD = 16


def read_head(data: Bytes, at: int) -> tuple[bytes, int, int]:
    """Kind of the box at `at`, where its body begins and where it ends, which may be behind the bytes at hand."""
    if at + 8 > len(data):
        raise Incomplete
    size, kind = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8])
    body = at + 8
    if size == 1:
        if at + MAX_HEAD > len(data):
            raise Incomplete
        (size,) = numbers(">Q", data, body)
        body = at + MAX_HEAD
    if at + size < body:
        raise Malformed("a box of impossible size")
    return kind, body, at + size


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def require_size(size: int, limit: int) -> None:
    if size > limit:
        raise Malformed("a box of impossible size")


def require_all(data: Bytes, end: int) -> None:
    """Raises Incomplete where a box goes on behind the bytes at hand."""
    if end > len(data):
        raise Incomplete


def boxes(data: Bytes, at: int = 0, base: int = 0) -> Iterator[tuple[int, bytes]]:
    """Positions (counted from `base`) and bodies of the boxes from `at` on; raises Malformed where one does not fit."""
    while at < len(data):
        try:
            _, body, end = read_head(data, at)
            require_all(data, end)
        except Incomplete:
            raise Malformed("a box is larger than its parent") from None
        yield base + at, bytes(data[body:end])
        at = end


def every(parent: bytes, kind: bytes) -> list[bytes]:
    """The bodies of all boxes of a kind in the body of their parent."""
    return [body for position, body in boxes(parent) if parent[position + 4 : position + 8] == kind]


def first(parent: bytes, kind: bytes) -> bytes:
    """The body of the first box of a kind; raises Malformed where there is none."""
    found = every(parent, kind)
    if not found:
        raise Malformed(f"a header without {kind.decode()}")
    return found[0]


def numbers(layout: str, data: Bytes, at: int) -> tuple[int, ...]:
    """Big-endian numbers at `at`, laid out as `struct` has it; raises Malformed where they do not fit."""
    try:
        return struct.unpack_from(layout, data, at)
    except struct.error:
        raise Malformed("a box that is too short") from None


def is_long(box: bytes) -> bool:
    """Whether a box has 64-bit times: its version is 1."""
    return numbers(">B", box, 0)[0] == 1
