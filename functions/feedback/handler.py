"""The feedback on an answer: a function of its own, for it alone waits for a model."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.feedback.route import app, settings
from interview.entrypoints.http import gateway


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return gateway.answer(app, settings.origin_secret_arn, event, context)
