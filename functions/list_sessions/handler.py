"""List an interview anew of which something has changed that it is found, filtered or ordered by, and what was said in
it."""

import json
from typing import Any
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.events import Event, ScorecardMade, SessionChanged, SessionErased, event_of
from interview.entrypoints.kept_beside import LISTING, PASSAGES, Lines, logged
from interview.errors import stack_of
from interview.settings import DatabaseSettings, load
from interview.use_cases.sessions.go_round import Keep, keep_each
from interview.wiring import list_sessions as wiring

settings = load(DatabaseSettings)
logger = Logger()

OF_WORDS = (SessionChanged, SessionErased, ScorecardMade)
"""With which the words of a finished interview come, change or go: other words have another scorecard."""


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Events come from the bus by a queue: twice, late or out of order, of which an interview is listed once."""
    logger.append_keys(requestId=context.aws_request_id)
    changed = {record["messageId"]: _event(record["body"]) for record in event["Records"]}
    told = [each for each in changed.values() if each]
    kept = _kept({each.session_id for each in told}, LISTING, lambda ids: wiring.keep_listed(settings)(ids))
    said = {each.session_id for each in told if isinstance(each, OF_WORDS)}
    kept -= said - _kept(said, PASSAGES, lambda ids: wiring.keep_passages(settings)(ids))
    again = [message_id for message_id, each in changed.items() if not (each and each.session_id in kept)]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


def _event(body: str) -> Event | None:
    try:
        return event_of(json.loads(body)["detail"])
    except Exception as error:  # noqa: BLE001 (one event must not stop the others)
        logger.error("event_not_handled", error=type(error).__name__, stack=stack_of(error))
        return None


def _kept(session_ids: set[UUID], lines: Lines, keep: Keep) -> set[UUID]:
    """Of which of them it was made."""
    done = logged(lines, lambda: keep_each(keep, session_ids)) if session_ids else None
    return session_ids - done.failed.keys() if done else set()
