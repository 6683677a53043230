"""All scores of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.evaluation.score import ScoreVersion
from interview.domain.sessions.session import require_question


@dataclass(frozen=True)
class ListedScores:
    """Oldest first. `asked_for` is how many more than the first somebody asked for."""

    versions: Sequence[ScoreVersion]
    asked_for: int


@dataclass(frozen=True)
class ListScores:
    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository

    def __call__(self, user: User, session_id: UUID, question_index: int) -> ListedScores:
        """Raises NotFoundError for a session of another organisation, and for a question that it does not have."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        require_question(session, question_index)
        asked_for = self.answers.without_words(session_id, question_index).score_version
        return ListedScores(self.scores.versions(session_id, question_index), asked_for)
