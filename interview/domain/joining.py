"""What all joiners have in common: how they are driven, what they report, and how they name what is missing."""

from dataclasses import dataclass, field
from typing import Protocol

from interview.domain.answers import Gap

MAX_JUMP_MS = 60_000
"""A time further ahead of what is expected is misread."""

LONGEST_RECORDING_MS = 24 * 60 * 60 * 1000
"""The limit where nothing is known of how much is missing."""

LAG_MS = 500
"""By so much a recorder's clock and the last frame it handed over differ without a reason."""

MOST_REFUSALS = 100
"""In what is fed at a time: after so many places that make no sense, the rest of it is passed over."""


@dataclass
class JoinReport:
    """What came through. Times are milliseconds on the recording's clock, on which the runs stand one after another.

    `start_ms` is the first block's time: FFmpeg moves it to 0, so it is the offset of the result.
    `gaps` are where the picture (without a picture, the sound) is missing, and why; one of no length is a place where
    something unknown is missing.
    `refused` counts the places where the bytes made no sense, by what was wrong; `refused_bytes` were passed over.
    `lacked_header` says that blocks were lost because no header told what they are, `borrowed_header` that a run was
    read by the header of another.
    """

    start_ms: int | None = None
    end_ms: int = 0
    gaps: list[Gap] = field(default_factory=list)
    packets: dict[str, int] = field(default_factory=dict)
    repeated_blocks: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    refused_bytes: int = 0
    lacked_header: bool = False
    borrowed_header: bool = False

    def refuse(self, reason: str) -> None:
        self.refused[reason] = self.refused.get(reason, 0) + 1

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


class MissingPicture:
    """Since when the picture is missing, and why. A gap is written down when the picture returns."""

    def __init__(self, report: JoinReport) -> None:
        self._report = report
        self._start_ms: int | None = None
        self.reason = ""

    @property
    def is_open(self) -> bool:
        return self._start_ms is not None

    def since(self, start_ms: int, reason: str, *, override: bool) -> None:
        """From `start_ms` on, unless it is missing already: then only `override` changes the reason."""
        if self._start_ms is None:
            self._start_ms, self.reason = start_ms, reason
        elif override:
            self.reason = reason

    def until(self, end_ms: int) -> None:
        """It is back, or nothing more comes."""
        if self._start_ms is not None:
            end_ms = max(self._start_ms, end_ms)
            self._report.gaps.append(Gap(start_ms=self._start_ms, end_ms=end_ms, reason=self.reason))
        self.forget()

    def forget(self) -> None:
        """Nothing was missing after all."""
        self._start_ms = None


class Joiner(Protocol):
    """Takes the bytes of one question's recording in order, and returns one clean stream piece by piece."""

    report: JoinReport

    @property
    def run_start_ms(self) -> int:
        """Where the run that is being read begins on the recording's clock."""

    def start_run(self) -> None:
        """The recorder was started (again): what follows begins with a header, and its clock with 0."""

    def gap(self, reason: str, resumes_at_ms: int | None = None) -> None:
        """Bytes are missing here; what follows resumes at about that time of the run, None where that is unknown."""

    def broke_off(self, reason: str, recorded_ms: int) -> None:
        """The recorder died here. `recorded_ms` is how long it had run by its clock when it last handed something over.

        A busy machine encodes late, so that what is there may end well before that: the difference is a gap. Otherwise
        the place alone is named, because nobody knows how much was not handed over.
        """

    def feed(self, data: bytes) -> bytes:
        """Take the next bytes; returns what is certain by now, which may be nothing."""

    def finish(self, recorded_ms: int = 0) -> bytes:
        """No more bytes come. A gap that is open reaches to the recording's end, as far as that is known."""
