"""The routes of feedback. A function of its own serves them; the API's description lists them too."""

from typing import Any

from pydantic import Field

from interview.domain.sessions.session import Session
from interview.domain.values import Value
from interview.entrypoints.http.callers import LINK
from interview.use_cases.evaluation.give_feedback import GivenFeedback

FEEDBACK_PATH = "/interview/questions/<question_index>/feedback"
PREPARATION_PATH = "/interview/questions/<question_index>/feedback/preparation"
READINESS_PATH = "/interview/feedback"


class FollowUpView(Value):
    """A question that was added to the interview, to be asked next. Its times are stretched already."""

    question_index: int
    text: str
    thinking_time_s: int
    answer_time_s: int


class FeedbackView(Value):
    """`written` is to be read, `spoken` is what the agent says. The score stays with the recruiter."""

    written: str
    spoken: str
    follow_up: FollowUpView | None = Field(description="asked next; null where nothing follows")


class FeedbackPendingView(Value):
    """Nothing yet: ask again in a moment."""


FEEDBACK_ROUTE: dict[str, Any] = {
    "summary": "Give feedback on an answer at once",
    "description": "Answers 202 while what was said is not there yet, and where more was said meanwhile. A repeat "
    "finds the feedback that was given, and the follow-up question that it led to. 409 for a question that has not "
    "come. 503 `feedback_unavailable` where none can be made right now, and 429 after too many: the interview goes on "
    "without.",
    "tags": ["Interview"],
    "security": [LINK],
    "responses": {
        200: {"description": "The feedback", "content": {"application/json": {"model": FeedbackView}}},
        202: {"description": "No transcript yet", "content": {"application/json": {"model": FeedbackPendingView}}},
    },
}


PREPARATION_ROUTE: dict[str, Any] = {
    "summary": "Make the feedback on an answer ahead",
    "description": "On the words so far, while the candidate may still go on. Answers 204 once it is made, and tells "
    "it to nobody: where nothing more is said, feedback is then given without delay. Who asks for feedback before the "
    "204 has it made twice. 503 `feedback_unavailable` and 429 cost nothing but the delay.",
    "tags": ["Interview"],
    "security": [LINK],
    "status_code": 204,
}

READINESS_ROUTE: dict[str, Any] = {
    "summary": "Whether feedback can be given",
    "description": "Asked when the interview starts, so that what gives it is at work when the first answer is given. "
    "503 with the reason where it is not configured: the interview goes on without.",
    "tags": ["Interview"],
    "security": [LINK],
    "status_code": 204,
}


def feedback_view(session: Session, given: GivenFeedback) -> FeedbackView:
    """What the candidate gets of it."""
    follow_up = None
    if given.follow_up:
        question = given.follow_up.question
        follow_up = FollowUpView(
            question_index=given.follow_up.question_index,
            text=question.text,
            thinking_time_s=session.accommodations.thinking_time_s(question),
            answer_time_s=session.accommodations.answer_time_s(question),
        )
    return FeedbackView(written=given.feedback.written, spoken=given.feedback.spoken, follow_up=follow_up)
