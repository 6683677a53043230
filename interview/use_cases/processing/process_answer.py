"""Have an answer that is merged put into words and scored while the interview goes on."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.step_functions import AnswerExecutions


@dataclass(frozen=True)
class ProcessAnswer:
    """Work done ahead: what fails here is done when the interview is finished.

    After the lock nothing is done ahead: the attempt under way, or the next one, does what is left.
    """

    sessions: SessionRepository
    executions: AnswerExecutions

    def __call__(self, session_id: UUID, question_index: int, digest: str) -> bool:
        """Once for each video, which `digest` names; whether the interview goes on.

        Raises StorageUnavailableError where it cannot be started.
        """
        session = self.sessions.get(session_id)
        if session is None or session.is_locked:
            return False
        self.executions.start(session_id, question_index, digest)
        return True
