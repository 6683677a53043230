"""A fragment: what its `moof` says of the frames in the `mdat` behind it, and how one is written.

Writers differ in what they write out and what they leave to defaults, in how many runs of frames a track has and from
where they count its bytes. Here every frame has all that is said of it, and what is written is of one form.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from interview.domain.recordings.containers import Malformed
from interview.domain.recordings.mp4.boxes import box, boxes, is_long, numbers
from interview.domain.recordings.mp4.header import NO_DEFAULTS, Defaults

MAX_FRAMES = 250_000
"""Of a fragment: more than an hour of picture and sound has."""
MAX_TRACKS = 100
"""Of a fragment: more are a crafted one's."""
MAX_MOOF_BYTES = 4 * 1024 * 1024

ELEMENTS, BYTES_AN_ELEMENT = 10, 32
"""How much work a fragment is, in frames: so many, and one for so many bytes of its `moof`, beside its own."""

HAS_BASE_OFFSET, HAS_DESCRIPTION, HAS_DURATION, HAS_SIZE, HAS_FLAGS = 0x1, 0x2, 0x8, 0x10, 0x20
BASE_IS_MOOF = 0x20000
HAS_DATA_OFFSET, HAS_FIRST_FLAGS = 0x1, 0x4
DURATIONS, SIZES, FLAGS, OFFSETS = 0x100, 0x200, 0x400, 0x800
NOT_A_KEYFRAME, DEPENDENCE, DEPENDS = 0x10000, 0x3000000, 0x1000000


@dataclass(frozen=True)
class TrackFrames:
    """Consecutive frames of one track.

    `time` is when the first is decoded, None where the fragment does not say. Times are in the track's units, `offsets`
    from decoding to showing. `spans` are where in the fragment their bytes lie, in order, counted from its start.
    """

    number: int
    time: int | None
    durations: tuple[int, ...]
    sizes: tuple[int, ...]
    flags: tuple[int, ...]
    offsets: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        return len(self.sizes)

    @cached_property
    def length(self) -> int:
        return sum(self.durations)

    @cached_property
    def starts(self) -> list[int]:
        """When each frame is decoded, counted from the first."""
        return list(accumulate(self.durations, initial=0))[:-1]

    @property
    def first_shown(self) -> int:
        """When the first picture is shown, counted from when the first is decoded."""
        return min(map(int.__add__, self.starts, self.offsets))

    @property
    def last_shown(self) -> int:
        """When the last one ends."""
        return max(map(int.__add__, self.starts, self.offsets)) + self.durations[-1]

    def first_keyframe(self) -> int:
        """Its place; `count` where there is none."""
        places = (place for place, flags in enumerate(self.flags) if is_keyframe(flags))
        return next(places, self.count)

    def data(self, fragment: bytes) -> bytes:
        return b"".join(fragment[start:end] for start, end in self.spans)


class _Head(NamedTuple):
    """A `tfhd`: `base` is where the frames' positions count from, None where that is behind the track before."""

    number: int
    base: int | None
    is_absolute: bool
    defaults: Defaults


def fragment_elements(moof_bytes: int, frames: int) -> int:
    """How much work it is to read a fragment, in frames."""
    return ELEMENTS + moof_bytes // BYTES_AN_ELEMENT + frames


def is_keyframe(flags: int) -> bool:
    return not flags & NOT_A_KEYFRAME and flags & DEPENDENCE != DEPENDS


def read_frames(moof: bytes, frames_at: int, end: int, defaults: Mapping[int, Defaults]) -> list[TrackFrames]:
    """Read a `moof` (head included) whose `mdat` has its body from `frames_at` to `end`, counted from the `moof`'s
    start; `defaults` are the header's, by track number. A track without frames is left out.

    Raises Malformed where it is none, or lists frames that are not there.
    """
    found: list[TrackFrames] = []
    absolute: list[bool] = []
    behind, left, is_absolute = 0, MAX_FRAMES, False
    trafs = [body for position, body in boxes(moof, 8) if moof[position + 4 : position + 8] == b"traf"]
    if not trafs:
        raise Malformed("a fragment without tracks")
    if len(trafs) > MAX_TRACKS:
        raise Malformed("a fragment of too many tracks")
    for traf in trafs:
        parts = [(traf[position + 4 : position + 8], body) for position, body in boxes(traf)]
        kinds = dict(reversed(parts))  # the first of each kind
        if b"tfhd" not in kinds:
            raise Malformed("a fragment of no track")
        head = _read_head(kinds[b"tfhd"], defaults)
        frames, behind = _read_track(head, parts, _time(kinds.get(b"tfdt")), behind, left)
        left -= frames.count
        is_absolute = head.is_absolute or (is_absolute and head.base is None)
        if frames.count:
            found.append(frames)
            absolute.append(is_absolute)
    if any(absolute):
        found = _from_moof(found, absolute, frames_at)
    if any(start < frames_at or stop > end for frames in found for start, stop in frames.spans):
        raise Malformed("a fragment that lists more frames than fit")
    return found


def without_first(frames: TrackFrames, count: int) -> TrackFrames:
    """The frames behind the first so many."""
    if not count:
        return frames
    passed = sum(frames.sizes[:count])
    spans = []
    for start, end in frames.spans:
        taken = min(passed, end - start)
        passed -= taken
        if start + taken < end:
            spans.append((start + taken, end))
    return replace(
        frames,
        time=None if frames.time is None else frames.time + sum(frames.durations[:count]),
        durations=frames.durations[count:],
        sizes=frames.sizes[count:],
        flags=frames.flags[count:],
        offsets=frames.offsets[count:],
        spans=tuple(spans),
    )


def write_fragment(sequence: int, tracks: list[TrackFrames], source: bytes) -> bytes:
    """A fragment of these frames, whose bytes are in `source`; each track has its time."""
    moof_bytes = 8 + 16 + sum(8 + 16 + 20 + 20 + 16 * track.count for track in tracks)
    moof, mdat = box(b"mfhd", struct.pack(">II", 0, sequence)), b""
    for track in tracks:
        rows = zip(track.durations, track.sizes, track.flags, (n & 0xFFFFFFFF for n in track.offsets), strict=True)
        listed = [number for row in rows for number in row]
        flags = 1 << 24 | HAS_DATA_OFFSET | DURATIONS | SIZES | FLAGS | OFFSETS
        trun = struct.pack(f">IIi{len(listed)}I", flags, track.count, moof_bytes + 8 + len(mdat), *listed)
        moof += box(
            b"traf",
            box(b"tfhd", struct.pack(">II", BASE_IS_MOOF, track.number))
            + box(b"tfdt", struct.pack(">IQ", 1 << 24, track.time or 0))
            + box(b"trun", trun),
        )
        mdat += track.data(source)
    return box(b"moof", moof) + box(b"mdat", mdat)


def _read_head(tfhd: bytes, defaults: Mapping[int, Defaults]) -> _Head:
    flags, number = numbers(">II", tfhd, 0)
    at = 8
    base = 0 if flags & BASE_IS_MOOF else None
    if flags & HAS_BASE_OFFSET:
        (base,) = numbers(">Q", tfhd, at)
        at += 8
    if flags & HAS_DESCRIPTION:
        at += 4
    given: list[int] = []
    fallback = defaults.get(number, NO_DEFAULTS)
    for flag, value in ((HAS_DURATION, fallback.duration), (HAS_SIZE, fallback.size), (HAS_FLAGS, fallback.flags)):
        if flags & flag:
            given += numbers(">I", tfhd, at)
            at += 4
        else:
            given.append(value)
    return _Head(number, base, bool(flags & HAS_BASE_OFFSET), Defaults(*given))


def _time(tfdt: bytes | None) -> int | None:
    return None if tfdt is None else numbers(">Q" if is_long(tfdt) else ">I", tfdt, 4)[0]


def _read_track(
    head: _Head, parts: list[tuple[bytes, bytes]], time: int | None, behind: int, most: int
) -> tuple[TrackFrames, int]:
    """The frames of a track, and where the bytes of the last one end; `behind` is where those of the track before do.

    Each run of frames stands behind the one before it, unless it says where.
    """
    base = behind if head.base is None else head.base
    at = base
    durations: list[int] = []
    sizes: list[int] = []
    frame_flags: list[int] = []
    offsets: list[int] = []
    spans: list[tuple[int, int]] = []
    for kind, trun in parts:
        if kind != b"trun":
            continue
        run = _Run(trun, head.defaults, most - len(sizes))
        if run.data_offset is not None:
            at = base + run.data_offset
        durations += run.durations
        sizes += run.sizes
        frame_flags += run.flags
        offsets += run.offsets
        size = sum(run.sizes)
        spans.append((at, at + size))
        at += size
    lists = tuple(durations), tuple(sizes), tuple(frame_flags), tuple(offsets)
    return TrackFrames(head.number, time, *lists, tuple(spans)), at


class _Run:
    """A `trun`, with all that it says of its frames or leaves to defaults."""

    def __init__(self, trun: bytes, defaults: Defaults, most: int) -> None:
        flags, count = numbers(">II", trun, 0)
        at = 8
        self.data_offset: int | None = None
        if flags & HAS_DATA_OFFSET:
            (self.data_offset,) = numbers(">i", trun, at)
            at += 4
        first_flags: int | None = None
        if flags & HAS_FIRST_FLAGS:
            (first_flags,) = numbers(">I", trun, at)
            at += 4
        fields = [field for field in (DURATIONS, SIZES, FLAGS, OFFSETS) if flags & field]
        if count > most or at + 4 * len(fields) * count > len(trun):
            raise Malformed("a fragment that lists more frames than fit")
        listed = numbers(f">{len(fields) * count}I", trun, at)

        def each(field: int, default: int) -> tuple[int, ...]:
            return listed[fields.index(field) :: len(fields)] if field in fields else (default,) * count

        self.durations = each(DURATIONS, defaults.duration)
        self.sizes = each(SIZES, defaults.size)
        self.flags = each(FLAGS, defaults.flags)
        if first_flags is not None and count:
            self.flags = (first_flags, *self.flags[1:])
        offsets = each(OFFSETS, 0)  # signed, whatever the version says: no frame is shown a day after it is decoded
        self.offsets = tuple(n - (1 << 32) if n & 1 << 31 else n for n in offsets) if any(offsets) else offsets


def _from_moof(found: list[TrackFrames], absolute: list[bool], frames_at: int) -> list[TrackFrames]:
    """Positions in the file, whose beginning may be missing: the first frame stands where the `mdat` begins."""
    moved = (
        min(frames.spans[0][0] for frames, is_absolute in zip(found, absolute, strict=True) if is_absolute) - frames_at
    )
    return [
        replace(frames, spans=tuple((start - moved, end - moved) for start, end in frames.spans))
        if is_absolute
        else frames
        for frames, is_absolute in zip(found, absolute, strict=True)
    ]
