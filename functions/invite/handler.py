"""Invite many people whom somebody sent a list of."""

import time
from typing import Any
from uuid import UUID

from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.invitations.batches import MAX_ATTEMPTS
from interview.domain.values import Value
from interview.entrypoints.step import logger, timed_step
from interview.errors import ColloquyError
from interview.settings import load
from interview.settings.invite import InviteSettings
from interview.wiring import invite as wiring

BEGINS_NO_SLICE_AFTER_S = 30.0

settings = load(InviteSettings)


class InviteTask(Value):
    batch_id: UUID


@timed_step(InviteTask)
def invite(task: InviteTask, ends_at_s: float) -> dict[str, Any]:
    """Goes on in another message where it does not fit into one."""
    invite_batch = wiring.invite_batch(settings)
    slices, goes_on = 0, True
    while goes_on and time.monotonic() + BEGINS_NO_SLICE_AFTER_S < ends_at_s:
        goes_on = invite_batch(task.batch_id)
        slices += 1
    if goes_on:
        wiring.invitation_requests(settings).send(task.batch_id)
    logger.info("people_invited", batchId=str(task.batch_id), slices=slices, goesOn=goes_on)
    return {}


def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """The queue hands over one message at a time; an error returns it to the queue, and after the last try whoever
    waits is told."""
    for record in event["Records"]:
        task = InviteTask.model_validate_json(record["body"])
        try:
            invite(task.model_dump(), context)
        except ColloquyError:
            if int(record["attributes"]["ApproximateReceiveCount"]) >= MAX_ATTEMPTS:
                wiring.invite_batch(settings).give_up(task.batch_id)
            raise
