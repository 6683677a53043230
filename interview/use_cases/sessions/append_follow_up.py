"""Put the question that an answer led to at the end of the interview's questions."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions import follow_ups
from interview.domain.sessions.follow_ups import FollowUp
from interview.domain.sessions.session import Session

TRIES = 5


@dataclass(frozen=True)
class AppendFollowUp:
    """Of calls at once one appends; it and a repeat find the same question.

    Nothing is appended once the lock has begun, nor where the candidate has gone on without: a question that nobody was
    asked would look like one that they did not answer.
    """

    sessions: SessionRepository
    answers: AnswerRepository

    def __call__(self, session: Session, question_index: int, text: str) -> FollowUp | None:
        """The follow-up to ask after this question; None where there is none, or the template allows no more."""
        known: Session | None = session
        for _ in range(TRIES):
            if known is None:
                return None
            if made := follow_ups.found(known.questions, question_index):
                return made
            if not text or not follow_ups.is_new(known.questions, text):
                return None
            if not follow_ups.may_follow(known.questions, question_index):
                return None
            before = [*follow_ups.asked_before(known.questions, question_index), question_index]
            if known.current_question_index not in before:
                return None
            appended = follow_ups.follow_up(known.questions, question_index, text)
            # The answer first: a question without one would be broken, an answer without its question is nobody's.
            self.answers.add_one(session, appended.question_index)
            if self.sessions.append_question(session.permit, appended.question, appended.question_index, before):
                return appended
            known = self.sessions.in_progress(session.permit)
        return None
