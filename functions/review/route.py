"""What was said, reviewed by a model; and before that, whether it can be."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from interview.entrypoints import model_calls
from interview.entrypoints.http import callers
from interview.entrypoints.http.application import application
from interview.entrypoints.http.feedback import (
    REVIEW_PATH,
    REVIEW_ROUTE,
    REVIEWS_PATH,
    REVIEWS_ROUTE,
    ReviewPendingView,
    ReviewView,
    review_view,
)
from interview.settings import ReviewSettings, load
from interview.wiring import review as wiring

settings = load(ReviewSettings)
router = Router()


@router.post(REVIEW_PATH, **REVIEW_ROUTE)
def give_feedback(question_index: int) -> Response[ReviewView | ReviewPendingView]:
    session = callers.candidate(router.current_event, wiring.authenticate_candidate(settings))
    reviewed = wiring.give_feedback(settings)(session, question_index)
    if reviewed is None:
        return Response(202, content_type="application/json", body=ReviewPendingView())
    if reviewed.made_now:
        model_calls.record(reviewed.review.samples, replaced=reviewed.review.replaced)
    return Response(200, content_type="application/json", body=review_view(session, reviewed))


@router.get(REVIEWS_PATH, **REVIEWS_ROUTE)
def can_review() -> Response[None]:
    """Everything that a review needs is there after this, connected to the database."""
    callers.candidate(router.current_event, wiring.authenticate_candidate(settings))
    wiring.give_feedback(settings)
    return Response(204)


app = application(router)
