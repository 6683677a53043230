"""The route of the instant review. A function of its own serves it; the API's description lists it with the others."""

from typing import Any

from pydantic import BaseModel

from interview.http.callers import LINK

REVIEW_PATH = "/interview/questions/<question_index>/review"


class ReviewView(BaseModel):
    """`feedback` is to be read, `spoken` is what the agent says. The score stays with the recruiter."""

    feedback: str
    spoken: str


class ReviewPendingView(BaseModel):
    """Nothing yet: ask again in a moment."""


REVIEW_ROUTE: dict[str, Any] = {
    "summary": "Review an answer at once",
    "description": "Answers 202 while what was said is not there yet. A repeat finds the review that was made. 503 "
    "`review_unavailable` where it cannot be made right now: the interview goes on without.",
    "tags": ["Interview"],
    "security": [LINK],
    "responses": {
        200: {"description": "The review", "content": {"application/json": {"model": ReviewView}}},
        202: {"description": "No transcript yet", "content": {"application/json": {"model": ReviewPendingView}}},
    },
}
