"""All that is known of one answer."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import MergedBucket
from interview.domain.accounts import User
from interview.domain.decisions.blinding import hides_identity
from interview.domain.evaluation.score import Score
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import require_question
from interview.domain.templates import AskedQuestion
from interview.domain.transcripts.corrections import Difference, differences
from interview.use_cases.decisions.judge_first import JudgeFirst

MAX_HEARD_WORDS = 40_000
"""That a correction is laid beside: four hours of speech."""


@dataclass(frozen=True)
class ShownAnswer:
    """The transcripts of `answer` are without their single words. `download_url` saves what `playback_url` plays.
    `differences` are what was corrected in the live one;
    none where that has changed since."""

    question: AskedQuestion
    answer: Answer
    score: Score | None
    playback_url: str | None
    download_url: str | None
    differences: list[Difference]


@dataclass(frozen=True)
class ShowAnswer:
    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    merged: MergedBucket
    judge_first: JudgeFirst

    def __call__(self, user: User, session_id: UUID, question_index: int) -> ShownAnswer:
        """Raises NotFoundError for a session of another organisation, and for a question that it does not have. Who
        has to judge first gets neither score nor feedback, which tells a figure."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        require_question(session, question_index)
        hidden = self.judge_first.hides(user.id, session)
        answer = self.answers.without_words(session_id, question_index)
        key = (
            None
            if session.erased_at.recordings
            else self._media_key(answer, unseen=hides_identity(session, user, hidden=hidden))
        )
        return ShownAnswer(
            question=session.questions[question_index],
            answer=answer.model_copy(update={"feedback": None}) if hidden else answer,
            score=None if hidden else self.scores.standing(session_id, question_index, answer.scored_hash),
            playback_url=self.merged.playback_url(key) if key else None,
            download_url=self.merged.download_url(key, _file_name(session_id, question_index, key)) if key else None,
            differences=self._differences(answer),
        )

    def _media_key(self, answer: Answer, *, unseen: bool) -> str | None:
        """Of the sound alone where the candidate is not to be seen."""
        if answer.video is None:
            return None
        return answer.video.audio_key if unseen else answer.video.key

    def _differences(self, answer: Answer) -> list[Difference]:
        heard, correction = answer.misheard_words, answer.correction
        if heard is None or correction is None:
            return []
        words = self.answers.words(answer.session_id, answer.question_index, "live_transcript", 0, MAX_HEARD_WORDS + 1)
        if len(words) > MAX_HEARD_WORDS:
            return []
        return differences(heard.model_copy(update={"words": tuple(words)}), correction.text)


def _file_name(session_id: UUID, question_index: int, key: str) -> str:
    """Says which answer it is, and not whose: `interview-1f0c2d3e-question-2.webm`."""
    return f"interview-{str(session_id)[:8]}-question-{question_index + 1}{PurePosixPath(key).suffix}"
