"""The header of a recording: `ftyp` and `moov`, about 1.2 KB."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.mp4.boxes import (
    Bytes,
    box,
    boxes,
    every,
    first,
    is_long,
    numbers,
    read_head,
    require_all,
    require_size,
)

MAX_HEADER_BYTES = 1024 * 1024
MAX_LISTED_FRAMES = 2_000_000
"""Of a track, in an index: eighteen hours of pictures. Whoever reads it makes room for as many as it claims."""
KINDS = {b"vide": "video", b"soun": "audio"}
SKIPPED_BOXES = frozenset(
    {
        b"styp",
        b"sidx",
        b"ssix",
        b"free",
        b"skip",
        b"wide",
        b"mfra",
        b"prft",
        b"emsg",
        b"uuid",
        b"pdin",
        b"meta",
        b"pssh",
    }
)
"""What may stand between the boxes of a recording, and is left out."""
FINISHED = "a finished MP4 file, of which every byte is needed"

IDR, SUPPLEMENT, PARAMETERS, DELIMITER = 5, 6, (7, 8), 9
FIRST_OF_A_KEYFRAME = frozenset({IDR, SUPPLEMENT, *PARAMETERS, DELIMITER})
"""What the first unit of an AVC keyframe may be."""
SEQUENCE_HEADER, TEMPORAL_DELIMITER = 1, 2
"""What an AV1 keyframe begins with."""


class Defaults(NamedTuple):
    """What holds for a frame where its fragment says nothing."""

    duration: int = 0
    size: int = 0
    flags: int = 0


NO_DEFAULTS = Defaults()


class Track(NamedTuple):
    """`setup` is the codec and all that a decoder is told before the first frame, `shape` how a picture lies and how
    wide and high it is shown. Time 0 of the frames is shown at `shift`, in the track's units.
    """

    kind: str
    timescale: int
    setup: bytes
    shape: bytes = b""
    shift: int = 0

    def continues(self, other: "Track") -> bool:
        """Whether frames of this track may follow frames of the other without a new header."""
        return self.form == other.form

    @property
    def form(self) -> tuple[str, int, bytes, bytes]:
        return self.kind, self.timescale, self.setup, self.shape

    @property
    def codec(self) -> str:
        """The kind of its sample entry, for example `vp09` or `avc1`."""
        return self.setup[12:16].decode("ascii", "replace")

    def is_keyframe(self, frame: bytes) -> bool:
        """Whether a frame may be a keyframe of this track's codec by how it begins; False for codecs unknown here."""
        if len(frame) < 6:
            return False
        match self.codec:
            case "vp08":
                return frame[3:6] == b"\x9d\x01\x2a"
            case "vp09":
                return frame[1:4] == b"\x49\x83\x42"
            case "avc1" | "avc3":
                return frame[4] & 0x1F in FIRST_OF_A_KEYFRAME
            case "av01":
                return frame[0] >> 3 & 0xF in (SEQUENCE_HEADER, TEMPORAL_DELIMITER)
        return False


@dataclass(frozen=True)
class Header:
    """`data` is the header as it stands before the fragments, of the first picture and the first sound; `tracks` are
    these by their numbers, `others` say what the rest is. `defaults` are by the tracks' numbers, too.
    """

    data: bytes
    tracks: dict[int, Track]
    others: dict[int, str] = field(default_factory=dict)
    defaults: dict[int, Defaults] = field(default_factory=dict)

    def numberings(self) -> Iterator[dict[int, int]]:
        """What a fragment's track numbers may mean: as the header says, then with two tracks swapped."""
        yield {number: number for number in self.tracks}
        if len(self.tracks) == 2:
            one, other = self.tracks
            yield {one: other, other: one}


def read_header(data: Bytes, at: int = 0) -> tuple[Header, int]:
    """Read the header at `at`; returns it and the position behind it.

    Raises Incomplete where it goes on behind the bytes at hand, Malformed where this is no header.
    """
    kind, _, ftyp_end = read_head(data, at)
    if kind != b"ftyp":
        raise Malformed("no MP4 header")
    end = ftyp_end
    while True:
        require_size(end - at, MAX_HEADER_BYTES)
        moov_at = end
        kind, body, end = read_head(data, moov_at)
        if kind not in SKIPPED_BOXES:
            break
    if kind == b"mdat":
        raise Malformed(FINISHED)
    if kind != b"moov":
        raise Malformed("a header without tracks")
    require_size(end - at, MAX_HEADER_BYTES)
    require_all(data, end)
    return _header(bytes(data[at:ftyp_end]), bytes(data[body:end])), end


def is_finished(beginning: Bytes) -> bool:
    """Whether these bytes begin a file that its writer finished: its index stands behind its frames, or lists them."""
    try:
        read_header(beginning)
    except Malformed as fault:
        return str(fault) == FINISHED
    except Incomplete:
        return False
    return False


def kind_of(media: bytes) -> str | None:
    """What the body of an `mdia` box describes: video, audio, or something else."""
    return KINDS.get(first(media, b"hdlr")[8:12])


def sample_table(media: bytes) -> bytes:
    return first(first(media, b"minf"), b"stbl")


def listed_frames(moov: bytes) -> int:
    """How many frames its tracks list at the most; raises Malformed where that is more than any recording has."""
    tables = [moov]
    for kind in (b"trak", b"mdia", b"minf", b"stbl"):
        tables = [body for table in tables for body in every(table, kind)]
    sizes = [size for table in tables for kind in (b"stsz", b"stz2") for size in every(table, kind)]
    listed = max((numbers(">I", size, 8)[0] for size in sizes), default=0)
    if listed > MAX_LISTED_FRAMES:
        raise Malformed("an index of more frames than a recording has")
    return listed


def _header(ftyp: bytes, moov: bytes) -> Header:
    tracks: dict[int, Track] = {}
    others: dict[int, str] = {}
    parts = []
    movie = first(moov, b"mvhd")
    (movie_scale,) = numbers(">I", movie, 20 if is_long(movie) else 12)
    for position, body in boxes(moov):
        name = moov[position + 4 : position + 8]
        if name == b"trak":
            tkhd = first(body, b"tkhd")
            (number,) = numbers(">I", tkhd, 20 if is_long(tkhd) else 12)
            kind = kind_of(first(body, b"mdia"))
            if kind is None or any(track.kind == kind for track in tracks.values()):
                others[number] = f"another {kind} track" if kind else "a track that is no picture or sound"
                continue
            tracks[number] = _track(kind, body, tkhd, max(1, movie_scale))
        parts.append(box(name, body))
    if not tracks:
        raise Malformed("a header without a picture or a sound track")
    extends = every(moov, b"mvex")
    if listed_frames(moov) and not extends:
        raise Malformed(FINISHED)
    return Header(ftyp + box(b"moov", b"".join(parts)), tracks, others, _defaults(extends))


def _track(kind: str, trak: bytes, tkhd: bytes, movie_scale: int) -> Track:
    media = first(trak, b"mdia")
    mdhd = first(media, b"mdhd")
    (timescale,) = numbers(">I", mdhd, 20 if is_long(mdhd) else 12)
    timescale = max(1, timescale)
    shape = tkhd[52 if is_long(tkhd) else 40 :] if kind == "video" else b""
    return Track(kind, timescale, first(sample_table(media), b"stsd"), shape, _shift(trak, timescale, movie_scale))


def _shift(trak: bytes, timescale: int, movie_scale: int) -> int:
    """By the edit list: an empty edit shows the track later, and the first one that is none may begin inside it."""
    delay = 0
    for edts in every(trak, b"edts"):
        elst = first(edts, b"elst")
        (count,) = numbers(">I", elst, 4)
        layout, size = (">Qq", 20) if is_long(elst) else (">Ii", 12)
        for place in range(min(count, (len(elst) - 8) // size)):
            length, begins = numbers(layout, elst, 8 + place * size)
            if begins >= 0:
                return delay - begins
            delay += length * timescale // movie_scale
    return delay


def _defaults(extends: list[bytes]) -> dict[int, Defaults]:
    found = {}
    for trex in (trex for mvex in extends for trex in every(mvex, b"trex")):
        number, _, duration, size, flags = numbers(">5I", trex, 4)
        found[number] = Defaults(duration, size, flags)
    return found
