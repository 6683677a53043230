"""Routes that API Gateway hands to functions of their own: they stand here to be described with all others."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from interview.entrypoints.http.feedback import REVIEW_PATH, REVIEW_ROUTE, REVIEWS_PATH, REVIEWS_ROUTE, ReviewView
from interview.errors import NotFoundError

router = Router()


@router.post(REVIEW_PATH, **REVIEW_ROUTE)
def give_feedback(question_index: int) -> ReviewView:  # noqa: ARG001
    raise NotFoundError("This address is served elsewhere.")


@router.get(REVIEWS_PATH, **REVIEWS_ROUTE)
def can_review() -> Response[None]:
    raise NotFoundError("This address is served elsewhere.")
