"""What `functions/merge_requested` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.step_functions import AnswerExecutions
from interview.settings.merge_requested import MergeRequestedSettings
from interview.use_cases.processing.process_answer import ProcessAnswer
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.merge import merge_question

__all__ = ["merge_question", "process_answer"]


@kept
def process_answer(settings: MergeRequestedSettings) -> ProcessAnswer:
    return ProcessAnswer(AnswerRepository(database(settings)), AnswerExecutions(settings.process_answer_arn))
