"""Decide about several interviews at once, or change their tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid5

from interview.domain.accounts import User
from interview.domain.decisions.entries import Decision
from interview.use_cases.decisions.change_tags import ChangeTags
from interview.use_cases.decisions.record_finding import RecordFinding
from interview.use_cases.one_by_one import Changed, one_by_one


class ManyChanges(NamedTuple):
    """What becomes of each: a decision, or None; and tags that are put on and taken off."""

    decision: Decision | None
    add: Sequence[str]
    remove: Sequence[str]


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
        return one_by_one(session_ids, lambda session_id: self._change(user, request_id, session_id, changes))

    def _change(self, user: User, request_id: UUID, session_id: UUID, changes: ManyChanges) -> None:
        if changes.decision:
            entry_id = uuid5(request_id, session_id.hex)
            self.record_finding.decision(user, session_id, entry_id, changes.decision)
        if changes.add or changes.remove:
            self.change_tags(user, session_id, changes.add, changes.remove)
