"""All that is known of one answer."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import MergedBucket
from interview.domain.accounts import User
from interview.domain.evaluation.score import Score
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import require_question
from interview.domain.templates import AskedQuestion
from interview.domain.transcripts.corrections import Difference, differences

MAX_HEARD_WORDS = 40_000
"""That a correction is laid beside: four hours of speech."""


@dataclass(frozen=True)
class ShownAnswer:
    """The transcripts of `answer` are without their single words. `differences` are what was corrected in the live one;
    none where that has changed since."""

    question: AskedQuestion
    answer: Answer
    score: Score | None
    playback_url: str | None
    differences: list[Difference]


@dataclass(frozen=True)
class ShowAnswer:
    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    merged: MergedBucket

    def __call__(self, user: User, session_id: UUID, question_index: int) -> ShownAnswer:
        """Raises NotFoundError for a session of another organisation, and for a question that it does not have."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        require_question(session, question_index)
        answer = self.answers.without_words(session_id, question_index)
        return ShownAnswer(
            question=session.questions[question_index],
            answer=answer,
            score=self.scores.standing(session_id, question_index, answer.scored_hash),
            playback_url=self.merged.playback_url(answer.video.key) if answer.video else None,
            differences=self._differences(answer),
        )

    def _differences(self, answer: Answer) -> list[Difference]:
        heard, correction = answer.misheard_words, answer.correction
        if heard is None or correction is None:
            return []
        words = self.answers.words(answer.session_id, answer.question_index, "live_transcript", 0, MAX_HEARD_WORDS + 1)
        if len(words) > MAX_HEARD_WORDS:
            return []
        return differences(heard.model_copy(update={"words": tuple(words)}), correction.text)
