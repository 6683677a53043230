"""Ask for a merge as soon as everything that a question's manifest names has arrived."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo import AnswerRepository, ChunkRepository
from interview.domain.chunks import missing
from interview.domain.merging import plan_merge


@dataclass(frozen=True)
class RequestMerge:
    """Called whenever a chunk or a manifest comes in; a repeat with the same chunks and the same manifest asks
    for nothing new.

    While the interview is open a question is merged when it is complete; one that broke off is not, or every chunk with
    which it goes on would have all of it merged, recognised and scored again. After the lock the last merge may have
    been made without a chunk, so that whatever comes asks for another, though more may still be missing.
    """

    answers: AnswerRepository
    chunks: ChunkRepository
    merge_requests: MergeRequests

    def __call__(self, session_id: UUID, question_index: int, *, is_locked: bool = False) -> bool:
        """Whether a merge was asked for."""
        manifest = self.answers.get(session_id, question_index).manifest
        if manifest is None:
            return False
        registered = self.chunks.of_question(session_id, question_index)
        is_complete = not manifest.broke_off and not missing(manifest, registered)
        if not registered or not (is_complete or is_locked):
            return False
        self.merge_requests.send(session_id, question_index, plan_merge(manifest, registered).digest)
        return True
