"""End the inviting of many, however far it has come."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.invitations.batches import BatchState, RowState
from interview.use_cases.sessions.count_link import CountLink


@dataclass(frozen=True)
class EndBatch:
    batches: InvitationBatchRepository
    sessions: SessionRepository
    count_link: CountLink
    clock: Clock = utc_now

    def __call__(self, batch_id: UUID, before: Collection[BatchState], state: BatchState) -> bool:
        """Whether it was in one of those states. Links that were counted and not made are given back; who was being
        invited when something broke off is invited or may be by another batch."""
        ended = self.batches.move(batch_id, before, state=state.value, ended_at=self.clock())
        if ended is None:
            return False
        begun = self.batches.claimed(batch_id)
        made = self.sessions.outlines(begun)
        self.batches.mark(dict.fromkeys(made, RowState.INVITED))
        self.batches.release(set(begun) - made.keys())
        invited = self.batches.counts([batch_id])[batch_id].get(RowState.INVITED, 0)
        if ended.counted > invited:
            self.count_link.give_back(ended.organisation_id, ended.counted - invited)
        return True
