"""The question that the agent is to ask: follow-ups come while a conversation goes on."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo import SessionRepository


@dataclass(frozen=True)
class FindQuestion:
    sessions: SessionRepository

    def __call__(self, session_id: UUID, question_index: int) -> str | None:
        """Its text; None where the interview has no such question, or not yet."""
        session = self.sessions.get(session_id)
        if session is None or not 0 <= question_index < len(session.questions):
            return None
        return session.questions[question_index].text
