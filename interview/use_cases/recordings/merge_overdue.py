"""Merge what open interviews have delivered long ago, before it expires in the bucket."""

from dataclasses import dataclass, field
from uuid import UUID

from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.use_cases.recordings.plan_recording import PlanRecording
from interview.use_cases.recordings.request_merge import MERGE_PERIOD


@dataclass(frozen=True)
class Overdue:
    """The questions, by session and index, that a merge was asked for, and those for which that failed."""

    requested: list[tuple[UUID, int]] = field(default_factory=list)
    failed: list[tuple[UUID, int, Exception]] = field(default_factory=list)


@dataclass(frozen=True)
class MergeOverdue:
    """Runs on a schedule: a link may outlive the chunks of an answer that broke off or never was complete.

    Once a day for each question, as long as its interview is open, so that no quota is needed; what is merged already
    is not merged again. A question that fails fails alone, and is tried again the next day.
    """

    sessions: SessionRepository
    answers: AnswerRepository
    chunks: ChunkRepository
    merge_requests: MergeRequests
    clock: Clock = utc_now

    def __call__(self) -> Overdue:
        now, overdue = self.clock(), Overdue()
        due = self.answers.merges_due(now)
        sessions = self.sessions.outlines({session_id for session_id, _ in due})
        for session_id, question_index in due:
            session = sessions.get(session_id)
            is_open = session is not None and not session.is_locked
            try:
                self.answers.put_merge_off(session_id, question_index, now + MERGE_PERIOD if is_open else None)
                if is_open and self._is_requested(session_id, question_index):
                    overdue.requested.append((session_id, question_index))
            except Exception as error:  # noqa: BLE001 (one question must not stop the others)
                overdue.failed.append((session_id, question_index, error))
        return overdue

    def _is_requested(self, session_id: UUID, question_index: int) -> bool:
        answer = self.answers.get(session_id, question_index)
        plan = PlanRecording(self.answers, self.chunks)(session_id, question_index)
        if not plan.delivered or plan.is_made(answer.video):
            return False
        self.merge_requests.send(session_id, question_index, plan.digest)
        return True
