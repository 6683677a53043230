"""The last step of the state machine: what became of the interview."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.answers import AnswerFailure
from interview.domain.clock import Clock, utc_now
from interview.domain.follow_ups import name_of
from interview.domain.processing import Conclusion, Outcome
from interview.domain.sessions import Session, SessionState, is_under_way
from interview.errors import NothingRecordedError

SHORTEST_ANSWER_MS = 1_000
"""A recorder that was stopped before this may have handed over no frame."""


@dataclass(frozen=True)
class Finished:
    """`failed_questions` are those whose failure is ours. `is_our_fault`: the interview failed for more than that
    nobody recorded anything."""

    session: Session
    failed_questions: int
    is_our_fault: bool


@dataclass(frozen=True)
class FinishProcessing:
    """One bad question never hides the others: its failure is named on its answer."""

    sessions: SessionRepository
    answers: AnswerRepository
    clock: Clock = utc_now

    def __call__(self, conclusion: Conclusion) -> Finished | None:
        """processing ▶ done or failed; None, and nothing changed, where the attempt is not the one under way.

        A question without an outcome was done before the attempt began. One that the candidate never answered is no
        failure; an interview without a single answer is.
        """
        session = self.sessions.get(conclusion.session_id)
        if session is None or not is_under_way(session, conclusion.attempt):
            return None
        failed: list[str] = []
        outcomes = {outcome.question_index for outcome in conclusion.outcomes}
        answered = len(set(range(len(session.questions))) - outcomes)
        for outcome in conclusion.outcomes:
            never_answered = _nothing_recorded(outcome) and not self._claims_an_answer(session, outcome)
            failure = None
            if outcome.error is None:
                answered += 1
            elif not never_answered:
                failed.append(name_of(session.questions, outcome.question_index))
                failure = AnswerFailure(error=outcome.error, message=outcome.message, attempt=conclusion.attempt)
            self.answers.record_failure(conclusion.session_id, outcome.question_index, failure)

        reason = conclusion.failure or _reason(failed, answered)
        state = SessionState.FAILED if reason else SessionState.DONE
        finished = self.sessions.finish(conclusion.session_id, conclusion.attempt, state, reason, self.clock())
        if finished is None:
            return None
        return Finished(finished, len(failed), is_our_fault=bool(conclusion.failure or failed))

    def _claims_an_answer(self, session: Session, outcome: Outcome) -> bool:
        """Whether the browser says that it recorded one."""
        manifest = self.answers.manifest(session.id, outcome.question_index)
        return manifest is not None and manifest.length_ms >= SHORTEST_ANSWER_MS


def _nothing_recorded(outcome: Outcome) -> bool:
    return outcome.error == NothingRecordedError.__name__


def _reason(failed: list[str], answered: int) -> str | None:
    if failed:
        return f"Not processed: {', '.join(failed)}."
    return None if answered else "Nothing was recorded."
