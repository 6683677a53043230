"""Many blocks at a time: a recording has a hundred thousand of them an hour, and nearly all need no second look."""

import struct
from collections.abc import Callable

from interview.domain.recordings.containers import Malformed
from interview.domain.recordings.webm import ebml
from interview.domain.recordings.webm.ebml import Bytes

MAX_BLOCK_BYTES = 1024 * 1024
"""More than any frame of a webcam: a larger block is a misread size."""

MIN_BLOCK = 4  # track number, two bytes of time, flags
TRACK_MARKER = 0x80
LACED_OR_RESERVED = 0x76

# How a block begins behind its ID, by the first byte of its size: what reads size, marked track number, time and flags,
# the size's mask, and how far behind the ID the track number stands. None: `struct` has no number of that length.
Layout = tuple[Callable[[Bytes, int], tuple[int, int, int, int]], int, int]
LAYOUTS: list[Layout | None] = [None] * 256
for _layout, _length in (("B", 1), ("H", 2), ("I", 4), ("Q", 8)):
    _reader = struct.Struct(f">{_layout}BhB").unpack_from
    for _first_byte in range(1 << 8 - _length, 2 << 8 - _length):
        LAYOUTS[_first_byte] = (_reader, (1 << 7 * _length) - 1, 1 + _length)
MAX_HEAD = 1 + ebml.MAX_SIZE + MIN_BLOCK
SCANNED_BYTES = 256 * 1024
"""At a time."""


def scan_blocks(
    data: Bytes, at: int, cluster_ms: int, last_ms: dict[int, int], max_ms: int
) -> tuple[int, dict[int, list[int]]]:
    """Find how far the blocks from `at` on are sound, in order, at most so much apart, and each followed by another.

    `last_ms` holds the time of the last block of each track, by its number as it stands in a block (marked), and is
    brought up to date. Tracks that are not in it end the scan. Returns the position behind the last sound block, and
    for each track where in `data` its blocks name it.
    """
    places: dict[int, list[int]] = {number: [] for number in last_ms}
    sound = at
    follows = False
    number = ms = place = 0
    last_start = min(len(data), at + SCANNED_BYTES) - MAX_HEAD
    while at < last_start and data[at] == ebml.SIMPLE_BLOCK:
        layout = LAYOUTS[data[at + 1]]
        if layout is None:
            break
        read, ones, offset = layout
        size, next_number, relative_ms, flags = read(data, at + 1)
        size &= ones
        if next_number not in places or flags & LACED_OR_RESERVED or not MIN_BLOCK < size <= MAX_BLOCK_BYTES:
            break
        if follows:  # the block before ends where another begins: it is one
            last_ms[number] = ms
            places[number].append(place)
            sound = at
        number, ms, place = next_number, cluster_ms + relative_ms, at + offset
        if not 0 <= ms - last_ms[number] <= max_ms:
            break
        follows = True
        at = place + size
    return sound, places


def count_blocks(cluster: Bytes) -> tuple[int, dict[int, int], dict[int, int]]:
    """Read the body of a finished cluster: its time, and of each track (by marked number) how many blocks it has and
    the latest one's time, counted from the cluster's.

    Raises Malformed where an element does not fit.
    """
    counts: dict[int, int] = {}
    latest_ms: dict[int, int] = {}
    cluster_ms = 0
    at, end = 0, len(cluster)
    while at < end:
        layout = LAYOUTS[cluster[at + 1]] if at + MAX_HEAD < end else None
        if layout is not None and cluster[at] == ebml.SIMPLE_BLOCK:
            read, ones, offset = layout
            size, number, relative_ms, _ = read(cluster, at + 1)
            at += offset + (size & ones)
        else:
            identifier, body, at = ebml.read_element(cluster, at)
            if identifier == ebml.BLOCK_GROUP:
                block = dict(ebml.children(cluster[body:at])).get(ebml.BLOCK, b"")
            elif identifier == ebml.SIMPLE_BLOCK:
                block = bytes(cluster[body : body + MIN_BLOCK])
            else:
                if identifier == ebml.TIMESTAMP:
                    cluster_ms = int.from_bytes(cluster[body:at], "big")
                continue
            if len(block) < MIN_BLOCK:
                raise Malformed("the file ends inside a block")
            number, relative_ms = struct.unpack_from(">Bh", block)
        if number in counts:
            counts[number] += 1
            if relative_ms > latest_ms[number]:
                latest_ms[number] = relative_ms
        else:
            counts[number], latest_ms[number] = 1, relative_ms
    if at > end:
        raise Malformed("an element is larger than its parent")
    return cluster_ms, counts, latest_ms
