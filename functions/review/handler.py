"""The instant review of an answer: a function of its own, for it alone waits for a model."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview import wiring
from interview.http import callers, door
from interview.http.application import application
from interview.http.reviews import REVIEW_PATH, REVIEW_ROUTE, ReviewPendingView, ReviewView, review_view
from interview.settings import ReviewSettings, load

settings = load(ReviewSettings)
logger = Logger()
metrics = Metrics()
router = Router()


@router.post(REVIEW_PATH, **REVIEW_ROUTE)
def review_answer(question_index: int) -> Response[ReviewView | ReviewPendingView]:
    session = callers.candidate(router.current_event, wiring.recognise_candidate(settings))
    reviewed = wiring.review_answer(settings)(session, question_index)
    if reviewed is None:
        return Response(202, content_type="application/json", body=ReviewPendingView())
    for sample in reviewed.review.samples if reviewed.made_now else ():
        metrics.add_metric("ModelRetired", MetricUnit.Count, len(sample.retired_models))
        replaced = list(reviewed.review.replaced)
        logger.info("groq_per_question_complete", model=sample.model, latencyMs=sample.latency_ms, replaced=replaced)
    return Response(200, content_type="application/json", body=review_view(session, reviewed))


app = application(router)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return door.answer(app, metrics, settings.origin_secret_arn, event, context)
