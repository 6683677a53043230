"""A model's feedback on what was said; and before that, whether there can be any."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from interview.entrypoints import model_calls
from interview.entrypoints.http import callers
from interview.entrypoints.http.application import application
from interview.entrypoints.http.feedback import (
    FEEDBACK_PATH,
    FEEDBACK_ROUTE,
    PREPARATION_PATH,
    PREPARATION_ROUTE,
    READINESS_PATH,
    READINESS_ROUTE,
    FeedbackPendingView,
    FeedbackView,
    feedback_view,
)
from interview.settings import load
from interview.settings.feedback import FeedbackSettings
from interview.wiring import feedback as wiring

settings = load(FeedbackSettings)
router = Router()


@router.post(FEEDBACK_PATH, **FEEDBACK_ROUTE)
def give_feedback(question_index: int) -> Response[FeedbackView | FeedbackPendingView]:
    session = callers.candidate(router.current_event, wiring.authenticate_candidate(settings))
    given = wiring.give_feedback(settings)(session, question_index)
    if given is None:
        return Response(202, content_type="application/json", body=FeedbackPendingView())
    if given.made_now:
        model_calls.record(given.feedback.samples, replaced=given.feedback.replaced)
    return Response(200, content_type="application/json", body=feedback_view(session, given))


@router.post(PREPARATION_PATH, **PREPARATION_ROUTE)
def prepare_feedback(question_index: int) -> Response[None]:
    session = callers.candidate(router.current_event, wiring.authenticate_candidate(settings))
    made = wiring.prepare_feedback(settings)(session, question_index)
    if made:
        model_calls.record(made.samples, replaced=made.replaced, ahead=True)
    return Response(204)


@router.get(READINESS_PATH, **READINESS_ROUTE)
def can_give_feedback() -> Response[None]:
    """Everything that feedback needs is there after this, connected to the database."""
    callers.candidate(router.current_event, wiring.authenticate_candidate(settings))
    wiring.give_feedback(settings)
    return Response(204)


app = application(router)
