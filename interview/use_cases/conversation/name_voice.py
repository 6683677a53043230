"""Remember what spoke to the candidate."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.session import Permit


@dataclass(frozen=True)
class NameVoice:
    sessions: SessionRepository

    def __call__(self, permit: Permit, voice: str) -> None:
        """The first that spoke in an interview is named; nothing happens where the permit does not hold any more."""
        self.sessions.name_voice(permit, voice)
