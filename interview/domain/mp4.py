"""MP4 as browsers record it: a header, then fragments of a box of times and sizes (`moof`) and one of frames (`mdat`).

A recorder's chunks hold whole fragments, and each fragment begins with a keyframe. So a lost chunk costs its fragments
and nothing else, and a second run needs its fragments' times moved.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from interview.domain.answers import Gap
from interview.domain.webm import LONGEST_RECORDING_MS, MAX_JUMP_MS, Contents, Incomplete, JoinReport, Malformed

MAX_HEADER_BYTES = 1024 * 1024
MAX_FRAGMENT_BYTES = 32 * 1024 * 1024
LONGEST_FRAGMENT_MS = 60_000

LANDMARK = re.compile(rb"....(?:ftyp|moof)", re.DOTALL)
LANDMARK_BYTES = 8
SKIPPED_BOXES = frozenset({b"styp", b"sidx", b"free", b"skip", b"mfra", b"prft", b"emsg"})
KINDS = {b"vide": "video", b"soun": "audio"}

HAS_BASE_OFFSET, HAS_DESCRIPTION, HAS_DEFAULT_DURATION = 0x1, 0x2, 0x8
HAS_DATA_OFFSET, HAS_FIRST_FLAGS = 0x1, 0x4
HAS_DURATIONS, HAS_SIZES, HAS_FLAGS, HAS_OFFSETS = 0x100, 0x200, 0x400, 0x800
NOT_A_KEYFRAME = 0x10000

CUT_OFF = "the bytes break off inside a fragment"

Bytes = bytes | bytearray


@dataclass(frozen=True)
class Track:
    """`setup` is the codec and all that a decoder is told before the first frame."""

    kind: str
    timescale: int
    setup: bytes


@dataclass
class _Fragment:
    """Times are on the run's clock. `clocks` are where the times of its tracks stand, and in what unit a second."""

    start_ms: int
    end_ms: int
    packets: dict[str, int]
    begins_with_keyframe: bool
    clocks: list[tuple[int, int]]


class Joiner:
    """The same as `webm.Joiner`, for MP4: whole fragments in order, whatever is missing between them."""

    def __init__(self) -> None:
        self.report = JoinReport()
        self._buffer = bytearray()
        self._written = bytearray()
        self._searching = False
        self._tracks: dict[int, Track] = {}
        self._run_announced = True
        self._refused_run = False
        self._shift_ms = 0
        self._last_start_ms = -1
        self._awaits_keyframe = True
        self._break_start_ms: int | None = None
        self._break_reason = ""
        self._missing_until_ms = 0
        self._latest_credible_ms = MAX_JUMP_MS

    def start_run(self, not_before_ms: int = 0) -> None:
        """The recorder was started (again): what follows begins with a header, and its clock with 0."""
        self._close_input()
        kept_any = self.report.start_ms is not None
        self._shift_ms = max(self.report.end_ms if kept_any else 0, not_before_ms)
        self._latest_credible_ms = self._shift_ms + MAX_JUMP_MS
        self._run_announced = True
        self._refused_run = False
        self._awaits_keyframe = True
        self._searching = False

    def gap(self, reason: str, resumes_at_ms: int | None = None) -> None:
        """Bytes are missing here; what follows resumes at about that time of the run, None where that is unknown."""
        self._close_input()
        self._lose_picture(reason, override=True)
        self._searching = True
        self._latest_credible_ms = LONGEST_RECORDING_MS
        if resumes_at_ms is not None:
            self._missing_until_ms = self._shift_ms + resumes_at_ms
            self._latest_credible_ms = self._missing_until_ms + MAX_JUMP_MS

    def feed(self, data: bytes) -> bytes:
        """Take the next bytes; returns what is certain by now, which may be nothing."""
        self._buffer += data
        self._read(at_end=False)
        return self._take_written()

    def finish(self, recorded_ms: int = 0) -> bytes:
        """No more bytes come. A gap that is open reaches to the recording's end, as far as that is known."""
        self._close_input()
        if self._break_start_ms is not None:
            self._close_gap(max(self.report.end_ms, self._missing_until_ms, recorded_ms))
        return self._take_written()

    def _read(self, *, at_end: bool) -> None:
        at = 0
        while at < len(self._buffer):
            if self._searching:
                landmark = LANDMARK.search(self._buffer, at)
                found = landmark.start() if landmark else max(at, len(self._buffer) - LANDMARK_BYTES + 1)
                self._searching = landmark is None
                self.report.refused_bytes += found - at
                at = found
                if self._searching:
                    break
            try:
                at = self._box(at, at_end=at_end)
            except (Incomplete, Malformed) as fault:
                if isinstance(fault, Incomplete) and not at_end:
                    break
                reason = str(fault) if isinstance(fault, Malformed) else CUT_OFF
                self.report.refused[reason] = self.report.refused.get(reason, 0) + 1
                self._lose_picture(reason)
                self._searching = True
                at += 1
        del self._buffer[:at]

    def _close_input(self) -> None:
        self._read(at_end=True)
        self._buffer.clear()

    def _box(self, at: int, *, at_end: bool) -> int:
        """Take the box at `at`, with the one it belongs to; returns the position behind them."""
        kind, body, end = _head(self._buffer, at)
        if kind == b"ftyp":
            follower, moov, end = _head(self._buffer, _within(end, at, MAX_HEADER_BYTES))
            if follower != b"moov":
                raise Malformed("a header without tracks")
            _complete(self._buffer, _within(end, at, MAX_HEADER_BYTES))
            self._run_header(bytes(self._buffer[at:end]), bytes(self._buffer[moov:end]))
        elif kind == b"moof":
            follower, _, mdat_end = _head(self._buffer, _within(end, at, MAX_FRAGMENT_BYTES))
            if follower != b"mdat":
                raise Malformed("a fragment without frames")
            _complete(self._buffer, _within(mdat_end, at, MAX_FRAGMENT_BYTES))
            self._require_box(mdat_end, at_end=at_end)
            self._fragment(bytearray(self._buffer[at:end]), bytes(self._buffer[end:mdat_end]))
            end = mdat_end
        elif kind in SKIPPED_BOXES:
            _complete(self._buffer, _within(end, body, MAX_HEADER_BYTES))
        else:
            raise Malformed("bytes that are no box of a recording")
        return end

    def _require_box(self, at: int, *, at_end: bool) -> None:
        """Where a fragment ends, a box must begin: otherwise its end is missing and it holds what came after."""
        try:
            kind, _, _ = _head(self._buffer, at)
        except Incomplete:
            if at_end:
                return
            raise
        if kind not in {b"ftyp", b"moof", *SKIPPED_BOXES}:
            raise Malformed("a fragment that does not end where a box begins")

    def _run_header(self, header: bytes, moov: bytes) -> None:
        tracks = read_tracks(moov)
        if not self._run_announced:
            return  # the header of this run once more
        self._run_announced = False
        if not self._tracks:
            self._tracks = tracks
            self.report.packets = {track.kind: 0 for track in tracks.values()}
            self._written += header
        elif tracks != self._tracks:
            self._refused_run = True
            self._lose_picture("the recorder changed its codec")

    def _fragment(self, moof: bytearray, mdat: bytes) -> None:
        if not self._tracks:
            self.report.lacked_header = True
            raise Malformed("a fragment without a header before it")
        if self._refused_run:
            return
        fragment = _read_fragment(moof, self._tracks)
        start_ms = fragment.start_ms + self._shift_ms
        if start_ms > self._latest_credible_ms:
            # One such time is misread. If those after it are as far ahead, then that much is missing.
            self._latest_credible_ms = min(start_ms + MAX_JUMP_MS, LONGEST_RECORDING_MS)
            raise Malformed("a fragment far ahead of its time")
        if start_ms <= self._last_start_ms:
            self.report.repeated_blocks += sum(fragment.packets.values())
            return
        if self._awaits_keyframe and not fragment.begins_with_keyframe:
            return
        self._awaits_keyframe = False
        if self._break_start_ms is not None:
            self._close_gap(start_ms)
        for position, timescale in fragment.clocks:
            (time,) = _numbers(">Q", moof, position)
            struct.pack_into(">Q", moof, position, time + self._shift_ms * timescale // 1000)
        self._written += moof + mdat
        self._last_start_ms = start_ms
        for kind, count in fragment.packets.items():
            self.report.packets[kind] += count
        self.report.start_ms = start_ms if self.report.start_ms is None else self.report.start_ms
        self.report.end_ms = max(self.report.end_ms, fragment.end_ms + self._shift_ms)
        self._latest_credible_ms = self.report.end_ms + MAX_JUMP_MS

    def _take_written(self) -> bytes:
        written = bytes(self._written)
        self._written.clear()
        return written

    def _lose_picture(self, reason: str, *, override: bool = False) -> None:
        self._awaits_keyframe = True
        if self._break_start_ms is None:
            self._break_start_ms = self.report.end_ms
            self._break_reason = reason
        elif override:
            self._break_reason = reason

    def _close_gap(self, end_ms: int) -> None:
        start_ms = self._break_start_ms or 0
        self.report.gaps.append(Gap(start_ms=start_ms, end_ms=max(start_ms, end_ms), reason=self._break_reason))
        self._break_start_ms = None


def read_tracks(moov: bytes) -> dict[int, Track]:
    """The tracks in the body of a `moov` box, by their IDs. Raises Malformed where there are none."""
    tracks: dict[int, Track] = {}
    for trak in _all(moov, b"trak"):
        media = _first(trak, b"mdia")
        kind = KINDS.get(_first(media, b"hdlr")[8:12])
        if kind is not None:
            tkhd, mdhd = _first(trak, b"tkhd"), _first(media, b"mdhd")
            (number,) = _numbers(">I", tkhd, 20 if _is_long(tkhd) else 12)
            (timescale,) = _numbers(">I", mdhd, 20 if _is_long(mdhd) else 12)
            setup = _first(_first(_first(media, b"minf"), b"stbl"), b"stsd")
            tracks[number] = Track(kind, max(1, timescale), setup)
    if not tracks:
        raise Malformed("a header without a picture or a sound track")
    return tracks


def read_kinds(beginning: bytes) -> set[str]:
    """Which kinds of tracks a recording has, by its header. Raises Incomplete or Malformed where it has none."""
    kind, _, at = _head(beginning, 0)
    if kind != b"ftyp":
        raise Malformed("no MP4 header")
    kind, body, end = _head(beginning, at)
    _complete(beginning, end)
    if kind != b"moov":
        raise Malformed("a header without tracks")
    return {track.kind for track in read_tracks(beginning[body:end]).values()}


def read_contents(file: BinaryIO) -> Contents:
    """What a finished file says of itself; raises Malformed where it is not finished."""
    moov: bytes | None = None
    cues_first = False
    at = 0
    end = file.seek(0, 2)
    while at < end:
        file.seek(at)
        try:
            kind, body, following = _head(file.read(16), 0)
        except Incomplete:
            raise Malformed("the file ends inside a box") from None
        if at + following > end:
            raise Malformed("the file ends inside a box")
        if kind == b"moov":
            file.seek(at + body)
            moov = file.read(following - body)
        elif kind == b"mdat":
            cues_first = moov is not None
        at += following
    if moov is None:
        raise Malformed("a file without an index")
    mvhd = _first(moov, b"mvhd")
    timescale, duration = _numbers(">IQ" if _is_long(mvhd) else ">II", mvhd, 20 if _is_long(mvhd) else 12)
    packets = {}
    for trak in _all(moov, b"trak"):
        media = _first(trak, b"mdia")
        kind_of_track = KINDS.get(_first(media, b"hdlr")[8:12])
        if kind_of_track is not None:
            stsz = _first(_first(_first(media, b"minf"), b"stbl"), b"stsz")
            (packets[kind_of_track],) = _numbers(">I", stsz, 8)
    return Contents(duration_ms=round(duration * 1000 / max(1, timescale)), cues_first=cues_first, packets=packets)


def _read_fragment(moof: bytearray, tracks: dict[int, Track]) -> _Fragment:
    starts, ends, clocks = [], [], []
    packets: dict[str, int] = {}
    keyframe = True
    for position, body in _boxes(moof, 8):
        if moof[position + 4 : position + 8] != b"traf":
            continue
        parts = {bytes(moof[part + 4 : part + 8]): (part, content) for part, content in _boxes(body, 0, position + 8)}
        if not {b"tfhd", b"tfdt", b"trun"} <= parts.keys():
            raise Malformed("a fragment without times")
        tfhd, trun = parts[b"tfhd"][1], parts[b"trun"][1]
        at, tfdt = parts[b"tfdt"]
        (number,) = _numbers(">I", tfhd, 4)
        if number not in tracks or not _is_long(tfdt):
            raise Malformed("a fragment of no known track")
        (time,) = _numbers(">Q", tfdt, 4)
        count, length, first_is_keyframe = _read_run(trun, _default_duration(tfhd))
        track = tracks[number]
        if length > LONGEST_FRAGMENT_MS * track.timescale // 1000:
            raise Malformed("a fragment of impossible length")
        starts.append(time * 1000 // track.timescale)
        ends.append((time + length) * 1000 // track.timescale)
        clocks.append((at + 12, track.timescale))
        packets[track.kind] = packets.get(track.kind, 0) + count
        keyframe = keyframe and (track.kind != "video" or first_is_keyframe)
    if not starts:
        raise Malformed("a fragment without tracks")
    return _Fragment(min(starts), max(ends), packets, keyframe, clocks)


def _default_duration(tfhd: bytes) -> int:
    (flags,) = _numbers(">I", tfhd, 0)
    if not flags & HAS_DEFAULT_DURATION:
        return 0
    at = 8 + (8 if flags & HAS_BASE_OFFSET else 0) + (4 if flags & HAS_DESCRIPTION else 0)
    (duration,) = _numbers(">I", tfhd, at)
    return int(duration)


def _read_run(trun: bytes, default_duration: int) -> tuple[int, int, bool]:
    """How many frames a track has in the fragment, how long they last, and whether the first is a keyframe."""
    flags, count = _numbers(">II", trun, 0)
    flags &= 0xFFFFFF
    at = 8 + (4 if flags & HAS_DATA_OFFSET else 0)
    first_flags = 0
    if flags & HAS_FIRST_FLAGS:
        (first_flags,) = _numbers(">I", trun, at)
        at += 4
    fields = [field for field in (HAS_DURATIONS, HAS_SIZES, HAS_FLAGS, HAS_OFFSETS) if flags & field]
    if at + 4 * len(fields) * count > len(trun):
        raise Malformed("a fragment that lists more frames than fit")
    length = default_duration * count
    if HAS_DURATIONS in fields:
        length = sum(_numbers(">I", trun, at + 4 * len(fields) * frame)[0] for frame in range(count))
    if HAS_FLAGS in fields and count and not flags & HAS_FIRST_FLAGS:
        (first_flags,) = _numbers(">I", trun, at + 4 * fields.index(HAS_FLAGS))
    return count, length, not first_flags & NOT_A_KEYFRAME


def _numbers(layout: str, data: Bytes, at: int) -> tuple[int, ...]:
    """Big-endian numbers at `at`, laid out as `struct` has it; raises Malformed where they do not fit."""
    try:
        return struct.unpack_from(layout, data, at)
    except struct.error:
        raise Malformed("a box that is too short") from None


def _is_long(box: bytes) -> bool:
    """Whether a box has 64-bit times: its version is 1."""
    return _numbers(">B", box, 0)[0] == 1


def _head(data: Bytes, at: int) -> tuple[bytes, int, int]:
    """Kind of the box at `at`, where its body begins and where it ends."""
    if at + 8 > len(data):
        raise Incomplete
    size, kind = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8])
    body = at + 8
    if size == 1:
        if at + 16 > len(data):
            raise Incomplete
        (size,) = _numbers(">Q", data, body)
        body = at + 16
    if at + size < body:
        raise Malformed("a box of impossible size")
    return kind, body, at + size


def _within(end: int, at: int, limit: int) -> int:
    if end - at > limit:
        raise Malformed("a box of impossible size")
    return end


def _complete(data: Bytes, end: int) -> None:
    if end > len(data):
        raise Incomplete


def _boxes(data: Bytes, at: int, base: int = 0) -> Iterator[tuple[int, bytes]]:
    """Positions (counted from `base`) and bodies of the boxes from `at` on; raises Malformed where one does not fit."""
    while at < len(data):
        try:
            _, body, end = _head(data, at)
            _complete(data, end)
        except Incomplete:
            raise Malformed("a box is larger than its parent") from None
        yield base + at, bytes(data[body:end])
        at = end


def _all(parent: bytes, kind: bytes) -> list[bytes]:
    return [body for position, body in _boxes(parent, 0) if parent[position + 4 : position + 8] == kind]


def _first(parent: bytes, kind: bytes) -> bytes:
    found = _all(parent, kind)
    if not found:
        raise Malformed(f"a header without {kind.decode()}")
    return found[0]
