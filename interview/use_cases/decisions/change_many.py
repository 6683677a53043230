"""Decide about several interviews at once, or change their tags."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid5

from interview.domain.accounts import User
from interview.domain.decisions.entries import Decision
from interview.errors import ColloquyError, RequestError, RetryableError
from interview.use_cases.decisions.change_tags import ChangeTags
from interview.use_cases.decisions.record_finding import RecordFinding

BEGINS_NOTHING_AFTER_S = 15
"""The answer has to be there in time. What is left may be sent again with the same id."""


class ManyChanges(NamedTuple):
    """What becomes of each: a decision, or None; and tags that are put on and taken off."""

    decision: Decision | None
    add: Sequence[str]
    remove: Sequence[str]


class Changed(NamedTuple):
    """An interview, and why nothing more was done to it, if so."""

    session_id: UUID
    error: ColloquyError | None


@dataclass(frozen=True)
class ChangeMany:
    """Each as by itself: one that is refused keeps no other from being changed. A repeat with the same id decides
    nothing twice."""

    record_finding: RecordFinding
    change_tags: ChangeTags

    def __call__(
        self, user: User, request_id: UUID, session_ids: Sequence[UUID], changes: ManyChanges
    ) -> list[Changed]:
        """In the order of the ids, each once."""
        ends_at_s = time.monotonic() + BEGINS_NOTHING_AFTER_S
        return [
            Changed(session_id, self._change(user, request_id, session_id, changes, ends_at_s))
            for session_id in dict.fromkeys(session_ids)
        ]

    def _change(
        self, user: User, request_id: UUID, session_id: UUID, changes: ManyChanges, ends_at_s: float
    ) -> ColloquyError | None:
        if time.monotonic() >= ends_at_s:
            return RetryableError("There was no time left for this one. Send it again.")
        try:
            if changes.decision:
                entry_id = uuid5(request_id, session_id.hex)
                self.record_finding.decision(user, session_id, entry_id, changes.decision)
            if changes.add or changes.remove:
                self.change_tags(user, session_id, changes.add, changes.remove)
        except (RequestError, RetryableError) as error:
            return error
        return None
