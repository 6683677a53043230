"""Tell a candidate, right after an answer, what it came to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from interview.adapters.groq import Completion, Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation import feedback
from interview.domain.evaluation.feedback import Review
from interview.domain.evaluation.prompts import Prompt
from interview.domain.sessions import follow_ups
from interview.domain.sessions.follow_ups import FollowUp
from interview.domain.sessions.session import Session, require_begun, require_question
from interview.domain.transcripts.transcript import Transcript, transcript_hash
from interview.errors import (
    NotConfiguredError,
    RetryableError,
    ReviewUnavailableError,
    ScoringRefusedError,
)
from interview.use_cases.sessions.append_follow_up import AppendFollowUp

Reply = TypeVar("Reply")

CALLS_TAKE_AT_MOST_S = 10


@dataclass(frozen=True)
class Reviewed:
    """`made_now` is true for the call whose review was stored. `follow_up` is to be asked next, None for none."""

    review: Review
    made_now: bool
    follow_up: FollowUp | None = None


@dataclass(frozen=True)
class GiveFeedback:
    """The same words are reviewed once: a repeat finds that review, and of calls at once one is stored.

    So it is with the follow-up question that a review leads to.
    """

    answers: AnswerRepository
    append_follow_up: AppendFollowUp
    groq: Groq
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int) -> Reviewed | None:
        """The review on record; None while there is no transcript.

        Raises NotFoundError, LinkClosedError, ConflictError before the start, QuotaExceededError after too many, and
        ReviewUnavailableError, at the latest after `CALLS_TAKE_AT_MOST_S`, where the model does not answer.
        """
        require_question(session, question_index)
        require_begun(session, self.clock())
        answer = self.answers.get(session.id, question_index)
        words = answer.reviewed_words
        if words is None:
            return None
        reviewed = self._reviewed(session, question_index, words, answer.review)
        follow_up = self.append_follow_up(session, question_index, reviewed.review.follow_up)
        if follow_up:
            self.answers.give(session.id, [follow_up.question_index], self.clock())
        return replace(reviewed, follow_up=follow_up)

    def _reviewed(self, session: Session, question_index: int, words: Transcript, known: Review | None) -> Reviewed:
        if known and known.transcript_hash == transcript_hash(words):
            return Reviewed(known, made_now=False)
        made = self._made(session, question_index, words)
        replaces = known.transcript_hash if known else None
        if self.answers.store_review(session.permit, question_index, made, replaces):
            return Reviewed(made, made_now=True)
        return Reviewed(self.answers.get(session.id, question_index).review or made, made_now=False)

    def _made(self, session: Session, question_index: int, transcript: Transcript) -> Review:
        if session.consent and session.consent.human_review_only:
            return feedback.unjudged(feedback.NEUTRAL, transcript, self.clock())
        if feedback.is_too_little(transcript):
            remarks = feedback.TOO_LITTLE if transcript.has_speech else feedback.NOTHING_HEARD
            return feedback.unjudged(remarks, transcript, self.clock())
        self.usage.count(quotas.REVIEWS, session.id, question_index)
        try:
            return self._judged(session, question_index, transcript)
        except (RetryableError, NotConfiguredError, ScoringRefusedError) as error:
            raise ReviewUnavailableError("There is no review right now. The interview goes on without.") from error

    def _judged(self, session: Session, question_index: int, transcript: Transcript) -> Review:
        """Both calls side by side."""
        question = session.questions[question_index].text
        may_follow = follow_ups.may_follow(session.questions, question_index)
        written_prompt = feedback.written_prompt(question, transcript, may_follow=may_follow)
        with ThreadPoolExecutor(2) as pool:
            writing = pool.submit(self._ask, written_prompt, feedback.parse_written)
            speaking = pool.submit(self._ask, feedback.spoken_prompt(question, transcript), feedback.parse_spoken)
        written, spoken = writing.result(), speaking.result()
        samples = (written.sample, spoken.sample)
        return feedback.review(written.answer, spoken.answer, transcript, samples, self.clock())

    def _ask(self, prompt: Prompt, parse: Callable[[str], Reply]) -> Completion[Reply]:
        return self.groq.complete(
            prompt.messages,
            schema_name=prompt.schema_name,
            schema=prompt.schema,
            parse=parse,
            within_s=CALLS_TAKE_AT_MOST_S,
        )
