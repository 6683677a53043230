"""Write letters of what happened, send them, and note what became of them."""

import json
from collections.abc import Sequence
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.events import event_of
from interview.domain.mail.reports import report_of
from interview.errors import stack_of
from interview.settings import load
from interview.settings.notify import NotifySettings
from interview.wiring import notify as wiring

COMES_AGAIN_BELOW_MS = 25_000
"""Time left: one mail may take as long, and a function that is killed has left its letter uncertain."""

settings = load(NotifySettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """A message is an event from the bus, a letter that is to be sent, or what SES says of a mail: twice, late or out
    of order. One that fails comes again alone."""
    logger.append_keys(requestId=context.aws_request_id)
    again = [
        record["messageId"]
        for record in event["Records"]
        if context.get_remaining_time_in_millis() < COMES_AGAIN_BELOW_MS or not _handle(record["body"])
    ]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


def _handle(body: str) -> bool:
    try:
        told = json.loads(body)
        if "letter_id" in told:
            _send([told["letter_id"]])
        elif "eventType" in told:
            _note(told)
        else:
            _send(wiring.write_letters(settings)(event_of(told["detail"])))
    except Exception as error:  # noqa: BLE001 (one message must not stop the others)
        logger.error("message_not_handled", error=type(error).__name__, stack=stack_of(error))
        return False
    return True


def _send(letter_ids: Sequence[str]) -> None:
    for letter_id in letter_ids:
        sent = wiring.send_letter(settings)(letter_id)
        if sent:
            fields: dict[str, Any] = {"letterId": letter_id, "state": sent.state.value, "together": sent.together}
            logger.info("letter_handled", reason=sent.reason and sent.reason.value, **fields)


def _note(told: dict[str, Any]) -> None:
    report = report_of(told)
    if report and wiring.take_report(settings)(report):
        logger.info("letter_reported", letterId=report.letter_id, state=report.state.value)
