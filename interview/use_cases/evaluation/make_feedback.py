"""Make the feedback on an answer's words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from interview.adapters.groq import Completion, Groq
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation import feedback
from interview.domain.evaluation.feedback import Feedback
from interview.domain.evaluation.prompts import Prompt
from interview.domain.languages import vocabulary
from interview.domain.sessions import follow_ups
from interview.domain.sessions.session import Session
from interview.domain.transcripts.transcript import Transcript
from interview.errors import (
    FeedbackUnavailableError,
    NotConfiguredError,
    RetryableError,
    ScoringRefusedError,
)

Reply = TypeVar("Reply")

CALLS_TIMEOUT_S = 10


@dataclass(frozen=True)
class MakeFeedback:
    """Stores and counts nothing."""

    groq: Groq
    clock: Clock = utc_now

    def without_model(self, session: Session, words: Transcript) -> Feedback | None:
        """That of a candidate who wants people only, or who said next to nothing; None for all others."""
        sentences = vocabulary(session.language)
        if session.is_unjudged:
            return feedback.unjudged(sentences.neutral, words, self.clock())
        if feedback.is_too_little(words):
            remarks = sentences.too_little if words.has_speech else sentences.nothing_heard
            return feedback.unjudged(remarks, words, self.clock())
        return None

    def by_model(self, session: Session, question_index: int, words: Transcript) -> Feedback:
        """By two calls side by side. Raises FeedbackUnavailableError, at the latest after `CALLS_TIMEOUT_S`, where the
        model does not answer."""
        try:
            return self._judged(session, question_index, words)
        except (RetryableError, NotConfiguredError, ScoringRefusedError) as error:
            raise FeedbackUnavailableError("There is no review right now. The interview goes on without.") from error

    def _judged(self, session: Session, question_index: int, transcript: Transcript) -> Feedback:
        question = session.questions[question_index].text
        may_follow = follow_ups.may_follow(session.questions, question_index)
        written_prompt = feedback.written_prompt(question, transcript, session.language, may_follow=may_follow)
        spoken_prompt = feedback.spoken_prompt(question, transcript, session.language)
        with ThreadPoolExecutor(2) as pool:
            writing = pool.submit(self._ask, written_prompt, feedback.parse_written)
            speaking = pool.submit(self._ask, spoken_prompt, feedback.parse_spoken)
        written, spoken = writing.result(), speaking.result()
        samples = (written.sample, spoken.sample)
        return feedback.compose(written.answer, spoken.answer, transcript, session.language, samples, self.clock())

    def _ask(self, prompt: Prompt, parse: Callable[[str], Reply]) -> Completion[Reply]:
        return self.groq.complete(
            prompt.messages,
            schema_name=prompt.schema_name,
            schema=prompt.schema,
            parse=parse,
            timeout_s=CALLS_TIMEOUT_S,
        )
