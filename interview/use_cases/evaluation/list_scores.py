"""All scores of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.evaluation.score import ScoreVersion, standing_score
from interview.domain.sessions.session import require_question
from interview.use_cases.decisions.judge_first import JudgeFirst


@dataclass(frozen=True)
class ListedScores:
    """Oldest first. `asked_for` is how many more than the first somebody asked for, `is_awaited` whether the last of
    them is still being made, and `counts` the place of the one that holds, None where there is none. `words` is the
    hash of the words that count."""

    versions: Sequence[ScoreVersion]
    asked_for: int
    is_awaited: bool
    counts: int | None
    words: str | None


@dataclass(frozen=True)
class ListScores:
    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    judge_first: JudgeFirst

    def __call__(self, user: User, session_id: UUID, question_index: int) -> ListedScores:
        """Raises NotFoundError for a session of another organisation, and for a question that it does not have. Lists
        none to who has to judge first."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        require_question(session, question_index)
        hidden = self.judge_first.hides(user.id, session)
        answer = self.answers.without_words(session_id, question_index)
        # Rubrics that were not stored with their scores yet, as far as they are still at hand.
        known = {rubric.hash: rubric for rubric in (RUBRIC, session.rubric, answer.score_rubric) if rubric}
        versions = [
            version if version.rubric else version.model_copy(update={"rubric": known.get(version.score.rubric_hash)})
            for version in ([] if hidden else self.scores.versions(session_id, question_index))
        ]
        standing = standing_score([version.score for version in versions], answer.scored_hash)
        return ListedScores(
            versions,
            asked_for=answer.score_version,
            is_awaited=answer.score_awaited_since is not None,
            counts=next((place for place, version in enumerate(versions) if version.score is standing), None),
            words=answer.scored_hash,
        )
