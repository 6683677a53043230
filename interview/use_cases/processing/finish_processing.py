"""The last step of the state machine: what became of the interview."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.failures import NOTHING_RECORDED as NO_ANSWER
from interview.domain.sessions.failures import Failure, answer_failure, questions_failed
from interview.domain.sessions.processing import Conclusion, Outcome
from interview.domain.sessions.session import Session, SessionState, is_under_way
from interview.errors import (
    MediaError,
    NothingArrivedError,
    NothingRecordedError,
    QuotaExceededError,
    TooManyAttemptsError,
    TranscriptionRefusedError,
)
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

MIN_ANSWER_MS = 1_000
"""A recorder that was stopped before this may have handed over no frame."""
NOT_POSTED = NothingArrivedError.__name__
NOTHING_RECORDED = (NothingRecordedError.__name__, NOT_POSTED)
THEIRS = (NOT_POSTED, QuotaExceededError.__name__)
"""What the candidate did or left undone."""
UNREADABLE = (NothingRecordedError.__name__, MediaError.__name__, TranscriptionRefusedError.__name__)
"""Whether the bytes are at fault or what reads them, one interview does not tell."""


@dataclass(frozen=True)
class Finished:
    """`failed_questions` are those whose failure is ours, and `is_our_fault` says whether there are any, or the whole
    attempt stopped."""

    session: Session
    failed_questions: int
    is_our_fault: bool


@dataclass(frozen=True)
class FinishProcessing:
    """One bad question never hides the others: its failure is named on its answer."""

    sessions: SessionRepository
    answers: AnswerRepository
    usage: UsageRepository
    make_scorecard: Callable[[UUID], object]
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, conclusion: Conclusion) -> Finished | None:
        """processing ▶ done or failed; None, and nothing changed, where the attempt is not the one under way.

        A question without an outcome was done before the attempt began. One that the candidate never answered is no
        failure; an interview without a single answer is. The scorecard is made after the change of state: a score that
        comes between the two sees the new one, and makes its own. A repeat makes what a crash has left out.
        """
        session = self.sessions.get(conclusion.session_id)
        if session is None or not is_under_way(session, conclusion.attempt):
            self.make_scorecard(conclusion.session_id)
            return None
        failed: list[int] = []
        errors: list[str] = []
        outcomes = {outcome.question_index for outcome in conclusion.outcomes}
        answered = len(set(range(len(session.questions))) - outcomes)
        for outcome in conclusion.outcomes:
            never_answered = outcome.error in NOTHING_RECORDED and not self._claims_an_answer(session, outcome)
            failure = None
            if outcome.error is None:
                answered += 1
            elif not never_answered:
                failed.append(outcome.question_index)
                errors.append(outcome.error)
                failure = answer_failure(outcome.error, outcome.message, conclusion.attempt)
            self.answers.record_failure(conclusion.session_id, outcome.question_index, failure)

        ours = self._count_of_ours(errors, conclusion.attempt)
        reason = conclusion.failure or _reason(failed, answered)
        state = SessionState.FAILED if reason else SessionState.DONE
        finished = self.sessions.finish(conclusion.session_id, conclusion.attempt, state, reason, self.clock())
        self.make_scorecard(conclusion.session_id)
        if finished is None:
            return None
        self.publish(finished.id)
        return Finished(finished, ours, is_our_fault=bool(conclusion.failure or ours))

    def _count_of_ours(self, errors: list[str], attempt: int) -> int:
        """How many of these are faults of ours, as far as is known: bytes that cannot be used are where there are more
        such interviews than one person has."""
        unreadable = sum(error in UNREADABLE for error in errors)
        ours = sum(error not in (*THEIRS, *UNREADABLE) for error in errors)
        if not unreadable or attempt > 1:
            return ours
        try:
            self.usage.count_of_stage(quotas.UNREADABLE_INTERVIEWS, self.clock())
        except TooManyAttemptsError:
            return ours + unreadable
        return ours

    def _claims_an_answer(self, session: Session, outcome: Outcome) -> bool:
        """Whether the browser says that it recorded one."""
        manifest = self.answers.manifest(session.id, outcome.question_index)
        return manifest is not None and manifest.length_ms >= MIN_ANSWER_MS


def _reason(failed: list[int], answered: int) -> Failure | None:
    if failed:
        return questions_failed(failed)
    return None if answered else NO_ANSWER
