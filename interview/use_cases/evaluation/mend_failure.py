"""Take back that an answer could not be scored, once it was."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.failures import OF_SCORING
from interview.domain.sessions.session import SessionState
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


@dataclass(frozen=True)
class MendFailure:
    """Of an interview that failed. Whatever else went wrong with an answer, a score mends nothing of it."""

    sessions: SessionRepository
    answers: AnswerRepository
    publish: Publish = left_to_the_sweeper

    def __call__(self, session_id: UUID, question_index: int) -> None:
        """failed ▶ done where this was the last answer that had failed. Asked for after every score, a repeat carries
        on with what broke off."""
        session = self.sessions.get(session_id)
        if session is None or session.state is not SessionState.FAILED:
            return
        answer = self.answers.without_words(session_id, question_index)
        if answer.failure and answer.failure.code in OF_SCORING and answer.is_in_words:
            self.answers.take_back_failure(session_id, question_index, answer.failure.attempt)
        elif answer.failure:
            return
        if self.sessions.mend(session_id, question_index):
            self.publish(session_id)
