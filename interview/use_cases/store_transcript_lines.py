"""Keep what was recognised, while the candidate speaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo import TranscriptLineRepository
from interview.domain.live_transcripts import TranscriptLine


@dataclass(frozen=True)
class StoreTranscriptLines:
    """A repeat changes nothing: lines are known by session, question, stream and place."""

    lines: TranscriptLineRepository

    def __call__(self, lines: Sequence[TranscriptLine]) -> None:
        self.lines.store(lines)
