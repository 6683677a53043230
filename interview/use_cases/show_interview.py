"""The interview as its candidate may see it."""

from collections.abc import Set
from dataclasses import dataclass

from interview.adapters.mongo import AnswerRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import Session, require_open


@dataclass(frozen=True)
class Interview:
    """`recorded` are the indexes of the questions that a recording is known of."""

    session: Session
    recorded: Set[int]


@dataclass(frozen=True)
class ShowInterview:
    answers: AnswerRepository
    clock: Clock = utc_now

    def __call__(self, session: Session) -> Interview:
        """Raises LinkClosedError for one that is finished or expired."""
        require_open(session, self.clock())
        answers = self.answers.of_session(session.id)
        return Interview(session, {answer.question_index for answer in answers if answer.manifest})
