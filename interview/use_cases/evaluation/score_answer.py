"""Score one answer from its transcript."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation import scoring
from interview.domain.evaluation.scoring import Score
from interview.domain.evaluation.scoring_prompt import ScoringPrompt, build_prompt
from interview.errors import MediaError, NotFoundError

SCORING_TAKES_AT_MOST_S = 100


@dataclass(frozen=True)
class ScoreAnswer:
    """The same words, question, rubric and models are scored once; a repeat finds that score."""

    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    groq: Groq
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, question_index: int) -> Score | None:
        """The score that is now on record; None where the candidate asked for people only.

        Raises MediaError where there is no transcript yet, and what `Groq.complete` raises.
        """
        session = self.sessions.get(session_id)
        if session is None:
            raise NotFoundError("No such session.")
        if session.consent and session.consent.human_review_only:
            return None
        transcript = self.answers.get(session_id, question_index).scored_words
        if transcript is None:
            raise MediaError("there is no transcript to score")

        question = session.questions[question_index]
        main_question = None if question.follows is None else session.questions[question.follows].text
        prompt = build_prompt(question.text, question.expected_points, transcript, main_question=main_question)
        fingerprint = self._fingerprint(prompt)
        known = self.scores.find(session_id, question_index, fingerprint)
        if known:
            return known
        reason = scoring.reason_to_abstain(transcript)
        score = scoring.abstain(prompt, reason) if reason else self._scored(prompt)
        self.scores.add(session_id, question_index, fingerprint, score, self.clock())
        return score

    def _scored(self, prompt: ScoringPrompt) -> Score:
        completion = self.groq.complete(
            prompt.messages,
            schema_name=prompt.schema_name,
            schema=prompt.schema,
            parse=lambda text: scoring.parse_answer(prompt, text),
            within_s=SCORING_TAKES_AT_MOST_S,
        )
        return scoring.score_answer(prompt, completion.answer, completion.sample)

    def _fingerprint(self, prompt: ScoringPrompt) -> str:
        parts = (prompt.prompt_hash, prompt.rubric.hash, prompt.transcript_hash, *self.groq.models)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
