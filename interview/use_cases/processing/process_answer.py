"""Have an answer that is merged put into words and scored while the interview goes on."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.step_functions import AnswerExecutions
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ProcessAnswer:
    """Work done ahead: what fails here is done when the interview is finished.

    From the lock on nothing is done ahead: the attempt under way, or the next one, does what is left. It closes the
    answers first, so one of them tells; a session has much more to it that would have to be read.
    """

    answers: AnswerRepository
    executions: AnswerExecutions

    def __call__(self, session_id: UUID, question_index: int, digest: str) -> bool:
        """Once for each video, which `digest` names; whether the interview goes on.

        Raises StorageUnavailableError where it cannot be started.
        """
        try:
            if self.answers.closed_at(session_id, question_index):
                return False
        except NotFoundError:
            return False
        self.executions.start(session_id, question_index, digest)
        return True
