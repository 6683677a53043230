"""Count how long each interview has the voice's vendor at its disposal, and how much it has read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.usage import UsageRepository
from interview.domain.quotas import SPOKEN_CHARACTERS, VOICE_SECONDS


@dataclass(frozen=True)
class MeterVoice:
    usage: UsageRepository

    def left_s(self, session_id: UUID) -> int:
        """What a conversation that begins may use."""
        return max(0, VOICE_SECONDS.most - self.usage.used(VOICE_SECONDS, session_id))

    def take(self, session_id: UUID, seconds: int) -> None:
        """Before they are used. Raises QuotaExceededError where there are not so many left."""
        self.usage.count(VOICE_SECONDS, session_id, amount=seconds)

    def take_characters(self, session_id: UUID, characters: int) -> None:
        """Before they are said by a voice that is paid for each. Raises QuotaExceededError as `take` does."""
        self.usage.count(SPOKEN_CHARACTERS, session_id, amount=characters)

    def add(self, seconds: Mapping[UUID, int]) -> None:
        """After they were used, of many interviews in one write. One that is gone is passed over."""
        self.usage.add(VOICE_SECONDS, seconds)
