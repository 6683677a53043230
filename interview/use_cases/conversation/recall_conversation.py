"""What the agent has said so far in an interview that goes on over a new connection."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.domain.sessions.follow_ups import asking_order
from interview.domain.sessions.session import Session


@dataclass(frozen=True)
class RecallConversation:
    answers: AnswerRepository

    def __call__(self, session: Session) -> list[str]:
        """The questions that were answered, each with what was said of the answer. Nothing that the candidate said."""
        answers = {answer.question_index: answer for answer in self.answers.progress(session.id)}
        said: list[str] = []
        for index in asking_order(session.questions):
            answer = answers.get(index)
            if answer is None or not (
                answer.recorded_ms is not None or answer.has("live_transcript") or answer.has("text_answer")
            ):
                break
            said.append(session.questions[index].text)
            if answer.spoken:
                said.append(answer.spoken)
        return said
