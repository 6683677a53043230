"""What calls of a model leave behind: a line each, and the count that the alarm on retired models watches."""

from collections.abc import Iterable
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from interview.domain.scoring import Sample

logger = Logger()


def record(metrics: Metrics, samples: Iterable[Sample], **fields: Any) -> None:
    """`fields` stand in every line beside the model's name and how long it took."""
    for sample in samples:
        metrics.add_metric("ModelRetired", MetricUnit.Count, len(sample.retired_models))
        logger.info("groq_per_question_complete", model=sample.model, latencyMs=sample.latency_ms, **fields)
