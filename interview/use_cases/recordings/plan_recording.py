"""What a question's recording is made of."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.domain.recordings.merging import MergePlan, plan_merge


@dataclass(frozen=True)
class PlanRecording:
    """Of what is registered, what its browser says it recorded, and when the interview was locked: whoever asks for a
    merge, makes one or wants to know whether it is made has the same plan."""

    answers: AnswerRepository
    chunks: ChunkRepository

    def __call__(self, session_id: UUID, question_index: int) -> MergePlan:
        manifest = self.answers.manifest(session_id, question_index)
        delivered = self.chunks.of_question(session_id, question_index)
        return plan_merge(manifest, delivered, self.answers.closed_at(session_id, question_index))
