"""Ask for a merge as soon as everything that a question's manifest names has arrived."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.errors import QuotaExceededError
from interview.use_cases.recordings.plan_recording import PlanRecording

MERGE_PERIOD = timedelta(days=1)
"""What an open interview has delivered, whole or not: its link may outlive the chunks in the bucket."""


@dataclass(frozen=True)
class RequestMerge:
    """Called whenever a chunk or a manifest comes in; a repeat with the same chunks and the same manifest asks
    for nothing new.

    While the interview is open a question is merged when it is complete; one that broke off is not, or every chunk with
    which it goes on would have all of it merged, recognised and scored again; the sweeper does it a day later
    (`merge_overdue`). After the lock the last merge may have
    been made without a chunk, so that whatever comes asks for another, though more may still be missing. Where a quota
    is used up, what is left is merged after the lock, and after that once the question is complete.
    """

    answers: AnswerRepository
    chunks: ChunkRepository
    merge_requests: MergeRequests
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, question_index: int, *, is_locked: bool = False) -> bool:
        """Whether a merge was asked for."""
        if not is_locked and self.chunks.count(session_id, question_index, most=1):
            self.answers.expect_merge(session_id, question_index, self.clock() + MERGE_PERIOD)
        for delivery in self.answers.deliveries(session_id, question_index):
            is_complete = not delivery.broke_off and not delivery.missing
            if not delivery.registered or not (is_complete or is_locked):
                return False
            quota = quotas.LATE_MERGES if is_locked else quotas.EARLY_MERGES
            try:
                self.usage.count(quota, session_id, question_index)
            except QuotaExceededError:
                if not (is_locked and is_complete):
                    return False
            plan = PlanRecording(self.answers, self.chunks)(session_id, question_index)
            self.merge_requests.send(session_id, question_index, plan.digest)
            return True
        return False
