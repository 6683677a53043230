"""What people found about an interview, as it stands."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.decisions.entries import rubric_of
from interview.domain.decisions.review import Review, review
from interview.domain.templates import Rubric


@dataclass(frozen=True)
class ShownReview:
    """`rubric` is what people judge the answers by."""

    review: Review
    rubric: Rubric


@dataclass(frozen=True)
class ShowReview:
    sessions: SessionRepository
    decisions: DecisionRepository

    def __call__(self, user: User, session_id: UUID) -> ShownReview:
        """Raises NotFoundError for a session of another organisation."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        return ShownReview(review(self.decisions.of_session(session_id)), rubric_of(session))
