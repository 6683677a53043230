"""The sentences of an answer's feedback that the agent may say."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository


@dataclass(frozen=True)
class FindSpokenFeedback:
    answers: AnswerRepository

    def __call__(self, session_id: UUID, question_index: int) -> str | None:
        """None while the answer has no feedback, or has gone on since."""
        return self.answers.spoken_feedback(session_id, question_index)
