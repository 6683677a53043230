"""What people found about an interview, as it stands."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.decisions.entries import rubric_of
from interview.domain.decisions.review import Review, review
from interview.domain.templates import Rubric
from interview.use_cases.decisions.judge_first import JudgeFirst


@dataclass(frozen=True)
class ShownReview:
    """`rubric` is what people judge the answers by. Where `others_hidden`, the review is of this
    person's findings alone."""

    review: Review
    rubric: Rubric
    others_hidden: bool


@dataclass(frozen=True)
class ShowReview:
    sessions: SessionRepository
    decisions: DecisionRepository
    judge_first: JudgeFirst

    def __call__(self, user: User, session_id: UUID) -> ShownReview:
        """Raises NotFoundError for a session of another organisation."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        hidden = self.judge_first.hides(user.id, session)
        entries = self.decisions.of_session(session_id)
        seen = [entry for entry in entries if entry.author.id == user.id or not hidden]
        return ShownReview(review(seen), rubric_of(session), hidden)
