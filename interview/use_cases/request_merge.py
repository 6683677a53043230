"""Ask for a merge as soon as everything that a question's manifest names has arrived."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo import AnswerRepository, ChunkRepository
from interview.domain.chunks import missing
from interview.domain.merging import source_digest


@dataclass(frozen=True)
class RequestMerge:
    """Called whenever a chunk or a manifest comes in; a repeat with the same chunks asks for nothing new."""

    answers: AnswerRepository
    chunks: ChunkRepository
    merge_requests: MergeRequests

    def __call__(self, session_id: UUID, question_index: int) -> bool:
        """Whether the question is complete, and its merge therefore asked for."""
        manifest = self.answers.get(session_id, question_index).manifest
        registered = self.chunks.of_question(session_id, question_index)
        if manifest is None or missing(manifest, registered):
            return False
        versions = [(chunk.chunk_index, chunk.version_id) for chunk in registered]
        self.merge_requests.send(session_id, question_index, source_digest(versions))
        return True
