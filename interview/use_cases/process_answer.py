"""Have an answer that is merged put into words and scored while the interview goes on."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.step_functions import AnswerExecutions


@dataclass(frozen=True)
class ProcessAnswer:
    """Work done ahead: what fails here is done when the interview is finished."""

    executions: AnswerExecutions

    def __call__(self, session_id: UUID, question_index: int, digest: str) -> None:
        """Once for each video, which `digest` names. Raises StorageUnavailableError where it cannot be started."""
        self.executions.start(session_id, question_index, digest)
