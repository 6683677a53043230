"""Score one question's answer."""

from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview import model_calls, wiring
from interview.domain.processing import QuestionTask
from interview.settings import ScoreSettings, load
from interview.worker import worker

settings = load(ScoreSettings)
metrics = Metrics()


@worker(QuestionTask)
def score(task: QuestionTask) -> dict[str, Any]:
    scored = wiring.score_answer(settings)(task.session_id, task.question_index)
    model_calls.record(metrics, scored.samples if scored else ())
    return task.model_dump(mode="json")


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    metrics.add_metric("ModelRetired", MetricUnit.Count, 0)  # without any Powertools writes a warning, which is no JSON
    return score(event, context)
