"""Do the same to several interviews, each as by itself."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from interview.errors import ColloquyError, RequestError, RetryableError

BEGINS_NOTHING_AFTER_S = 15
"""The answer has to be there in time. What is left may be sent again with the same id."""


class Changed(NamedTuple):
    """An interview, and why nothing more was done to it, if so. `was_so` says that there was nothing to do."""

    session_id: UUID
    error: ColloquyError | None
    was_so: bool = False


def one_by_one(session_ids: Sequence[UUID], change: Callable[[UUID], bool | None]) -> list[Changed]:
    """In the order of the ids, each once: one that is refused keeps no other from being changed. `change` answers False
    where there was nothing to do."""
    ends_at_s = time.monotonic() + BEGINS_NOTHING_AFTER_S
    return [_changed(session_id, change, ends_at_s) for session_id in dict.fromkeys(session_ids)]


def _changed(session_id: UUID, change: Callable[[UUID], bool | None], ends_at_s: float) -> Changed:
    if time.monotonic() >= ends_at_s:
        return Changed(session_id, RetryableError("There was no time left for this one. Send it again."))
    try:
        return Changed(session_id, None, was_so=change(session_id) is False)
    except (RequestError, RetryableError) as error:
        return Changed(session_id, error)
