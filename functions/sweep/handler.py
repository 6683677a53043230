"""Put right what was left lying, every few minutes."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview import wiring
from interview.settings import SweepSettings, load

settings = load(SweepSettings)
logger = Logger()


def handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    logger.append_keys(requestId=context.aws_request_id)
    swept = wiring.sweep_sessions(settings)()
    for name in ("locked", "started", "failed"):
        for session_id in getattr(swept, name):
            logger.info("session_swept", sessionId=str(session_id), outcome=name)
    return {
        "expired": swept.expired,
        "locked": len(swept.locked),
        "started": len(swept.started),
        "failed": len(swept.failed),
    }
