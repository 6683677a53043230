"""The header of a recording: `ftyp` and `moov`, about 1.2 KB."""

from collections.abc import Iterator
from dataclasses import dataclass

from interview.domain.containers import Malformed
from interview.domain.mp4.boxes import Bytes, every, first, is_long, numbers, read_head, require_all, require_size

MAX_HEADER_BYTES = 1024 * 1024
KINDS = {b"vide": "video", b"soun": "audio"}

IDR, SUPPLEMENT, PARAMETERS, DELIMITER = 5, 6, (7, 8), 9
FIRST_OF_A_KEYFRAME = frozenset({IDR, SUPPLEMENT, *PARAMETERS, DELIMITER})
"""What the first unit of an AVC keyframe may be."""
SEQUENCE_HEADER, TEMPORAL_DELIMITER = 1, 2
"""What an AV1 keyframe begins with."""


@dataclass(frozen=True)
class Track:
    """`setup` is the codec and all that a decoder is told before the first frame."""

    kind: str
    timescale: int
    setup: bytes

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
    """`data` is the header as it stands before the fragments; `tracks` are by their numbers."""

    data: bytes
    tracks: dict[int, Track]

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
    kind, _, end = read_head(data, at)
    if kind != b"ftyp":
        raise Malformed("no MP4 header")
    require_size(end - at, MAX_HEADER_BYTES)
    kind, body, end = read_head(data, end)
    if kind != b"moov":
        raise Malformed("a header without tracks")
    require_size(end - at, MAX_HEADER_BYTES)
    require_all(data, end)
    return Header(bytes(data[at:end]), _tracks(bytes(data[body:end]))), end


def kind_of(media: bytes) -> str | None:
    """What the body of an `mdia` box describes: video, audio, or something else."""
    return KINDS.get(first(media, b"hdlr")[8:12])


def sample_table(media: bytes) -> bytes:
    return first(first(media, b"minf"), b"stbl")


def _tracks(moov: bytes) -> dict[int, Track]:
    tracks: dict[int, Track] = {}
    for trak in every(moov, b"trak"):
        media = first(trak, b"mdia")
        kind = kind_of(media)
        if kind is not None:
            tkhd, mdhd = first(trak, b"tkhd"), first(media, b"mdhd")
            (number,) = numbers(">I", tkhd, 20 if is_long(tkhd) else 12)
            (timescale,) = numbers(">I", mdhd, 20 if is_long(mdhd) else 12)
            tracks[number] = Track(kind, max(1, timescale), first(sample_table(media), b"stsd"))
    if not tracks:
        raise Malformed("a header without a picture or a sound track")
    return tracks
