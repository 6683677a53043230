"""What is kept beside the interviews, made anew: what it leaves in the log."""

from collections.abc import Callable
from typing import Any, NamedTuple

from aws_lambda_powertools import Logger

from interview.errors import stack_of
from interview.use_cases.sessions.go_round import Done

logger = Logger()


class Lines(NamedTuple):
    """What is logged: of how many it was made, that it was not, and that it was not for one of them."""

    made: Callable[..., None]
    not_made: Callable[..., None]
    one_not_made: Callable[..., None]


LISTING = Lines(
    lambda **fields: logger.info("sessions_listed", **fields),
    lambda **fields: logger.error("sessions_not_listed", **fields),
    lambda **fields: logger.error("session_not_listed", **fields),
)
PASSAGES = Lines(
    lambda **fields: logger.info("passages_made", **fields),
    lambda **fields: logger.error("passages_not_made", **fields),
    lambda **fields: logger.error("passages_of_session_not_made", **fields),
)

RETENTION = Lines(
    lambda **fields: logger.info("retention_planned", **fields),
    lambda **fields: logger.error("retention_not_planned", **fields),
    lambda **fields: logger.error("retention_of_session_not_planned", **fields),
)


def logged(lines: Lines, make: Callable[[], Done]) -> Done | None:
    """What it came to; None where it could not be made for any."""
    try:
        done = make()
    except Exception as error:  # noqa: BLE001 (whatever it is, the others go on)
        lines.not_made(error=type(error).__name__, stack=stack_of(error))
        return None
    if done.count:
        lines.made(count=done.count)
    for session_id, fault in done.failed.items():
        fields: dict[str, Any] = {"error": type(fault).__name__, "stack": stack_of(fault)}
        lines.one_not_made(sessionId=str(session_id), **fields)
    return done
