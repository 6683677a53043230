"""From the bytes of an MP4 recording's chunks to one clean stream, whatever is missing or damaged."""

import re
import struct
from collections.abc import Sequence

from interview.domain import joining
from interview.domain.containers import Incomplete, Malformed
from interview.domain.mp4.boxes import read_head, require_all, require_size
from interview.domain.mp4.fragments import TrackRun, read_fragment, read_track_runs
from interview.domain.mp4.header import MAX_HEADER_BYTES, Header, Track, read_header

MAX_FRAGMENT_BYTES = 32 * 1024 * 1024
MAX_MOOF_BYTES = 1024 * 1024

LANDMARK = re.compile(rb"ftyp|moof")
SIZE_BYTES = 4
"""Of a box, before its kind."""
SKIPPED_BOXES = frozenset({b"styp", b"sidx", b"free", b"skip", b"mfra", b"prft", b"emsg"})


class Joiner(joining.Joiner):
    """The same as `webm.Joiner`, for MP4: whole fragments in order, whatever is missing between them."""

    CUT_OFF = "the bytes break off inside a fragment"
    LONGEST_LANDMARK = 2 * SIZE_BYTES

    def __init__(self, borrowed_headers: Sequence[Header] = ()) -> None:
        super().__init__()
        self._borrowed = borrowed_headers
        self._header: Header | None = None  # of the output
        self._meaning: dict[int, int] = {}  # track numbers of the output by those of the run; empty while unknown
        self._refused_run = False
        self._last_start_ms = -1
        self._awaits_keyframe = True

    # Reading.

    def _next_landmark(self, at: int) -> int | None:
        landmark = LANDMARK.search(self._buffer, at + SIZE_BYTES)
        return landmark.start() - SIZE_BYTES if landmark else None

    def _element(self, at: int, *, at_end: bool) -> int:
        """A box, with the one it belongs to."""
        kind, body, end = read_head(self._buffer, at)
        if kind == b"ftyp":
            header, end = read_header(self._buffer, at)
            self._run_header(header)
        elif kind == b"moof":
            require_size(end - at, MAX_MOOF_BYTES)
            follower, _, mdat_end = read_head(self._buffer, end)
            if follower != b"mdat":
                raise Malformed("a fragment without frames")
            require_size(mdat_end - at, MAX_FRAGMENT_BYTES)
            require_all(self._buffer, mdat_end)
            self._require_box(mdat_end, at_end=at_end)
            self._fragment(bytes(self._buffer[at:end]), bytes(self._buffer[end:mdat_end]))
            end = mdat_end
        elif kind in SKIPPED_BOXES:
            require_size(end - body, MAX_HEADER_BYTES)
            require_all(self._buffer, end)
        else:
            raise Malformed("bytes that are no box of a recording")
        return end

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
        self._refused_run = False
        self._meaning = {}

    def _run_header(self, header: Header) -> None:
        if not self._run_announced:
            return  # the header of this run once more
        self._run_announced = False
        if self._header is None:
            self._open_output(header)
        outputs = {(track.kind, track.timescale, track.setup): number for number, track in self._tracks.items()}
        meaning = {
            number: outputs.get((track.kind, track.timescale, track.setup)) for number, track in header.tracks.items()
        }
        self._meaning = {number: output for number, output in meaning.items() if output is not None}
        if len(self._meaning) < len(meaning):
            self._refused_run = True
            self._lose_picture("the recorder changed its codec", override=False)

    @property
    def _tracks(self) -> dict[int, Track]:
        return self._header.tracks if self._header is not None else {}

    def _open_output(self, header: Header) -> None:
        self._header = header
        self.report.packets = {track.kind: 0 for track in header.tracks.values()}
        self._written += header.data

    def _guess_meaning(self, runs: list[TrackRun], moof_and_mdat: bytes) -> None:
        """The run's own header is lost: find another and a numbering by which its picture begins with a keyframe."""
        for header in self._borrowed if self._header is None else [self._header]:
            for numbering in header.numberings():
                pictures = [run for run in runs if _kind(header, numbering, run) == "video"]
                if pictures and all(
                    run.first_frame is not None
                    and header.tracks[numbering[run.number]].is_keyframe(moof_and_mdat[run.first_frame :][:16])
                    for run in pictures
                ):
                    if self._header is None:
                        self._open_output(header)
                    self._meaning = numbering
                    self.report.borrowed_header = True
                    return

    def _fragment(self, moof: bytes, mdat: bytes) -> None:
        if self._refused_run:
            return
        runs = read_track_runs(moof)
        if sum(run.count for run in runs) > len(mdat):
            raise Malformed("a fragment that lists more frames than fit")
        if not self._meaning:
            self._guess_meaning(runs, moof + mdat)
        if not self._meaning:
            self.report.lacked_header = True
            raise Malformed("a fragment without a header before it")
        fragment = read_fragment(runs, {number: self._tracks[meant] for number, meant in self._meaning.items()})
        start_ms = fragment.start_ms + self._shift_ms
        self._require_credible("fragment", start_ms)
        if start_ms <= self._last_start_ms:
            self.report.repeated_blocks += sum(fragment.packets.values())
            return
        if self._awaits_keyframe and not fragment.begins_with_keyframe:
            return
        self._awaits_keyframe = False
        self._missing.until(start_ms)
        self._written += self._moved(moof, runs) + mdat
        self._last_start_ms = start_ms
        for kind, count in fragment.packets.items():
            self.report.packets[kind] += count
        self.report.start_ms = start_ms if self.report.start_ms is None else self.report.start_ms
        self._kept_until(fragment.end_ms + self._shift_ms)

    def _moved(self, moof: bytes, runs: list[TrackRun]) -> bytearray:
        """A `moof` with its times on the recording's clock, and its tracks numbered as in the output."""
        moved = bytearray(moof)
        for run in runs:
            number = self._meaning[run.number]
            struct.pack_into(">I", moved, run.number_at, number)
            time = run.time + self._shift_ms * self._tracks[number].timescale // 1000
            struct.pack_into(">Q", moved, run.time_at, time)
        return moved

    def _break_continuity(self) -> None:
        self._awaits_keyframe = True


def _kind(header: Header, numbering: dict[int, int], run: TrackRun) -> str | None:
    track = header.tracks.get(numbering.get(run.number, -1))
    return track.kind if track is not None else None
