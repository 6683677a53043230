"""What a finished MP4 file says of itself, so that a merge is judged by its result and not by an exit code."""

from typing import BinaryIO

from interview.domain.recordings.containers import Contents, Incomplete, Malformed
from interview.domain.recordings.mp4.boxes import MAX_HEAD, every, first, is_long, numbers, read_head, require_size
from interview.domain.recordings.mp4.header import kind_of, listed_frames, sample_table

MAX_INDEX_BYTES = 32 * 1024 * 1024
"""Ten hours of 30 pictures and 50 packets of sound a second are 2.9 million frames, of four bytes and more each."""


def read_contents(file: BinaryIO) -> Contents:
    """Raises Malformed where the file is not finished, or its index is of no recording."""
    moov: bytes | None = None
    cues_first = False
    at = 0
    end = file.seek(0, 2)
    while at < end:
        file.seek(at)
        try:
            kind, body, following = read_head(file.read(MAX_HEAD), 0)
        except Incomplete:
            raise Malformed("the file ends inside a box") from None
        if at + following > end:
            raise Malformed("the file ends inside a box")
        if kind == b"moov":
            require_size(following - body, MAX_INDEX_BYTES)
            file.seek(at + body)
            moov = file.read(following - body)
        elif kind == b"mdat":
            cues_first = moov is not None
        at += following
    if moov is None:
        raise Malformed("a file without an index")
    listed_frames(moov)
    mvhd = first(moov, b"mvhd")
    timescale, duration = numbers(">IQ" if is_long(mvhd) else ">II", mvhd, 20 if is_long(mvhd) else 12)
    packets = {}
    for trak in every(moov, b"trak"):
        media = first(trak, b"mdia")
        kind_of_track = kind_of(media)
        if kind_of_track is not None:
            (packets[kind_of_track],) = numbers(">I", first(sample_table(media), b"stsz"), 8)
    return Contents(duration_ms=round(duration * 1000 / max(1, timescale)), cues_first=cues_first, packets=packets)
