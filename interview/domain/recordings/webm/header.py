"""The header of a WebM stream: everything before the first cluster, about 200 bytes in a recording."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.webm import ebml
from interview.domain.recordings.webm.ebml import Bytes

MAX_HEADER_BYTES = 64 * 1024
NANOSECONDS_PER_MS = 1_000_000
DOC_TYPES = (b"webm", b"matroska")
KINDS: dict[int, Literal["video", "audio"]] = {1: "video", 2: "audio"}

# What every keyframe of a codec holds, and where in the frame.
SYNC_CODES = {"V_VP8": (3, b"\x9d\x01\x2a"), "V_VP9": (1, b"\x49\x83\x42")}

# Codecs whose every packet, or every keyframe, tells the decoder all it needs.
SELF_CONTAINED = frozenset({"A_OPUS", "V_VP8", "V_VP9"})


class Track(NamedTuple):
    """`number` is what blocks carry; `uid` differs between any two runs of a recorder."""

    number: int
    uid: int
    kind: Literal["video", "audio"]
    codec: str
    codec_private: bytes = b""
    width: int | None = None
    height: int | None = None

    def continues(self, other: "Track") -> bool:
        """Whether frames of this track may follow frames of the other without a new header."""
        return self.kind == other.kind and self.setup == other.setup

    @property
    def setup(self) -> tuple[str, bytes]:
        """The codec, and what a decoder must be told before the first frame."""
        return self.codec, b"" if self.codec in SELF_CONTAINED else self.codec_private

    def is_keyframe(self, frame: Bytes) -> bool:
        """Whether a frame is a keyframe of this track's codec by its sync code; False for codecs without one."""
        if self.codec not in SYNC_CODES:
            return False
        at, code = SYNC_CODES[self.codec]
        return frame[at : at + len(code)] == code

    def denies_keyframe(self, frame: Bytes) -> bool:
        """Whether a frame is certainly no keyframe of this track's codec."""
        return self.codec in SYNC_CODES and not self.is_keyframe(frame)


@dataclass(frozen=True)
class Header:
    """`data` is the header as it may be written before any clusters, of the first picture and the first sound; `tracks`
    are these, `others` say by their numbers what the rest is.
    """

    data: bytes
    tracks: tuple[Track, ...]
    others: dict[int, str] = field(default_factory=dict)

    @property
    def uids(self) -> frozenset[int]:
        return frozenset(track.uid for track in self.tracks)

    def numberings(self) -> Iterator[dict[int, Track]]:
        """Which track a block's number may mean: as the header says, then with two tracks swapped.

        A browser numbers its tracks by which of them delivers first, so two runs may number them differently.
        """
        yield {track.number: track for track in self.tracks}
        if len(self.tracks) == 2:
            one, other = self.tracks
            yield {one.number: other, other.number: one}


def read_header(data: Bytes, at: int = 0) -> tuple[Header, int]:
    """Read the header at `at`; returns it and the position behind its tracks.

    Raises Incomplete where it goes on behind the bytes at hand, Malformed where this is no header.
    """
    start = at
    identifier, _ = ebml.read_id(data, at)
    if identifier != ebml.EBML:
        raise Malformed("no WebM header")
    _, doc_type, at = _element(data, at, start)
    if dict(ebml.children(doc_type)).get(ebml.DOC_TYPE, b"webm").rstrip(b"\0") not in DOC_TYPES:
        raise Malformed("a header of something else than WebM")
    top = bytes(data[start:at])
    identifier, at = ebml.read_id(data, at)
    if identifier != ebml.SEGMENT:
        raise Malformed("a header without a segment")
    _, at = ebml.read_size(data, at)
    info = b""
    while True:
        identifier, body, at = _element(data, at, start)
        if identifier == ebml.INFO:
            info = ebml.element(ebml.INFO, body)
            _require_milliseconds(body)
        elif identifier == ebml.TRACKS:
            segment = ebml.encode_id(ebml.SEGMENT) + ebml.UNKNOWN_SIZE
            entries, tracks, others = _tracks(body)
            return Header(top + segment + info + ebml.element(ebml.TRACKS, entries), tracks, others), at


def _element(data: Bytes, at: int, start: int) -> tuple[int, bytes, int]:
    identifier, at = ebml.read_id(data, at)
    if identifier == ebml.CLUSTER:
        raise Malformed("a header without tracks")
    size, at = ebml.read_size(data, at)
    if size is None or at + size - start > MAX_HEADER_BYTES:
        raise Malformed("an endless header")
    if at + size > len(data):
        raise Incomplete
    return identifier, bytes(data[at : at + size]), at + size


def _require_milliseconds(info: bytes) -> None:
    scale = dict(ebml.children(info)).get(ebml.TIMESTAMP_SCALE)
    if scale is not None and int.from_bytes(scale, "big") != NANOSECONDS_PER_MS:
        raise Malformed("times that are not in milliseconds")


def _tracks(body: bytes) -> tuple[bytes, tuple[Track, ...], dict[int, str]]:
    """The entries of the first picture and the first sound as they stand there, these tracks, and what the rest is."""
    kept = b""
    tracks: list[Track] = []
    others: dict[int, str] = {}
    for identifier, entry in ebml.children(body):
        if identifier != ebml.TRACK_ENTRY:
            continue
        parts = dict(ebml.children(entry))
        number, kind = _number(parts.get(ebml.TRACK_NUMBER)), KINDS.get(_number(parts.get(ebml.TRACK_TYPE)))
        if kind is None or any(track.kind == kind for track in tracks):
            others[number] = f"another {kind} track" if kind else "a track that is no picture or sound"
        elif not 0 < number < 127 or any(track.number == number for track in tracks):
            raise Malformed("a header with impossible track numbers")
        else:
            tracks.append(_track(parts))
            kept += ebml.element(ebml.TRACK_ENTRY, entry)
    if not tracks:
        raise Malformed("a header without a picture or a sound track")
    return kept, tuple(tracks), others


def _track(entry: dict[int, bytes]) -> Track:
    picture = dict(ebml.children(entry.get(ebml.VIDEO, b"")))
    return Track(
        number=_number(entry.get(ebml.TRACK_NUMBER)),
        uid=_number(entry.get(ebml.TRACK_UID)),
        kind=KINDS[_number(entry.get(ebml.TRACK_TYPE))],
        codec=entry.get(ebml.CODEC_ID, b"").rstrip(b"\0").decode("ascii", "replace"),
        codec_private=entry.get(ebml.CODEC_PRIVATE, b""),
        width=_number(picture.get(ebml.PIXEL_WIDTH)) or None,
        height=_number(picture.get(ebml.PIXEL_HEIGHT)) or None,
    )


def _number(body: bytes | None) -> int:
    return int.from_bytes(body or b"", "big")
