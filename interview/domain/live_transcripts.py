"""What was recognised while the candidate spoke: lines as they arrive, and the transcript they make."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from interview.domain.transcripts import Transcript, Word

__all__ = ["TranscriptLine", "joined", "newest", "takes"]


class TranscriptLine(BaseModel):
    """One turn of one answer; times are on the clock of its take.

    A take (`stream`) is one uninterrupted try at answering, its lines count from 0 (`seq`). `final` says that the
    recogniser will not change the line any more. `at` is when it was first heard.
    """

    model_config = ConfigDict(frozen=True)

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
    """One transcript of all takes; each take's times go on where the one before ended.

    `duration_ms` is how long the last take listened.
    """
    words: list[Word] = []
    texts: list[str] = []
    offset_ms = end_ms = 0
    for take in spoken:
        offset_ms = end_ms
        for line in take:
            texts.append(line.text)
            words += [_shifted(word, offset_ms) for word in line.words]
            end_ms = max(end_ms, offset_ms + line.end_ms)
    return Transcript(
        text=" ".join(text for text in texts if text),
        words=tuple(words),
        language=language,
        duration_ms=max(end_ms, offset_ms + duration_ms),
        source=source,
        request_id=request_id,
        made_at=made_at,
    )


def _shifted(word: Word, offset_ms: int) -> Word:
    if not offset_ms:
        return word
    return word.model_copy(update={"start_ms": word.start_ms + offset_ms, "end_ms": word.end_ms + offset_ms})
