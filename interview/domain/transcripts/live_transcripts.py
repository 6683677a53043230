"""What was recognised while the candidate spoke: lines as they arrive, and the transcript they make."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from interview.domain.transcripts.transcript import Transcript, Word
from interview.domain.values import Value

__all__ = ["LiveTake", "TranscriptLine", "joined", "newest", "takes"]


class TranscriptLine(Value):
    """One turn of one answer; times are on the clock of its take.

    A take (`stream`) is one uninterrupted try at answering, its lines count from 0 (`seq`). `final` says that the
    recogniser will not change the line any more. `at` is when it was first heard.
    """

    session_id: UUID
    question_index: int
    stream: str
    seq: int
    text: str
    words: tuple[Word, ...]
    start_ms: int
    end_ms: int
    final: bool
    at: datetime


class LiveTake(Value):
    """The take that a live transcript was stored at the end of, and how long that had been heard by then."""

    stream: str
    heard_ms: int


def newest(stored: Iterable[TranscriptLine], unwritten: Iterable[TranscriptLine]) -> list[TranscriptLine]:
    """Each line once, as it will be stored in the end: in its newer wording, unless the one before was final."""
    lines = {(line.stream, line.seq): line for line in unwritten}
    for line in stored:
        if line.final or (line.stream, line.seq) not in lines:
            lines[line.stream, line.seq] = line
    return list(lines.values())


def takes(lines: Iterable[TranscriptLine]) -> list[list[TranscriptLine]]:
    """The lines of each take in order, the takes in the order in which they began."""
    in_order = sorted(lines, key=lambda line: (line.stream, line.seq))
    grouped = [list(group) for _, group in groupby(in_order, key=lambda line: line.stream)]
    return sorted(grouped, key=lambda take: take[0].at)


def joined(
    spoken: Sequence[Sequence[TranscriptLine]],
    *,
    duration_ms: int,
    language: str,
    source: str,
    request_id: str | None,
    made_at: datetime,
) -> Transcript:
    """One transcript of all takes. `duration_ms` is how long the last take listened.

    Several takes have no common clock, for what was recorded between them is not known here: their words have no times.
    """
    lines = [line for take in spoken for line in take]
    ends_ms = [max(line.end_ms for line in take) for take in spoken]
    return Transcript(
        text=" ".join(line.text for line in lines if line.text),
        words=tuple(word for line in lines for word in line.words) if len(spoken) <= 1 else (),
        language=language,
        duration_ms=max(sum(ends_ms), sum(ends_ms[:-1]) + duration_ms),
        source=source,
        request_id=request_id,
        made_at=made_at,
    )
