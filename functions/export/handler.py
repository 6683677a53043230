"""Make files of results that people asked for."""

import time
from typing import Any
from uuid import UUID

from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.exports import MAX_ATTEMPTS
from interview.domain.values import Value
from interview.entrypoints.step import logger, timed_step
from interview.errors import ColloquyError
from interview.settings import load
from interview.settings.export import ExportSettings
from interview.wiring import export as wiring

BEGINS_NO_PAGE_AFTER_S = 60.0

settings = load(ExportSettings)


class ExportTask(Value):
    export_id: UUID


@timed_step(ExportTask)
def make(task: ExportTask, ends_at_s: float) -> dict[str, Any]:
    """Goes on in another message where it does not fit into one."""
    make_export = wiring.make_export(settings)
    pages, goes_on = 0, True
    while goes_on and time.monotonic() + BEGINS_NO_PAGE_AFTER_S < ends_at_s:
        goes_on = make_export(task.export_id)
        pages += 1
    if goes_on:
        wiring.export_requests(settings).send(task.export_id)
    logger.info("export_written", exportId=str(task.export_id), pages=pages, goesOn=goes_on)
    return {}


def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """The queue hands over one message at a time; an error returns it to the queue, and after the last try whoever
    waits for the file is told."""
    for record in event["Records"]:
        task = ExportTask.model_validate_json(record["body"])
        try:
            make(task.model_dump(), context)
        except ColloquyError:
            if int(record["attributes"]["ApproximateReceiveCount"]) >= MAX_ATTEMPTS:
                wiring.make_export(settings).give_up(task.export_id)
            raise
