"""Which interviews somebody has still to judge before they see what others found."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.domain.decisions.blinding import is_hidden
from interview.domain.sessions.session import Session
from interview.domain.templates import Blinding


@dataclass(frozen=True)
class JudgeFirst:
    answers: AnswerRepository
    decisions: DecisionRepository

    def hides(self, user_id: UUID, session: Session) -> bool:
        """Whether its scores are hidden from this person."""
        return bool(self(user_id, [session]))

    def __call__(self, user_id: UUID, sessions: Collection[Session]) -> set[UUID]:
        """Those of them whose scores are. Where no template is blind, nothing is asked."""
        blind = [session for session in sessions if session.blinding is not Blinding.OFF]
        if not blind:
            return set()
        ids = [session.id for session in blind]
        answered, judged = self.answers.answered(ids), self.decisions.judged_by(user_id, ids)
        return {
            session.id
            for session in blind
            if is_hidden(session, answered.get(session.id, ()), judged.get(session.id, ()))
        }
