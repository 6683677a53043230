"""Tell a candidate, right after an answer, what it came to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from interview.adapters.groq import Completion, Groq
from interview.adapters.mongo import AnswerRepository
from interview.domain import reviews
from interview.domain.clock import Clock, utc_now
from interview.domain.prompts import Prompt
from interview.domain.reviews import Review
from interview.domain.sessions import Session, SessionState, require_open, require_question
from interview.domain.transcripts import Transcript
from interview.errors import (
    ConflictError,
    NotConfiguredError,
    RetryableError,
    ReviewUnavailableError,
    ScoringRefusedError,
)

Reply = TypeVar("Reply")

CALLS_TAKE_AT_MOST_S = 10


@dataclass(frozen=True)
class Reviewed:
    """`made_now` is true for the call whose review was stored."""

    review: Review
    made_now: bool


@dataclass(frozen=True)
class ReviewAnswer:
    """The same words are reviewed once: a repeat finds that review, and of calls at once one is stored."""

    answers: AnswerRepository
    groq: Groq
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int) -> Reviewed | None:
        """The review on record; None while there is no transcript.

        Raises NotFoundError, LinkClosedError, ConflictError before the start, and ReviewUnavailableError, at the
        latest after `CALLS_TAKE_AT_MOST_S`, where the model does not answer.
        """
        require_question(session, question_index)
        require_open(session, self.clock())
        if session.state is SessionState.PENDING:
            raise ConflictError("Start the interview first.")
        answer = self.answers.get(session.id, question_index)
        transcript = answer.live_transcript or answer.transcript
        if transcript is None:
            return None
        known = answer.review
        if known and known.transcript_hash == reviews.transcript_hash(transcript):
            return Reviewed(known, made_now=False)
        made = self._made(session, question_index, transcript)
        replaces = known.transcript_hash if known else None
        if self.answers.store_review(session.id, question_index, made, replaces):
            return Reviewed(made, made_now=True)
        return Reviewed(self.answers.get(session.id, question_index).review or made, made_now=False)

    def _made(self, session: Session, question_index: int, transcript: Transcript) -> Review:
        if session.consent and session.consent.human_review_only:
            return reviews.unjudged(reviews.NEUTRAL, transcript, self.clock())
        if reviews.is_too_little(transcript):
            return reviews.unjudged(reviews.TOO_LITTLE, transcript, self.clock())
        try:
            return self._judged(session.questions[question_index].text, transcript)
        except (RetryableError, NotConfiguredError, ScoringRefusedError) as error:
            raise ReviewUnavailableError("There is no review right now. The interview goes on without.") from error

    def _judged(self, question: str, transcript: Transcript) -> Review:
        """Both calls side by side."""
        with ThreadPoolExecutor(2) as pool:
            prompts = reviews.written_prompt(question, transcript), reviews.spoken_prompt(question, transcript)
            writing = pool.submit(self._ask, prompts[0], reviews.parse_written)
            speaking = pool.submit(self._ask, prompts[1], reviews.parse_spoken)
        written, spoken = writing.result(), speaking.result()
        samples = (written.sample, spoken.sample)
        return reviews.review(written.answer, spoken.answer, transcript, samples, self.clock())

    def _ask(self, prompt: Prompt, parse: Callable[[str], Reply]) -> Completion[Reply]:
        return self.groq.complete(
            prompt.messages,
            schema_name=prompt.schema_name,
            schema=prompt.schema,
            parse=parse,
            within_s=CALLS_TAKE_AT_MOST_S,
        )
