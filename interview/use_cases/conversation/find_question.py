"""The question that the agent is to ask: follow-ups come while a conversation goes on."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.follow_ups import given_out


@dataclass(frozen=True)
class FindQuestion:
    sessions: SessionRepository

    def __call__(self, session_id: UUID, question_index: int) -> str | None:
        """Its text; None where the interview has no such question, or it has not come yet."""
        session = self.sessions.get(session_id)
        if session is None or question_index not in given_out(session.questions, session.current_question_index):
            return None
        return session.questions[question_index].text
