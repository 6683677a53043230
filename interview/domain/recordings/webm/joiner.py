"""From the bytes of a recording's chunks to one clean WebM stream, whatever is missing or damaged.

A recorder cuts its stream by time, not by element: all chunks but the first of a run begin inside a block, whose ID is
the last byte of the chunk before. So chunks can only be read as one stream. Where bytes are missing or are no WebM,
the joiner drops what is unfinished, searches for the next cluster (a cluster carries the time), and lets video through
from the next keyframe on, because a frame that builds on a lost one decodes to garbage.

    joiner = Joiner()
    joiner.start_run()          # the recorder was started: its stream begins with a header, its clock with 0
    output(joiner.feed(data))   # bytes in the order recorded, in pieces of any size
    joiner.gap("chunk 3 never arrived", resumes_at_ms=20_000)
    output(joiner.feed(data))
    output(joiner.finish(recorded_ms=31_000))
    joiner.report

Nothing here reads or writes anything. What is held back is at most one block (MAX_BLOCK_BYTES) and what was fed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interview.domain.recordings import stitching
from interview.domain.recordings.chunks import MAX_CHUNK_BYTES
from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.gap_reasons import BUILDS_ON_LOST, CAMERA_OFF, FORMAT_CHANGED
from interview.domain.recordings.stitching import (
    MIN_PAUSE_MS,
    NEEDS_LOST,
    NO_HEADER,
    NO_PLACE,
    OTHER_FORMAT,
    REPEATED,
    UNKNOWN,
)
from interview.domain.recordings.webm import ebml
from interview.domain.recordings.webm.blocks import (
    LACED_OR_RESERVED,
    MAX_BLOCK_BYTES,
    MIN_BLOCK,
    TRACK_MARKER,
    scan_blocks,
)
from interview.domain.recordings.webm.header import Header, Track, read_header

KEYFRAME = 0x80

CLUSTER_ID = ebml.encode_id(ebml.CLUSTER)
HEADER_ID = ebml.encode_id(ebml.EBML)
SIZES = b"|".join(b"[\\x%02x-\\x%02x].{%d}" % (1 << 7 - more, (2 << 7 - more) - 1, more) for more in range(8))
CLUSTER = re.compile(re.escape(CLUSTER_ID) + b"(?:" + SIZES + b")\\xe7[\\x81-\\x88]", re.DOTALL)
"""A cluster that begins with its time."""
SEARCHED_BYTES = 64 * 1024

OPEN_CLUSTER = CLUSTER_ID + ebml.UNKNOWN_SIZE + ebml.encode_id(ebml.TIMESTAMP) + ebml.encode_size(8)
SIMPLE_BLOCK_ID = ebml.encode_id(ebml.SIMPLE_BLOCK)

SKIPPED_ELEMENTS = frozenset(
    {
        *(ebml.VOID, ebml.CRC_32, ebml.POSITION, ebml.PREVIOUS_SIZE),
        *(ebml.SEEK_HEAD, ebml.TAGS, ebml.CUES, ebml.ATTACHMENTS, ebml.CHAPTERS),
    }
)

HEADER_ELEMENTS = 50
"""How much work a header is, in blocks."""
BEFORE_BEGINNING = "before the beginning"
GOES_BACK = "back in time"


@dataclass
class _Output:
    """A track of the output. `last_ms` is the time of its last block, None before the first.

    `unbroken` says that the input was read without a break since then.
    """

    track: Track
    last_ms: int | None = None
    awaits_keyframe: bool = True
    unbroken: bool = False

    @property
    def is_going_on(self) -> bool:
        """Whether the next block of the input, if it is in order, belongs behind the last one."""
        return self.unbroken and not (self.track.kind == "video" and self.awaits_keyframe)


class Joiner(stitching.Joiner):
    """Feed it the bytes of one question's recording in order; it returns the clean stream piece by piece.

    `borrowed_headers` are headers of other recordings of the same session. The first that fits is used where the
    recording's own is lost: one fits when the first keyframe is a keyframe of the codec that it names.
    `richest` is the header of the run that has the most tracks: the output then has them all, whichever run is first.
    """

    MAX_LANDMARK = len(CLUSTER_ID) + ebml.MAX_SIZE + 2
    FRAME_MS = 33

    def __init__(self, borrowed_headers: Sequence[Header] = (), richest: Header | None = None) -> None:
        super().__init__()
        self._borrowed = borrowed_headers
        self._richest = richest

        self._header: Header | None = None  # of the output
        self._outputs: dict[int, _Output] = {}  # by track number of the output
        self._meaning: dict[int, _Output] = {}  # by track number of the run being read; empty while only guessed
        self._others: dict[int, tuple[str, str]] = {}  # what is not passed on: kind, and why not
        self._numbers = self._guessed_numbers()
        self._run_uids: frozenset[int] | None = None
        self._meaning_is_certain = False  # a header that nobody announced may be another recording's

        self._cluster_ms: int | None = None  # time of the cluster being read, on the recording's clock
        self._cluster_is_empty = False
        self._cluster_is_written = False

    # Reading.

    def _next_landmark(self, at: int) -> int | None:
        """In windows, so that a search costs no more than the way to what it finds."""
        for start in range(at, len(self._buffer), SEARCHED_BYTES):
            end = min(len(self._buffer), start + SEARCHED_BYTES + self.MAX_LANDMARK)
            header = self._buffer.find(HEADER_ID, start, end)
            cluster = CLUSTER.search(self._buffer, start, header if header >= 0 else end)
            if cluster is not None:
                return cluster.start()
            if header >= 0:
                return header
        return None

    def _next_time_ms(self, at: int) -> int | None:
        landmark = self._next_landmark(at)
        if landmark is None:
            raise Incomplete
        identifier, body = ebml.read_id(self._buffer, landmark)
        return self._cluster_time(body)[0] if identifier == ebml.CLUSTER else None

    def _element(self, at: int, *, at_end: bool) -> int:
        identifier, body = ebml.read_id(self._buffer, at)
        if identifier == ebml.SIMPLE_BLOCK:
            return self._block(at, at_end=at_end)
        if identifier == ebml.CLUSTER:
            return self._cluster(body, at_end=at_end)
        if identifier == ebml.EBML:
            header, end = read_header(self._buffer, at)
            self._budget.spend(HEADER_ELEMENTS)
            self._run_header(header)
            return end
        if identifier == ebml.BLOCK_GROUP:
            return self._block_group(body, at_end=at_end)
        if identifier in SKIPPED_ELEMENTS:
            size, body = ebml.read_size(self._buffer, body)
            if size is None or size > self._max_block_bytes:
                raise Malformed("an element of impossible size")
            if body + size > len(self._buffer):
                raise Incomplete
            return body + size
        raise Malformed("bytes that are no element of a recording")

    def _cluster(self, at: int, *, at_end: bool) -> int:
        """A cluster holds its time, then blocks timed against it."""
        cluster_ms, end = self._cluster_time(at)
        if self._cluster_is_empty:
            raise Malformed("a cluster without a block")
        self._require_credible("cluster", cluster_ms, end, at_end=at_end)
        self._cluster_ms = cluster_ms
        self._cluster_is_empty = True
        self._cluster_is_written = False
        return end

    def _cluster_time(self, at: int) -> tuple[int, int]:
        """On the recording's clock, and the position behind it."""
        _, at = ebml.read_size(self._buffer, at)
        identifier, at = ebml.read_id(self._buffer, at)
        size, at = ebml.read_size(self._buffer, at)
        if identifier != ebml.TIMESTAMP or size is None or not 0 < size <= 8:
            raise Malformed("a cluster that does not begin with its time")
        if at + size > len(self._buffer):
            raise Incomplete
        return int.from_bytes(self._buffer[at : at + size], "big") + self._shift_ms, at + size

    @property
    def _max_block_bytes(self) -> int:
        return MAX_CHUNK_BYTES if self._vouched else MAX_BLOCK_BYTES

    def _skim(self, at: int) -> int:
        """Pass on as they are all blocks from `at` on that are what is to be expected; returns the position behind."""
        if self._cluster_ms is None or self._missing.is_open:
            return at
        going_on = {number | TRACK_MARKER: output for number, output in self._meaning.items() if output.is_going_on}
        last_ms = {number: output.last_ms or 0 for number, output in going_on.items()}
        end, places = scan_blocks(self._buffer, at, self._cluster_ms, last_ms, MIN_PAUSE_MS)
        if end > at:
            self._cluster_is_empty = False
            self._open_cluster(self._cluster_ms)
            offset = len(self._written) - at
            self._written += self._buffer[at:end]
            for number, output in going_on.items():
                if output.track.number | TRACK_MARKER != number:
                    for place in places[number]:
                        self._written[offset + place] = output.track.number | TRACK_MARKER
                if places[number]:
                    self._budget.spend(len(places[number]))
                    self.report.note_read(output.track.kind, len(places[number]))
                    self._note_written(output, last_ms[number], len(places[number]))
        return end

    def _search_on(self) -> None:
        super()._search_on()
        self._leave_cluster()

    def _leave_cluster(self) -> None:
        """What follows has another time."""
        self._cluster_ms = None
        self._cluster_is_empty = False

    def _block(self, at: int, *, at_end: bool) -> int:
        """A block is one frame of one track."""
        if not self._known_headers():
            self.report.lacked_header = True
        body, end = self._block_head(at)
        if self._cluster_ms is None:
            raise Malformed("a block outside of any cluster")
        if end > len(self._buffer):
            raise Incomplete
        self._require_element(end, at_end=at_end)
        number = self._buffer[body] & ~TRACK_MARKER
        relative_ms = int.from_bytes(self._buffer[body + 1 : body + 3], "big", signed=True)
        self._pass_on(number, self._cluster_ms + relative_ms, bytes(self._buffer[body + 3 : end]))
        return end

    def _block_group(self, at: int, *, at_end: bool) -> int:
        """A block with more to say than a simple one; what it says besides is left out."""
        size, body = ebml.read_size(self._buffer, at)
        if size is None or size > self._max_block_bytes:
            raise Malformed("a block of impossible size")
        end = body + size
        if end > len(self._buffer):
            raise Incomplete
        parts = dict(ebml.children(self._buffer[body:end]))
        block = parts.get(ebml.BLOCK, b"").ljust(MIN_BLOCK, b"\0")
        number = block[0] & ~TRACK_MARKER
        if number not in self._numbers or block[3] & LACED_OR_RESERVED:
            raise Malformed("a block of no known track")
        if self._cluster_ms is None:
            raise Malformed("a block outside of any cluster")
        self._require_element(end, at_end=at_end)
        keyframe = b"\0" if ebml.REFERENCE_BLOCK in parts else bytes([KEYFRAME])
        ms = self._cluster_ms + int.from_bytes(block[1:3], "big", signed=True)
        self._pass_on(number, ms, keyframe + block[MIN_BLOCK:])
        return end

    def _block_head(self, at: int) -> tuple[int, int]:
        """Where the body of the block at `at` begins and ends; raises Malformed where it cannot be a block."""
        size, body = ebml.read_size(self._buffer, at + 1)
        if size is None or not MIN_BLOCK < size <= self._max_block_bytes:
            raise Malformed("a block of impossible size")
        if body + MIN_BLOCK > len(self._buffer):
            raise Incomplete
        marked_number, flags = self._buffer[body], self._buffer[body + 3]
        if not marked_number & TRACK_MARKER or marked_number & ~TRACK_MARKER not in self._numbers:
            raise Malformed("a block of no known track")
        if flags & LACED_OR_RESERVED:
            raise Malformed("a block with impossible flags")
        return body, body + size

    def _require_element(self, at: int, *, at_end: bool) -> None:
        """Where a block ends, an element must begin: that tells a real block from bytes that look like one."""
        try:
            identifier, _ = ebml.read_id(self._buffer, at)
            if identifier == ebml.SIMPLE_BLOCK:
                self._block_head(at)
            elif identifier not in SKIPPED_ELEMENTS | {ebml.CLUSTER, ebml.EBML, ebml.BLOCK_GROUP}:
                raise Malformed("a block that does not end where an element begins")
        except Incomplete:
            if not at_end:
                raise

    # Runs: each has a clock, a header and track numbers of its own.

    def _run_header(self, header: Header) -> None:
        if header.uids == self._run_uids:  # the beginning of this run once more: its blocks are repeats
            self._leave_cluster()
            self._break_continuity()
            return
        if not self._run_announced:
            self._begin_run()
        self._meaning_is_certain = self._run_announced
        self._run_announced = False
        self._run_uids = header.uids
        if self._header is None:
            self._open_output(self._richest or header)
        meaning = {
            track.number: output
            for track in header.tracks
            for output in self._outputs.values()
            if track.continues(output.track)
        }
        changed = [track for track in header.tracks if track.number not in meaning]
        if any(track.kind == "video" for track in changed):
            self._lose_picture(FORMAT_CHANGED)
        elif not any(track.kind == "video" for track in header.tracks) and self._has_picture:
            self._lose_picture(CAMERA_OFF)
        for what in header.others.values():
            self.report.refuse(what)
        self._leave_cluster()
        self._meaning = meaning
        self._others = {number: (what, NO_PLACE) for number, what in header.others.items()}
        self._others |= {track.number: (track.kind, OTHER_FORMAT) for track in changed}
        self._numbers = frozenset({*meaning, *self._others})

    def _begin_run(self) -> None:
        super()._begin_run()
        self._leave_cluster()
        self._meaning_is_certain = False
        self._run_uids = None
        self._meaning = {}
        self._others = {}
        self._numbers = self._guessed_numbers()

    def _open_output(self, header: Header) -> None:
        self._header = header
        self._outputs = {track.number: _Output(track) for track in header.tracks}
        self.report.packets = {track.kind: 0 for track in header.tracks}
        self._written += header.data

    def _known_headers(self) -> Sequence[Header]:
        return self._borrowed if self._header is None else [self._header]

    def _guessed_numbers(self) -> frozenset[int]:
        return frozenset(track.number for header in self._known_headers() for track in header.tracks)

    def _guess_meaning(self, number: int, flags_and_frame: bytes) -> None:
        """The run's own header is lost: find another and a numbering by which this block is a video keyframe."""
        if not flags_and_frame[0] & KEYFRAME:
            return
        for header in self._known_headers():
            for numbering in header.numberings():
                track = numbering.get(number)
                if track is not None and track.kind == "video" and track.is_keyframe(flags_and_frame[1:]):
                    if self._header is None:
                        self._open_output(header)
                    self._meaning = {other: self._outputs[meant.number] for other, meant in numbering.items()}
                    self.report.borrowed_header = True
                    return

    # Writing: blocks in order, each track for itself.

    def _pass_on(self, number: int, ms: int, flags_and_frame: bytes) -> None:
        """Write a block, unless it is a repeat, builds on lost frames, or its track is not known yet."""
        self._cluster_is_empty = False
        if not self._meaning and not self._meaning_is_certain:
            self._guess_meaning(number, flags_and_frame)
        output = self._meaning.get(number)
        if output is None:
            kind, why_not = self._others.get(number, (UNKNOWN, NO_HEADER))
        else:
            kind, why_not = output.track.kind, self._why_not(output, ms, flags_and_frame)
        self.report.note_read(kind, 1)
        if why_not or output is None:
            self.report.leave_out(kind, 1, why_not)
            return
        self._notice_pause(ms)
        if self._shows_picture(output):
            self._missing.until(ms)
        self._write_block(output, ms, flags_and_frame)

    def _why_not(self, output: _Output, ms: int, flags_and_frame: bytes) -> str:
        """Why a block is not passed on; empty where it is. Raises Malformed where it cannot be a block of its track."""
        is_picture = output.track.kind == "video"
        if is_picture and flags_and_frame[0] & KEYFRAME:
            if output.awaits_keyframe and output.track.denies_keyframe(flags_and_frame[1:]):
                if self._meaning_is_certain:
                    raise Malformed("a keyframe that is none")
                self._meaning = {}  # the numbers of another run: this is sound
                return NO_HEADER
            output.awaits_keyframe = False
        if output.last_ms is not None and not output.unbroken and ms <= output.last_ms:
            if ms == output.last_ms and self._shows_picture(output) and not output.awaits_keyframe:
                self._missing.forget()  # repeats lead up to the last frame kept: nothing is missing
            return REPEATED
        if output.last_ms is not None and ms < output.last_ms:
            if not self._vouched:
                raise Malformed("a block that goes back in time")
            return GOES_BACK
        if ms < 0:
            return BEFORE_BEGINNING
        if is_picture and output.awaits_keyframe:
            self._missing.since(self._picture_until_ms(), BUILDS_ON_LOST, override=False)
            return NEEDS_LOST
        return ""

    def _write_block(self, output: _Output, ms: int, flags_and_frame: bytes) -> None:
        if self._cluster_ms is None:
            raise AssertionError("a block is only read inside a cluster")
        self._open_cluster(self._cluster_ms)
        self._written += SIMPLE_BLOCK_ID + ebml.encode_size(len(flags_and_frame) + 3)
        self._written.append(output.track.number | TRACK_MARKER)
        self._written += (ms - self._cluster_ms).to_bytes(2, "big", signed=True)
        self._written += flags_and_frame
        self.report.start_ms = ms if self.report.start_ms is None else min(self.report.start_ms, ms)
        self._note_written(output, ms, 1)

    def _open_cluster(self, cluster_ms: int) -> None:
        """Unless that is done already. Clusters that lose all their blocks are not written."""
        if not self._cluster_is_written:
            self._cluster_is_written = True
            self._written += OPEN_CLUSTER + cluster_ms.to_bytes(8, "big")

    def _note_written(self, output: _Output, last_ms: int, count: int) -> None:
        output.last_ms = last_ms
        output.unbroken = True
        self.report.packets[output.track.kind] += count
        self._kept_until(last_ms)

    # The picture, which decides what a gap is.

    def _break_continuity(self) -> None:
        for output in self._outputs.values():
            output.awaits_keyframe = True
            output.unbroken = False

    def _shows_picture(self, output: _Output) -> bool:
        """Whether a track decides what a gap is: the picture, or the sound where there is no picture."""
        return (output.track.kind == "video") == self._has_picture

    @property
    def _has_picture(self) -> bool:
        return any(output.track.kind == "video" for output in self._outputs.values())

    def _picture_until_ms(self) -> int:
        times = [output.last_ms for output in self._outputs.values() if self._shows_picture(output)]
        return max((ms for ms in times if ms is not None), default=0)
