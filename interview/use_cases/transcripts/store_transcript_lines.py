"""Keep what was recognised, while the candidate speaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.domain.sessions.session import Permit, holds_under
from interview.domain.transcripts.live_transcripts import TranscriptLine

Spoken = tuple[Permit, Sequence[TranscriptLine]]
"""Lines of one conversation, and what it writes by."""


@dataclass(frozen=True)
class StoreTranscriptLines:
    """A repeat changes nothing: lines are known by session, question, stream and place."""

    sessions: SessionRepository
    lines: TranscriptLineRepository

    def __call__(self, spoken: Sequence[Spoken]) -> set[Permit]:
        """Store those of which the permit holds; returns the permits that do not: of these nothing is stored."""
        if not any(lines for _, lines in spoken):
            return set()
        standing = self.sessions.standing({permit.session_id for permit, _ in spoken})
        holds = {permit for permit, _ in spoken if holds_under(permit, standing.get(permit.session_id))}
        self.lines.store([line for permit, lines in spoken if permit in holds for line in lines])
        return {permit for permit, _ in spoken} - holds
