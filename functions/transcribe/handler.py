"""Transcribe one question's merged recording."""

from typing import Any

from interview.domain.sessions.processing import QuestionTask
from interview.entrypoints.step import step
from interview.settings import load
from interview.settings.transcribe import TranscribeSettings
from interview.wiring import transcribe as wiring

settings = load(TranscribeSettings)


@step(QuestionTask)
def handler(task: QuestionTask) -> dict[str, Any]:
    wiring.transcribe_answer(settings)(task.session_id, task.question_index)
    return task.model_dump(mode="json")
