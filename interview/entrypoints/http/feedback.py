"""The routes of the instant review. A function of its own serves them; the API's description lists them too."""

from typing import Any

from pydantic import BaseModel, Field

from interview.domain.sessions.session import Session
from interview.entrypoints.http.callers import LINK
from interview.use_cases.evaluation.give_feedback import Reviewed

REVIEW_PATH = "/interview/questions/<question_index>/review"
REVIEWS_PATH = "/interview/reviews"


class FollowUpView(BaseModel):
    """A question that was added to the interview, to be asked next. Its times are stretched already."""

    question_index: int
    text: str
    thinking_time_s: int
    answer_time_s: int


class ReviewView(BaseModel):
    """`feedback` is to be read, `spoken` is what the agent says. The score stays with the recruiter."""

    feedback: str
    spoken: str
    follow_up: FollowUpView | None = Field(description="asked next; null where nothing follows")


class ReviewPendingView(BaseModel):
    """Nothing yet: ask again in a moment."""


REVIEW_ROUTE: dict[str, Any] = {
    "summary": "Review an answer at once",
    "description": "Answers 202 while what was said is not there yet. A repeat finds the review that was made, "
    "and the follow-up question that it led to. 503 `review_unavailable` where none can be made right now, and 429 "
    "after too many: the interview goes on without.",
    "tags": ["Interview"],
    "security": [LINK],
    "responses": {
        200: {"description": "The review", "content": {"application/json": {"model": ReviewView}}},
        202: {"description": "No transcript yet", "content": {"application/json": {"model": ReviewPendingView}}},
    },
}


REVIEWS_ROUTE: dict[str, Any] = {
    "summary": "Whether answers can be reviewed",
    "description": "Asked when the interview starts, so that what reviews is at work when the first answer is given. "
    "503 with the reason where reviews are not configured: the interview goes on without.",
    "tags": ["Interview"],
    "security": [LINK],
    "status_code": 204,
}


def review_view(session: Session, reviewed: Reviewed) -> ReviewView:
    """What the candidate gets of it."""
    follow_up = None
    if reviewed.follow_up:
        question = reviewed.follow_up.question
        follow_up = FollowUpView(
            question_index=reviewed.follow_up.question_index,
            text=question.text,
            thinking_time_s=session.accommodations.thinking_time_s(question),
            answer_time_s=session.accommodations.answer_time_s(question),
        )
    return ReviewView(feedback=reviewed.review.feedback, spoken=reviewed.review.spoken, follow_up=follow_up)
