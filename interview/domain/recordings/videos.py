"""A merged recording, and what is not in it."""

from datetime import datetime

from interview.domain.recordings.gap_reasons import GapReason
from interview.domain.values import Value


class Gap(Value):
    """A part of the recording that is not in the video. Times are on the recording's clock.

    One that ends where it starts is a place: how much is missing there is not known.
    """

    start_ms: int
    end_ms: int
    reason: GapReason


class Video(Value):
    """A merged recording. `digest` names the exact chunk versions it was made of.

    `offset_ms` is where on the recording's clock the video's first frame stands; from there on both clocks run alike,
    through the gaps, too. `transcoded` says that a part was recorded in another format than the rest and re-encoded.
    """

    key: str
    audio_key: str | None
    digest: str
    size: int
    duration_ms: int
    recorded_ms: int
    offset_ms: int = 0
    gaps: tuple[Gap, ...] = ()
    transcoded: bool = False
    merged_at: datetime

    @property
    def filmed_ms(self) -> int:
        """Its length without the gaps that are not before it."""
        return self.duration_ms - sum(gap.end_ms - gap.start_ms for gap in self.gaps if gap.end_ms > self.offset_ms)
