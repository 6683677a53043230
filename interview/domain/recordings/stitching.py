"""What all joiners have in common: how they are driven, how they read on, how they name and time what is missing."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.gap_reasons import (
    BUILDS_ON_LOST,
    CUT_OFF,
    PAUSED,
    TOO_MANY_PIECES,
    LeftOutReason,
    Reason,
    left_out_reason,
    problem_reason,
    summed_up_reason,
)
from interview.domain.recordings.videos import Gap

MAX_JUMP_MS = 60_000
"""A time further ahead of what is expected is misread."""

MAX_RECORDING_MS = 24 * 60 * 60 * 1000
"""The limit where nothing is known of how much is missing."""

LAG_MS = 500
"""By so much a recorder's clock and the last frame it handed over differ without a reason."""

MAX_REFUSALS = 100
"""In what is fed at a time: after so many places that make no sense, the rest of it is passed over."""

MAX_ELEMENTS_A_CHUNK = 250_000
MAX_ELEMENTS = 2_000_000
BYTES_AN_ELEMENT = 200
"""What is read of a chunk, and of a question: so many frames (or what is as much work), and one more for so many bytes.
A recorder gives 100 a second, so that an hour of silence in the dark has a fifth of it. One that is crafted has three
million in a chunk of 20 MiB."""

LOOKAHEAD_BYTES = 1_000_000
"""How far is read on to see whether a time that is far ahead is right."""

MIN_PAUSE_MS = 5_000
"""A recorder gives sound 17 to 50 times a second: where nothing comes for so long, it stood still."""

MAX_GAPS = 300
"""Of a question. What is more is summed up in the last one."""

REPEATED = "kept already"
NEEDS_LOST = str(BUILDS_ON_LOST)
NO_HEADER = "no header tells what they are"
OTHER_FORMAT = "of another format"
NO_PLACE = "neither the picture nor the sound"
TRACKS: tuple[Literal["video"], Literal["audio"]] = ("video", "audio")
UNKNOWN = "unknown"
"""The kind of a packet whose track nothing tells."""
EXPLAINED = frozenset({REPEATED, NEEDS_LOST})
"""Why a packet is left out where nothing is lost by it, or a gap names the place."""


@dataclass
class JoinReport:
    """What came through. Times are milliseconds on the recording's clock, on which the runs stand one after another.

    `start_ms` is the first block's time: FFmpeg moves it to 0, so it is the offset of the result.
    `gaps` are where the picture (without a picture, the sound) is missing, and why; one of no length is a place where
    something unknown is missing.
    `read` counts the packets that were read, by track kind, `packets` those that were passed on, and `left_out` the
    rest, by why: so that `read` is the sum of the two.
    `refused` counts the places where the bytes made no sense, by what was wrong; `refused_bytes` were passed over.
    `lacked_header` says that blocks were lost because no header told what they are, `borrowed_header` that a run was
    read by the header of another.
    """

    start_ms: int | None = None
    end_ms: int = 0
    gaps: list[Gap] = field(default_factory=list)
    summed_up_gaps: int = 0
    read: dict[str, int] = field(default_factory=dict)
    packets: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    refused_bytes: int = 0
    lacked_header: bool = False
    borrowed_header: bool = False

    def refuse(self, reason: str) -> None:
        self.refused[reason] = self.refused.get(reason, 0) + 1

    def note_read(self, kind: str, count: int) -> None:
        self.read[kind] = self.read.get(kind, 0) + count

    def leave_out(self, kind: str, count: int, reason: str) -> None:
        if count:
            reasons = self.left_out.setdefault(kind, {})
            reasons[reason] = reasons.get(reason, 0) + count

    def add_gap(self, gap: Gap) -> None:
        """One that goes on where the last one ends, for the same reason, is a part of it."""
        last = self.gaps[-1] if self.gaps else None
        if last and last.reason == gap.reason and last.start_ms <= gap.start_ms <= last.end_ms:
            self.gaps[-1] = last.model_copy(update={"end_ms": max(last.end_ms, gap.end_ms)})
        elif last is None or len(self.gaps) < MAX_GAPS:
            self.gaps.append(gap)
        else:
            self.summed_up_gaps = (self.summed_up_gaps or 1) + 1
            end_ms = last.end_ms + gap.end_ms - gap.start_ms
            reason = summed_up_reason(self.summed_up_gaps)
            self.gaps[-1] = Gap(start_ms=last.start_ms, end_ms=end_ms, reason=reason)

    @property
    def unnamed(self) -> list[LeftOutReason]:
        """What was left out of picture and sound and is no gap."""
        return [
            left_out_reason(count, track, why)
            for track in TRACKS
            for why, count in self.left_out.get(track, {}).items()
            if why not in EXPLAINED and (track, why) != ("video", OTHER_FORMAT)
        ]

    @property
    def repeated(self) -> int:
        """How many packets were there already."""
        return sum(reasons.get(REPEATED, 0) for reasons in self.left_out.values())

    @property
    def to_keep(self) -> dict[str, int]:
        """How many packets the result must have, by track kind: what was read, but for what was left out."""
        return {kind: count - sum(self.left_out.get(kind, {}).values()) for kind, count in self.read.items()}

    @property
    def length_ms(self) -> int:
        """The recording's length as far as it is known: gaps included."""
        return max([self.end_ms, *(gap.end_ms for gap in self.gaps)])

    @property
    def kept_ms(self) -> int:
        """How much of the recording has its picture."""
        start_ms = self.start_ms or 0
        inside = sum(gap.end_ms - max(gap.start_ms, start_ms) for gap in self.gaps if gap.end_ms > start_ms)
        return max(0, self.length_ms - start_ms - inside)


class Budget:
    """How many elements may be read of what was fed: they take the time, not the bytes."""

    def __init__(self) -> None:
        self._fed_bytes = 0
        self._spent = self._most = 0

    def feed(self, size: int) -> None:
        """So many bytes more, of one chunk."""
        self._fed_bytes += size
        of_all = MAX_ELEMENTS + self._fed_bytes // BYTES_AN_ELEMENT
        self._most = min(of_all, self._spent + MAX_ELEMENTS_A_CHUNK)

    def spend(self, elements: int) -> None:
        self._spent += elements

    @property
    def is_spent(self) -> bool:
        return self._spent > self._most


class MissingPicture:
    """Since when the picture is missing, and why. A gap is written down when the picture returns."""

    def __init__(self, report: JoinReport) -> None:
        self._report = report
        self._start_ms: int | None = None
        self.reason: Reason | None = None

    @property
    def is_open(self) -> bool:
        return self._start_ms is not None

    def since(self, start_ms: int, reason: Reason, *, override: bool) -> None:
        """From `start_ms` on, unless it is missing already: then only `override` changes the reason."""
        if self._start_ms is None:
            self._start_ms, self.reason = start_ms, reason
        elif override:
            self.reason = reason

    def until(self, end_ms: int) -> None:
        """It is back, or nothing more comes."""
        if self._start_ms is not None and self.reason is not None:
            end_ms = max(self._start_ms, end_ms)
            self._report.add_gap(Gap(start_ms=self._start_ms, end_ms=end_ms, reason=self.reason))
        self.forget()

    def forget(self) -> None:
        """Nothing was missing after all."""
        self._start_ms = None


class Joiner(ABC):
    """Takes the bytes of one question's recording in order, and returns one clean stream piece by piece.

    Nothing in it reads or writes anything. What is held back is at most one element of the container and what was fed.
    """

    MAX_LANDMARK: ClassVar[int]
    """How many bytes tell what `_next_landmark` looks for."""
    FRAME_MS: ClassVar[int] = 0
    """How long after the end of what was kept of a run the next one begins, where nothing better is known."""

    def __init__(self) -> None:
        self.report = JoinReport()
        self._buffer = bytearray()
        self._written = bytearray()
        self._searching = False
        self._run_announced = True
        self._shift_ms = 0  # what the run's clock lacks to the recording's
        self._latest_credible_ms = MAX_JUMP_MS
        self._missing = MissingPicture(self.report)
        self._missing_until_ms = 0  # by what was said of the gaps
        self._vouched = False  # what is being read is what was recorded
        self._budget = Budget()

    @property
    def run_start_ms(self) -> int:
        """Where the run that is being read begins on the recording's clock."""
        return self._shift_ms

    @property
    def pending_bytes(self) -> int:
        """How much of what was fed is held back."""
        return len(self._buffer)

    def start_run(self) -> None:
        """The recorder was started (again): what follows begins with a header, and its clock with 0.

        It stands behind what was kept of the run before, or behind what was said to be missing of it.
        """
        self._close_input()
        self._begin_run()
        self._run_announced = True

    def gap(self, reason: Reason, resumes_at_ms: int | None = None) -> None:
        """Bytes are missing here; what follows resumes at about that time of the run, None where that is unknown."""
        self._close_input()
        self._lose_picture(reason)
        self._search_on()
        self._latest_credible_ms = MAX_RECORDING_MS
        if resumes_at_ms is not None:
            self._missing_until_ms = self._shift_ms + resumes_at_ms
            self._latest_credible_ms = self._missing_until_ms + MAX_JUMP_MS

    def broke_off(self, reason: Reason, recorded_ms: int) -> None:
        """The recorder died here. `recorded_ms` is how long it had run by its clock when it last handed something over.

        A busy machine encodes late, so that what is there may end well before that: the difference is a gap. Otherwise
        the place alone is named, because nobody knows how much was not handed over.
        """
        was_missing = self._missing.is_open
        self._close_input()
        place_ms = self._picture_until_ms()
        if was_missing:
            place_ms = max(place_ms, self._missing_until_ms)
        elif self._missing.reason == CUT_OFF:
            self._missing.forget()
        until_ms = min(self._shift_ms + recorded_ms, place_ms + MAX_JUMP_MS)
        if not was_missing and until_ms > place_ms + LAG_MS:
            self._lose_picture(reason)
            self._missing_until_ms = until_ms
        else:
            self.report.add_gap(Gap(start_ms=place_ms, end_ms=place_ms, reason=reason))

    def feed(self, data: bytes, *, vouched: bool = False) -> bytes:
        """Take the next bytes; returns what is certain by now, which may be nothing.

        `vouched` says that they are certainly what was recorded: nothing of them is refused because it is unlikely.
        """
        self._vouched = vouched
        self._budget.feed(len(data))
        self._buffer += data
        self._read(at_end=False)
        return self._take_written()

    def finish(self, recorded_ms: int = 0) -> bytes:
        """No more bytes come. A gap that is open reaches to the recording's end, as far as that is known."""
        self._close_input()
        self._missing.until(max(self.report.end_ms, self._missing_until_ms, recorded_ms))
        self.report.gaps.sort(key=lambda gap: gap.start_ms)
        return self._take_written()

    # What the container decides.

    @abstractmethod
    def _element(self, at: int, *, at_end: bool) -> int:
        """Read the element at `at`; returns the position behind it.

        Raises Incomplete where more bytes are needed, though `at_end` says that none come, and Malformed.
        """

    @abstractmethod
    def _next_time_ms(self, at: int) -> int | None:
        """The time of the first element from `at` on that has one; None where another run begins. Raises Incomplete."""

    @abstractmethod
    def _next_landmark(self, at: int) -> int | None:
        """Where the next element begins that may be read without those before it."""

    @abstractmethod
    def _break_continuity(self) -> None:
        """What follows may repeat what was, and builds on frames that are not there."""

    def _skim(self, at: int) -> int:
        """Pass on what stands at `at` and needs no second look; returns the position behind it."""
        return at

    def _picture_until_ms(self) -> int:
        """Where a gap begins that begins now."""
        return self.report.end_ms

    def _search_on(self) -> None:
        """Go on at the next landmark."""
        self._searching = True

    def _begin_run(self) -> None:
        behind_kept_ms = self.report.end_ms + self.FRAME_MS if self.report.start_ms is not None else 0
        self._shift_ms = max(behind_kept_ms, self._missing_until_ms if self._missing.is_open else 0)
        self._latest_credible_ms = self._shift_ms + MAX_JUMP_MS
        self._searching = False
        self._break_continuity()

    # Reading: `_read` walks the buffer, an element a step.

    def _read(self, *, at_end: bool) -> None:
        at = refusals = 0
        while at < len(self._buffer):
            if self._searching:
                at = self._search(at)
                if self._searching:
                    break
            at = self._skim(at)
            self._budget.spend(1)
            if self._budget.is_spent:
                self._pass_over_rest(at)
                return
            try:
                at = self._element(at, at_end=at_end)
            except (Incomplete, Malformed) as fault:
                if isinstance(fault, Incomplete) and not at_end:
                    break
                self._lose_place(problem_reason("unreadable", str(fault)) if str(fault) else CUT_OFF)
                self.report.refused_bytes += 1
                at += 1
                refusals += 1
                if refusals > MAX_REFUSALS:
                    self.report.refused_bytes += len(self._buffer) - at
                    at = len(self._buffer)
        del self._buffer[:at]

    def _pass_over_rest(self, at: int) -> None:
        """Of what was fed: reading it would take longer than any recording may."""
        self.report.refuse(str(TOO_MANY_PIECES))
        self._lose_picture(TOO_MANY_PIECES)
        self._search_on()
        self.report.refused_bytes += len(self._buffer) - at
        self._buffer.clear()

    def _search(self, at: int) -> int:
        """Find the next landmark; the last bytes may be the beginning of one and are kept."""
        found = self._next_landmark(at)
        self._searching = found is None
        if found is None:
            found = max(at, len(self._buffer) - self.MAX_LANDMARK + 1)
        self.report.refused_bytes += found - at
        return found

    def _close_input(self) -> None:
        """What is in the buffer will not be continued."""
        self._read(at_end=True)
        self.report.refused_bytes += len(self._buffer)
        self._buffer.clear()

    def _take_written(self) -> bytes:
        written = bytes(self._written)
        self._written.clear()
        return written

    # What is missing: from the last frame kept to the next one.

    def _lose_place(self, reason: Reason) -> None:
        """The bytes make no sense: go on at the next landmark."""
        self.report.refuse(str(reason))
        self._lose_picture(reason, override=False)
        self._search_on()

    def _lose_picture(self, reason: Reason, *, override: bool = True) -> None:
        """From here on the picture is missing. The reason that the caller gives says more than what the bytes show."""
        self._break_continuity()
        self._missing.since(self._picture_until_ms(), reason, override=override)

    def _require_credible(self, what: str, at_ms: int, behind: int, *, at_end: bool) -> None:
        """A time far ahead is misread, unless nothing `behind` it says otherwise: then that much is missing."""
        if at_ms <= (MAX_RECORDING_MS if self._vouched else self._latest_credible_ms):
            return
        if at_ms <= MAX_RECORDING_MS:
            try:
                next_ms = self._next_time_ms(behind)
            except Incomplete:
                if at_end:
                    return
                if len(self._buffer) - behind < LOOKAHEAD_BYTES:
                    raise
                self._latest_credible_ms = at_ms + MAX_JUMP_MS  # if what comes next is as far ahead
            else:
                if next_ms is None or at_ms - LAG_MS <= next_ms <= at_ms + MAX_JUMP_MS:
                    return
        raise Malformed(f"a {what} far ahead of its time")

    def _notice_pause(self, at_ms: int) -> None:
        """What comes next is of `at_ms`: where that is long after all before, the recorder paused."""
        if at_ms > self.report.end_ms + MIN_PAUSE_MS:
            self._missing.since(self._picture_until_ms(), PAUSED, override=False)

    def _kept_until(self, end_ms: int) -> None:
        self.report.end_ms = max(self.report.end_ms, end_ms)
        self._latest_credible_ms = self.report.end_ms + MAX_JUMP_MS
