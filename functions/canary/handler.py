"""Look whether a candidate who came now would find the pages, the API, the voice proxy and keys that are taken."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.entrypoints import metrics
from interview.settings import load
from interview.settings.canary import CanarySettings
from interview.wiring import canary as wiring

settings = load(CanarySettings)
logger = Logger()


class ClosedDoorsError(Exception):
    """Somewhere a candidate would not have come in."""


def handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Raises ClosedDoorsError: an alarm rings where no run passed for a while."""
    logger.append_keys(requestId=context.aws_request_id)
    look = wiring.look_around(settings)
    closed = look.closed_doors()
    for door in closed:
        logger.error("canary_found_closed", path=door.path, reason=door.reason)
    refusals = look.refusals()
    for refusal in refusals:
        logger.error("canary_was_refused", vendor=refusal.vendor, reason=refusal.message)
        metrics.count_refusal(refusal)
    if closed:
        raise ClosedDoorsError(", ".join(door.path for door in closed))
    return {"refusals": len(refusals)}
