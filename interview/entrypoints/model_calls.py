"""What calls of a model leave behind: a line each, and a count of models that the vendor has retired or refuses."""

from collections.abc import Iterable
from typing import Any

from aws_lambda_powertools import Logger

from interview.adapters.groq import VENDOR
from interview.domain.evaluation.samples import Sample
from interview.entrypoints import metrics

logger = Logger()


def record(samples: Iterable[Sample], **fields: Any) -> None:
    """`fields` stand in every line beside the model's name and how long it took."""
    for sample in samples:
        for model in sample.retired_models:
            metrics.count("VendorRefused", vendor=VENDOR, reason="the model is retired", model=model)
        for model in sample.refused_models:
            metrics.count("VendorRefused", vendor=VENDOR, reason="the model is refused", model=model)
        logger.info("groq_per_question_complete", model=sample.model, latencyMs=sample.latency_ms, **fields)
