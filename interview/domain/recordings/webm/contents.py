"""What a finished WebM file says of itself, so that a merge is judged by its result and not by an exit code."""

import struct
from collections import Counter
from typing import BinaryIO

from interview.domain.recordings.containers import Contents, Incomplete, Malformed
from interview.domain.recordings.webm import ebml
from interview.domain.recordings.webm.blocks import TRACK_MARKER, count_blocks
from interview.domain.recordings.webm.header import Header, read_header

MAX_HEAD = ebml.MAX_ID + ebml.MAX_SIZE
LARGEST_HEADER = 1024 * 1024
LARGEST_CLUSTER = 32 * 1024 * 1024
"""FFmpeg begins a new one after 5 MB or 5 s."""


def read_contents(file: BinaryIO) -> Contents:
    """Walk through a file with sizes (not a live stream), a cluster in memory at a time.

    Raises Malformed where the file is not such a one or is cut off.
    """
    head = file.read(LARGEST_HEADER)
    try:
        header, after_tracks = read_header(head)
    except Incomplete:
        raise Malformed("the file ends inside its header") from None
    kinds = {track.number | TRACK_MARKER: track.kind for track in header.tracks}
    last_ms: dict[str, int] = {}
    packets: Counter[str] = Counter()
    cues_first = False
    file.seek(after_tracks)
    while (found := _next_element(file)) is not None:
        identifier, size = found
        if identifier == ebml.CLUSTER:
            cluster_ms, counts, latest_ms = count_blocks(_exactly(file, size))
            for number, count in counts.items():
                if number in kinds:
                    kind = kinds[number]
                    packets[kind] += count
                    last_ms[kind] = max(last_ms.get(kind, 0), cluster_ms + latest_ms[number])
        else:
            if identifier == ebml.CUES and not packets:
                cues_first = True
            file.seek(size, 1)
    if file.tell() != file.seek(0, 2):
        raise Malformed("the file ends inside an element")
    return Contents(_duration_ms(header), cues_first, dict(packets), last_ms)


def _next_element(file: BinaryIO) -> tuple[int, int] | None:
    """Read the ID and size at the file's position, which moves behind them; None at the file's end."""
    at = file.tell()
    head = file.read(MAX_HEAD)
    if not head:
        return None
    try:
        identifier, behind_id = ebml.read_id(head, 0)
        size, length = ebml.read_size(head, behind_id)
    except Incomplete:
        raise Malformed("the file ends inside an element") from None
    if size is None:
        raise Malformed("an element of unknown size in a finished file")
    file.seek(at + length)
    return identifier, size


def _exactly(file: BinaryIO, count: int) -> bytes:
    if count > LARGEST_CLUSTER:
        raise Malformed("a cluster of impossible size")
    data = file.read(count)
    if len(data) < count:
        raise Malformed("the file ends inside a cluster")
    return data


def _duration_ms(header: Header) -> int | None:
    segment = header.data.index(ebml.encode_id(ebml.SEGMENT))
    for identifier, body in ebml.children(header.data[segment + ebml.MAX_ID + ebml.MAX_SIZE :]):
        if identifier == ebml.INFO:
            duration = dict(ebml.children(body)).get(ebml.DURATION, b"")
            if len(duration) in (4, 8):
                return round(float(struct.unpack(">d" if len(duration) == 8 else ">f", duration)[0]))
    return None
