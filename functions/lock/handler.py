"""First state: make sure of the lock, and list the questions that are left to do."""

from typing import Any

from interview.domain.sessions.processing import Attempt, QuestionTask
from interview.entrypoints.step import logger, step
from interview.settings import PublishingSettings, load
from interview.wiring import lock as wiring

settings = load(PublishingSettings)


@step(Attempt)
def handler(task: Attempt) -> dict[str, Any]:
    begun = wiring.begin_processing(settings)(task.session_id, task.attempt)
    session = begun.session
    logger.info("session_status_changed", state=session.state.value, questionsLeft=len(begun.left))
    questions = [QuestionTask(session_id=session.id, question_index=index) for index in begun.left]
    return {**task.model_dump(mode="json"), "questions": [question.model_dump(mode="json") for question in questions]}
