"""Which interviews somebody has still to judge before they see what others found."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.domain.accounts import User
from interview.domain.decisions.blinding import is_hidden
from interview.domain.sessions.session import Session
from interview.domain.templates import Blinding


@dataclass(frozen=True)
class JudgeFirst:
    answers: AnswerRepository
    decisions: DecisionRepository

    def __call__(self, user: User, sessions: Collection[Session]) -> set[UUID]:
        """Those of them whose scores are hidden from this person. Where no template is blind, nothing is asked."""
        return self._hidden(user.id, sessions)

    def hides(self, user: User, session: Session) -> bool:
        """Whether this interview is one of them."""
        return self.hides_from(user.id, session)

    def hides_from(self, user_id: UUID, session: Session) -> bool:
        """As `hides`, of whoever has this id."""
        return bool(self._hidden(user_id, [session]))

    def _hidden(self, user_id: UUID, sessions: Collection[Session]) -> set[UUID]:
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
