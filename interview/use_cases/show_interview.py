"""The interview as its candidate may see it."""

from collections.abc import Set
from dataclasses import dataclass

from interview.adapters.mongo import AnswerRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import Session, why_closed


@dataclass(frozen=True)
class Interview:
    """`recorded` and `written` are the indexes of the questions that a whole recording or a written answer is known of;
    a recording whose last run broke off is not whole. `asked` is whether any question was. `closed` says why nobody may
    answer any more, None while the candidate may."""

    session: Session
    recorded: Set[int]
    written: Set[int]
    asked: bool
    closed: str | None


@dataclass(frozen=True)
class ShowInterview:
    answers: AnswerRepository
    clock: Clock = utc_now

    def __call__(self, session: Session) -> Interview:
        answers = self.answers.outlines(session.id)
        recorded = {answer.question_index for answer in answers if answer.manifest and not answer.manifest.broke_off}
        written = {answer.question_index for answer in answers if answer.text_answer}
        # To ask a question is to get leave to record it.
        asked = any(answer.next_run > 0 for answer in answers)
        return Interview(session, recorded, written, asked, why_closed(session, self.clock()))
