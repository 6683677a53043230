"""A fragment: what its `moof` says of the frames in the `mdat` behind it."""

from dataclasses import dataclass

from interview.domain.containers import Malformed
from interview.domain.mp4.boxes import boxes, is_long, numbers
from interview.domain.mp4.header import Track

LONGEST_FRAGMENT_MS = 60_000

HAS_BASE_OFFSET, HAS_DESCRIPTION, HAS_DEFAULT_DURATION = 0x1, 0x2, 0x8
HAS_DATA_OFFSET, HAS_FIRST_FLAGS = 0x1, 0x4
HAS_DURATIONS, HAS_SIZES, HAS_FLAGS, HAS_OFFSETS = 0x100, 0x200, 0x400, 0x800
NOT_A_KEYFRAME = 0x10000


@dataclass(frozen=True)
class TrackRun:
    """The frames of one track in a fragment. Positions are in the `moof`: of its track number, and of its time.

    `time` and `length` are in the track's units; `first_frame` is where its frames begin, counted from the `moof`'s
    start.
    """

    number: int
    number_at: int
    time: int
    time_at: int
    count: int
    length: int
    begins_with_keyframe: bool
    first_frame: int | None


@dataclass(frozen=True)
class Fragment:
    """Times are milliseconds on the run's clock."""

    start_ms: int
    end_ms: int
    packets: dict[str, int]
    begins_with_keyframe: bool


def read_track_runs(moof: bytes) -> list[TrackRun]:
    """Raises Malformed where a `moof` (head included) is not what a recorder writes."""
    runs = []
    for position, body in boxes(moof, 8):
        if moof[position + 4 : position + 8] != b"traf":
            continue
        parts = {moof[part + 4 : part + 8]: (part, content) for part, content in boxes(body, 0, position + 8)}
        if not {b"tfhd", b"tfdt", b"trun"} <= parts.keys():
            raise Malformed("a fragment without times")
        tfhd_at, tfhd = parts[b"tfhd"]
        tfdt_at, tfdt = parts[b"tfdt"]
        if not is_long(tfdt):
            raise Malformed("a fragment with short times")
        (number,) = numbers(">I", tfhd, 4)
        (time,) = numbers(">Q", tfdt, 4)
        frames = _read_frames(parts[b"trun"][1], _default_duration(tfhd))
        runs.append(TrackRun(number, tfhd_at + 12, time, tfdt_at + 12, *frames))
    if not runs:
        raise Malformed("a fragment without tracks")
    return runs


def read_fragment(runs: list[TrackRun], tracks: dict[int, Track]) -> Fragment:
    """What the runs mean by these tracks; raises Malformed where they cannot be of them."""
    starts, ends = [], []
    packets: dict[str, int] = {}
    for run in runs:
        track = tracks.get(run.number)
        if track is None:
            raise Malformed("a fragment of no known track")
        starts.append(run.time * 1000 // track.timescale)
        ends.append((run.time + run.length) * 1000 // track.timescale)
        packets[track.kind] = packets.get(track.kind, 0) + run.count
    if max(ends) - min(starts) > LONGEST_FRAGMENT_MS:
        raise Malformed("a fragment of impossible length")
    keyframe = all(run.begins_with_keyframe for run in runs if tracks[run.number].kind == "video")
    return Fragment(min(starts), max(ends), packets, keyframe)


def _default_duration(tfhd: bytes) -> int:
    (flags,) = numbers(">I", tfhd, 0)
    if not flags & HAS_DEFAULT_DURATION:
        return 0
    at = 8 + (8 if flags & HAS_BASE_OFFSET else 0) + (4 if flags & HAS_DESCRIPTION else 0)
    (duration,) = numbers(">I", tfhd, at)
    return int(duration)


def _read_frames(trun: bytes, default_duration: int) -> tuple[int, int, bool, int | None]:
    """How many frames, how long they last, whether the first is a keyframe, and where they begin."""
    flags, count = numbers(">II", trun, 0)
    at, first_frame, first_flags = 8, None, 0
    if flags & HAS_DATA_OFFSET:
        (first_frame,) = numbers(">i", trun, at)
        at += 4
    if flags & HAS_FIRST_FLAGS:
        (first_flags,) = numbers(">I", trun, at)
        at += 4
    fields = [field for field in (HAS_DURATIONS, HAS_SIZES, HAS_FLAGS, HAS_OFFSETS) if flags & field]
    if at + 4 * len(fields) * count > len(trun):
        raise Malformed("a fragment that lists more frames than fit")
    listed = numbers(f">{len(fields) * count}I", trun, at)
    length = sum(listed[:: len(fields)]) if HAS_DURATIONS in fields else default_duration * count
    if HAS_FLAGS in fields and count and not flags & HAS_FIRST_FLAGS:
        first_flags = listed[fields.index(HAS_FLAGS)]
    return count, length, not first_flags & NOT_A_KEYFRAME, first_frame
