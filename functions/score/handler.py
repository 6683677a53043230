"""Score one question's answer."""

from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview import wiring
from interview.domain.processing import QuestionTask
from interview.settings import ScoreSettings, load
from interview.worker import logger, worker

settings = load(ScoreSettings)
metrics = Metrics()


@worker(QuestionTask)
def score(task: QuestionTask) -> dict[str, Any]:
    scored = wiring.score_answer(settings)(task.session_id, task.question_index)
    for sample in scored.samples if scored else ():
        metrics.add_metric("ModelRetired", MetricUnit.Count, len(sample.retired_models))
        logger.info("groq_per_question_complete", model=sample.model, latencyMs=sample.latency_ms)
    return task.model_dump(mode="json")


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    metrics.add_metric("ModelRetired", MetricUnit.Count, 0)  # without any Powertools writes a warning, which is no JSON
    return score(event, context)
