"""Score one answer from its transcript."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation import certainty, scoring
from interview.domain.evaluation.certainty import SamplePolicy
from interview.domain.evaluation.rubric import RUBRIC, Rubric
from interview.domain.evaluation.samples import Reply
from interview.domain.evaluation.score import Score
from interview.domain.evaluation.scoring_prompt import ScoringPrompt, build_prompt
from interview.domain.events import AnswerScored, ScoreData
from interview.domain.hashing import canonical_hash
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import Session
from interview.errors import MediaError, NotFoundError, RateLimitedError, RetryableError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

SCORING_TIMEOUT_S = 100
"""For all samples together."""
TEMPERATURE = 0.7
"""Of samples that are to show how far they spread; one alone is drawn at 0."""
SEEDS_A_SAMPLE = 10
"""A reply that cannot be read is asked for with the next one."""

Place = tuple[UUID, int, str]
"""Session, question, fingerprint: of one document."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ScoreAnswer:
    """The same words, question, rubric and models are scored once; a repeat finds that score, or the samples that there
    are of it."""

    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    groq: Groq
    policy: SamplePolicy = "adaptive"
    clock: Clock = utc_now
    monotonic: Callable[[], float] = time.monotonic
    publish: Publish = left_to_the_sweeper

    def __call__(self, session_id: UUID, question_index: int) -> Score | None:
        """The score that is now on record; None where the candidate asked for people only, or has
        withdrawn, meanwhile as well.

        Raises MediaError where there is no transcript yet, and what `Groq.complete` raises.
        """
        session = self.sessions.get(session_id)
        if session is None:
            raise NotFoundError("No such session.")
        if session.is_unjudged:
            return None
        answer = self.answers.get(session_id, question_index)
        prompt = _prompt(session, answer)
        fingerprint = self._fingerprint(prompt, answer.score_version)
        known = self.scores.find(session_id, question_index, fingerprint)
        if known:
            self.answers.score_made(session_id, question_index, answer.score_version)
            return known
        ends_at_s = self.monotonic() + SCORING_TIMEOUT_S
        reason = scoring.reason_to_abstain(prompt)
        if reason:
            score = scoring.abstain(prompt, reason)
        else:
            place = session_id, question_index, fingerprint
            score = self._sampled(place, prompt, ends_at_s)
            score = score.model_copy(update={"influence": self._influence(prompt, score, ends_at_s)})
        stands = self.sessions.get(session_id)
        if stands is None or stands.is_unjudged:
            return None
        self._keep(session, answer, fingerprint, score, prompt.rubric)
        return score

    def _sampled(self, place: Place, prompt: ScoringPrompt, ends_at_s: float) -> Score:
        replies = self.scores.replies(*place)
        if 0 not in replies:
            replies[0] = self._reply(prompt, 0, ends_at_s)
        first = self._score(prompt, replies[0])
        if first.attempts:
            # There is more to ask: whoever has to come again for that finds this reply.
            self.scores.keep_reply(*place, 0, replies[0])
        if not certainty.needs_more(first, self.policy):
            return certainty.combined([first])
        self.scores.keep_reply(*place, 0, replies[0])
        missing = [number for number in range(certainty.MAX_SAMPLES) if number not in replies]
        with ThreadPoolExecutor(certainty.MAX_SAMPLES) as pool:
            asked = {number: pool.submit(self._kept_reply, place, prompt, number, ends_at_s) for number in missing}
        for number, reply in asked.items():
            try:
                replies[number] = reply.result()
            except RetryableError as error:
                # Who waits for the model's limits comes again, and finds the replies that are kept.
                if isinstance(error, RateLimitedError) or first.overall is None:
                    raise
                # One that is there says more than none, and how many they were is told with it.
                fields = {"number": number, "error": type(error).__name__}
                logger.warning("score_sample_missing", extra={"fields": fields})
        return certainty.combined([self._score(prompt, replies[number]) for number in sorted(replies)])

    def _influence(self, prompt: ScoringPrompt, score: Score, ends_at_s: float) -> float | None:
        """What the answer comes to without the sentences that talk to the judge, less what it comes to with them: both
        of one sample. Who waits for the model's limits comes again for it, before the score is kept."""
        first = score.samples[0].overall
        rest = prompt.without_attempts()
        if not score.attempts or first is None or scoring.reason_to_abstain(rest):
            return None
        try:
            overall = self._score(rest, self._reply(rest, 0, ends_at_s)).overall
        except RateLimitedError:
            raise
        except RetryableError as error:
            logger.warning("score_influence_missing", extra={"fields": {"error": type(error).__name__}})
            return None
        return None if overall is None else round(overall - first, 1)

    def _kept_reply(self, place: Place, prompt: ScoringPrompt, number: int, ends_at_s: float) -> Reply:
        reply = self._reply(prompt, number, ends_at_s)
        self.scores.keep_reply(*place, number, reply)
        return reply

    def _reply(self, prompt: ScoringPrompt, number: int, ends_at_s: float) -> Reply:
        told = prompt.in_another_order(number)
        completion = self.groq.complete(
            told.messages,
            schema_name=told.schema_name,
            schema=told.schema,
            parse=lambda text: scoring.parse_answer(prompt, text),
            timeout_s=ends_at_s - self.monotonic(),
            temperature=0.0 if self.policy == "one" else TEMPERATURE,
            seed=1 + number * SEEDS_A_SAMPLE,
        )
        return Reply(text=completion.answer.model_dump_json(), sample=completion.sample)

    @staticmethod
    def _score(prompt: ScoringPrompt, reply: Reply) -> Score:
        return scoring.score_answer(prompt, scoring.parse_answer(prompt, reply.text), reply.sample)

    def _keep(self, session: Session, answer: Answer, fingerprint: str, score: Score, rubric: Rubric) -> None:
        now, question_index = self.clock(), answer.question_index
        event = AnswerScored(
            at=now,
            organisation_id=session.organisation_id,
            session_id=session.id,
            session_version=session.version,
            data=ScoreData(question_index=question_index, fingerprint=fingerprint),
        )
        self.scores.add(
            session.id, question_index, fingerprint, score, now, event, version=answer.score_version, rubric=rubric
        )
        self.answers.score_made(session.id, question_index, answer.score_version)
        self.publish(session.id)

    def _fingerprint(self, prompt: ScoringPrompt, version: int) -> str:
        """Of all that a score is made from, and of how often somebody asked for another."""
        return canonical_hash(
            {
                "prompt": prompt.prompt_hash,
                "rubric": prompt.rubric.hash,
                "transcript": prompt.transcript_hash,
                "recording": prompt.recording._asdict(),
                "rules": scoring.RULES_VERSION,
                "models": self.groq.terms,
                "samples": self.policy,
                "version": version,
            }
        )


def _prompt(session: Session, answer: Answer) -> ScoringPrompt:
    if answer.scored_words is None:
        raise MediaError("there is no transcript to score")
    question = session.questions[answer.question_index]
    rubric = answer.score_rubric if answer.score_version else session.rubric
    return build_prompt(
        question.text,
        question.expected_points,
        answer.scored_words,
        session.template_language,
        rubric or RUBRIC,
        main_question=None if question.follows is None else session.questions[question.follows].text,
        spoken_language=session.language,
        recording=answer.recording_quality,
    )
