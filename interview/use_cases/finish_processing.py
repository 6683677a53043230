"""The last step of the state machine: what became of the interview."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo import AnswerRepository, SessionRepository
from interview.domain import clock
from interview.domain.answers import AnswerFailure
from interview.domain.sessions import Session, SessionState
from interview.errors import NothingRecordedError


@dataclass(frozen=True)
class Outcome:
    """How one question ended: `error` is the name of the error that exhausted its retries, None for success."""

    question_index: int
    error: str | None = None
    message: str = ""


@dataclass(frozen=True)
class FinishProcessing:
    """One bad question never hides the others: its failure is named on its answer."""

    sessions: SessionRepository
    answers: AnswerRepository
    clock: clock.Clock = clock.now

    def __call__(
        self, session_id: UUID, attempt: int, outcomes: Sequence[Outcome], failure: str | None = None
    ) -> Session | None:
        """processing ▶ done or failed; None where the attempt is no longer the current one.

        A question that the candidate never answered is no failure; an interview without a single answer is.
        """
        answers = {answer.question_index: answer for answer in self.answers.of_session(session_id)}
        failed: list[Outcome] = []
        answered = 0
        for outcome in outcomes:
            answer = answers[outcome.question_index]
            unanswered = outcome.error == NothingRecordedError.__name__ and answer.manifest is None
            if outcome.error is None:
                answered += 1
            elif not unanswered:
                failed.append(outcome)
            named = None
            if outcome.error and not unanswered:
                named = AnswerFailure(error=outcome.error, message=outcome.message, attempt=attempt)
            self.answers.record_failure(session_id, outcome.question_index, named)

        if failure is None and failed:
            numbers = ", ".join(str(outcome.question_index + 1) for outcome in failed)
            failure = f"Question {numbers} could not be processed."
        if failure is None and not answered:
            failure = "Nothing was recorded."
        state = SessionState.FAILED if failure else SessionState.DONE
        return self.sessions.finish(session_id, attempt, state, failure, self.clock())
