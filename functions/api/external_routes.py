"""Routes that API Gateway hands to functions of their own: they stand here to be described with all others."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from interview.entrypoints.http.feedback import (
    FEEDBACK_PATH,
    FEEDBACK_ROUTE,
    PREPARATION_PATH,
    PREPARATION_ROUTE,
    READINESS_PATH,
    READINESS_ROUTE,
    FeedbackView,
)
from interview.errors import NotFoundError

router = Router()


@router.post(FEEDBACK_PATH, **FEEDBACK_ROUTE)
def give_feedback(question_index: int) -> FeedbackView:  # noqa: ARG001
    raise NotFoundError("This address is served elsewhere.")


@router.post(PREPARATION_PATH, **PREPARATION_ROUTE)
def prepare_feedback(question_index: int) -> Response[None]:  # noqa: ARG001
    raise NotFoundError("This address is served elsewhere.")


@router.get(READINESS_PATH, **READINESS_ROUTE)
def can_give_feedback() -> Response[None]:
    raise NotFoundError("This address is served elsewhere.")
