"""From the bytes of an MP4 recording's chunks to one clean stream, whatever is missing or damaged."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interview.domain.recordings import stitching
from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.gap_reasons import BUILDS_ON_LOST, FORMAT_CHANGED
from interview.domain.recordings.mp4.boxes import read_head, require_all, require_size
from interview.domain.recordings.mp4.fragments import (
    MAX_MOOF_BYTES,
    TrackFrames,
    fragment_elements,
    read_frames,
    without_first,
    write_fragment,
)
from interview.domain.recordings.mp4.header import MAX_HEADER_BYTES, SKIPPED_BOXES, Header, Track, read_header
from interview.domain.recordings.stitching import NEEDS_LOST, NO_PLACE, OTHER_FORMAT, REPEATED

MAX_FRAGMENT_BYTES = 32 * 1024 * 1024

LANDMARK = re.compile(rb"ftyp|moof")
SIZE_BYTES = 4
"""Of a box, before its kind."""

HEADER_ELEMENTS = 50
"""How much work a header is, in frames."""


@dataclass
class _Output:
    """A track of the output. `last` is when its last frame is decoded, in its units; None before the first."""

    number: int
    track: Track
    last: int | None = None
    end_ms: int = 0
    awaits_keyframe: bool = True


@dataclass
class _Input:
    """A track of the run that is being read. `output` is None where it is not passed on, `why_not` says why.

    `shift` is what its edit list shows it later than the output's would, `expected` when its next frame is decoded on
    the recording's clock, where the fragment does not say; both in the output's units.
    """

    kind: str
    output: _Output | None
    why_not: str = ""
    shift: int = 0
    expected: int = 0


class Joiner(stitching.Joiner):
    """The same as `webm.Joiner`, for MP4: frames in order, each fragment written again in one form, whatever is missing
    between them.
    """

    MAX_LANDMARK = 2 * SIZE_BYTES

    def __init__(self, borrowed_headers: Sequence[Header] = ()) -> None:
        super().__init__()
        self._borrowed = borrowed_headers
        self._header: Header | None = None  # of the output
        self._outputs: dict[int, _Output] = {}  # by track number of the output
        self._run_header_read: Header | None = None
        self._inputs: dict[int, _Input] = {}  # by track number of the run; empty while unknown
        self._sequence = 0

    # Reading.

    def _next_landmark(self, at: int) -> int | None:
        landmark = LANDMARK.search(self._buffer, at + SIZE_BYTES)
        return landmark.start() - SIZE_BYTES if landmark else None

    def _next_time_ms(self, at: int) -> int | None:
        landmark = self._next_landmark(at)
        if landmark is None:
            raise Incomplete
        kind, _, _ = read_head(self._buffer, landmark)
        if kind == b"ftyp" or self._run_header_read is None:
            return None
        tracks, _, _ = self._frames(landmark, self._run_header_read)
        placed = [self._placed(track) for track in tracks if track.number in self._inputs]
        return min((_shown_ms(frames, read.output) for frames, read in placed if read.output), default=None)

    def _element(self, at: int, *, at_end: bool) -> int:
        """A box, with the one it belongs to."""
        kind, body, end = read_head(self._buffer, at)
        if kind == b"ftyp":
            header, end = read_header(self._buffer, at)
            self._budget.spend(HEADER_ELEMENTS)
            self._run_header(header)
        elif kind == b"moof":
            end = self._fragment(at, at_end=at_end)
        elif kind in SKIPPED_BOXES:
            require_size(end - body, MAX_HEADER_BYTES)
            require_all(self._buffer, end)
        else:
            raise Malformed("bytes that are no box of a recording")
        return end

    def _bounds(self, at: int) -> tuple[int, int, int]:
        """Where the `moof` at `at` ends, and where the body of its `mdat` begins and ends: all of it is there."""
        _, _, moof_end = read_head(self._buffer, at)
        require_size(moof_end - at, MAX_MOOF_BYTES)
        end = moof_end
        kind = b"free"
        while kind in SKIPPED_BOXES:
            kind, body, end = read_head(self._buffer, end)
            require_size(end - at, MAX_FRAGMENT_BYTES)
        if kind != b"mdat":
            raise Malformed("a fragment without frames")
        require_all(self._buffer, end)
        return moof_end, body, end

    def _frames(self, at: int, header: Header) -> tuple[list[TrackFrames], int, int]:
        """The frames of the fragment at `at`, by that header, and where its `moof` and it end."""
        moof_end, frames_at, end = self._bounds(at)
        moof = bytes(self._buffer[at:moof_end])
        return read_frames(moof, frames_at - at, end - at, header.defaults), moof_end, end

    def _require_box(self, at: int, *, at_end: bool) -> None:
        """Where a fragment ends, a box must begin: otherwise its end is missing and it holds what came after.

        One that ends where a chunk ends is whole: a recorder's chunks hold whole fragments.
        """
        if at == len(self._buffer):
            return
        try:
            kind, _, _ = read_head(self._buffer, at)
        except Incomplete:
            if at_end:
                return
            raise
        if kind not in {b"ftyp", b"moof", *SKIPPED_BOXES}:
            raise Malformed("a fragment that does not end where a box begins")

    # Runs: each has a clock, a header and track numbers of its own.

    def _begin_run(self) -> None:
        super()._begin_run()
        self._run_header_read = None
        self._inputs = {}

    def _run_header(self, header: Header) -> None:
        if not self._run_announced:
            return  # the header of this run once more
        self._run_announced = False
        if self._header is None:
            self._open_output(header)
        self._take_header(header, header.tracks)
        if any(known.kind == "video" and known.output is None for known in self._inputs.values()):
            self._lose_picture(FORMAT_CHANGED, override=False)
        for what in header.others.values():
            self.report.refuse(what)

    def _take_header(self, header: Header, tracks: Mapping[int, Track]) -> None:
        """From here on the run's track numbers mean these tracks."""
        self._run_header_read = header
        for number, track in tracks.items():
            output = next((known for known in self._outputs.values() if track.continues(known.track)), None)
            if output is None:
                self._inputs[number] = _Input(track.kind, None, OTHER_FORMAT)
            else:
                begins = self._shift_ms * track.timescale // 1000
                self._inputs[number] = _Input(track.kind, output, "", track.shift - output.track.shift, begins)
        for number, what in header.others.items():
            self._inputs[number] = _Input(what, None, NO_PLACE)

    def _open_output(self, header: Header) -> None:
        self._header = header
        self._outputs = {number: _Output(number, track) for number, track in header.tracks.items()}
        self.report.packets = {track.kind: 0 for track in header.tracks.values()}
        self._written += header.data

    def _guess_header(self, at: int) -> None:
        """The run's own header is lost: find another and a numbering by which its picture begins with a keyframe."""
        for header in self._borrowed if self._header is None else [self._header]:
            for numbering in header.numberings():
                meant = {number: header.tracks[other] for number, other in numbering.items()}
                defaults = {
                    number: header.defaults[other] for number, other in numbering.items() if other in header.defaults
                }
                guess = replace(header, tracks=meant, defaults=defaults)
                frames, _, _ = self._frames(at, guess)
                pictures = [(meant[track.number], track) for track in frames if _is_picture(meant.get(track.number))]
                if pictures and all(track.is_keyframe(self._first_bytes(at, known)) for track, known in pictures):
                    if self._header is None:
                        self._open_output(header)
                    self._take_header(guess, meant)
                    self.report.borrowed_header = True
                    return

    def _first_bytes(self, at: int, frames: TrackFrames) -> bytes:
        start, _ = frames.spans[0]
        return bytes(self._buffer[at + start : at + start + 16])

    # Fragments: frames of a track or several.

    def _fragment(self, at: int, *, at_end: bool) -> int:
        moof_end, _, end = self._bounds(at)
        self._require_box(end, at_end=at_end)
        if self._run_header_read is None:
            self._guess_header(at)
        if self._run_header_read is None:
            self.report.lacked_header = True
            raise Malformed("a fragment without a header before it")
        tracks, _, _ = self._frames(at, self._run_header_read)
        self._budget.spend(fragment_elements(moof_end - at, sum(track.count for track in tracks)))
        if any(track.number not in self._inputs for track in tracks):
            raise Malformed("a fragment of no known track")
        placed = [self._placed(track) for track in tracks]
        ends_ms = [_shown_ms(frames, read.output, frames.last_shown) for frames, read in placed if read.output]
        self._require_credible("fragment", max(ends_ms, default=0), end, at_end=at_end)
        self._pass_on(placed, bytes(self._buffer[at:end]))
        return end

    def _placed(self, frames: TrackFrames) -> tuple[TrackFrames, _Input]:
        """As the output numbers and times its frames. One without a time stands behind the last, or behind the gap."""
        read = self._inputs[frames.number]
        if read.output is None:
            return frames, read
        timescale = read.output.track.timescale
        if frames.time is None:
            time = max(read.expected, self._missing_until_ms * timescale // 1000)
        else:
            time = max(0, frames.time + read.shift + self._shift_ms * timescale // 1000)
        return replace(frames, number=read.output.number, time=time), read

    def _pass_on(self, placed: Sequence[tuple[TrackFrames, _Input]], fragment: bytes) -> None:
        """Write what is new, and what needs no picture that is missing, of each track."""
        kept = []
        for frames, read in placed:
            self.report.note_read(read.kind, frames.count)
            if read.output is None:
                self.report.leave_out(read.kind, frames.count, read.why_not)
                continue
            read.expected = (frames.time or 0) + frames.length
            new = self._new_frames(frames, read.output)
            if new.count:
                self._note_kept(new, read.output)
                kept.append(new)
        if kept:
            self._sequence += 1
            self._written += write_fragment(self._sequence, kept, fragment)

    def _new_frames(self, frames: TrackFrames, output: _Output) -> TrackFrames:
        """Of a track's frames those behind the last one kept, from a keyframe on where pictures are missing."""
        last, time = output.last, frames.time or 0
        repeated = 0 if last is None else sum(time + start <= last for start in frames.starts)
        first = 0
        if output.track.kind == "video" and output.awaits_keyframe:
            first = frames.first_keyframe()
            if repeated < first and not self._missing.is_open:
                self._missing.since(self._picture_until_ms(), BUILDS_ON_LOST, override=False)
            output.awaits_keyframe = first == frames.count
        self.report.leave_out(output.track.kind, repeated, REPEATED)
        self.report.leave_out(output.track.kind, max(0, first - repeated), NEEDS_LOST)
        return without_first(frames, max(first, repeated))

    def _note_kept(self, frames: TrackFrames, output: _Output) -> None:
        start_ms, end_ms = _shown_ms(frames, output, frames.first_shown), _shown_ms(frames, output, frames.last_shown)
        self._notice_pause(start_ms)
        if self._shows_picture(output):
            self._missing.until(start_ms)
        output.last = (frames.time or 0) + frames.starts[-1]
        output.end_ms = end_ms
        self.report.packets[output.track.kind] += frames.count
        self.report.start_ms = start_ms if self.report.start_ms is None else min(self.report.start_ms, start_ms)
        self._kept_until(end_ms)

    # The picture, which decides what a gap is.

    def _break_continuity(self) -> None:
        for output in self._outputs.values():
            output.awaits_keyframe = True

    def _shows_picture(self, output: _Output) -> bool:
        """Whether a track decides what a gap is: the picture, or the sound where there is no picture."""
        return (output.track.kind == "video") == any(known.track.kind == "video" for known in self._outputs.values())

    def _picture_until_ms(self) -> int:
        return max((known.end_ms for known in self._outputs.values() if self._shows_picture(known)), default=0)


def _shown_ms(frames: TrackFrames, output: _Output, behind: int = 0) -> int:
    """When what is `behind` the first frame's time is shown, on the recording's clock."""
    return max(0, ((frames.time or 0) + output.track.shift + behind) * 1000 // output.track.timescale)


def _is_picture(track: Track | None) -> bool:
    return track is not None and track.kind == "video"
