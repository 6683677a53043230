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
    outcomes = {"locked": swept.locked, "started": swept.started, "failed": swept.failed, "again": swept.again}
    for outcome, sessions in outcomes.items():
        for session_id in sessions:
            logger.info("session_swept", sessionId=str(session_id), outcome=outcome)
    return {"expired": swept.expired, **{outcome: len(sessions) for outcome, sessions in outcomes.items()}}
