"""Transcribe one question's merged recording."""

from typing import Any

from interview.domain.processing import QuestionTask
from interview.settings import TranscribeSettings, load
from interview.wiring import transcribe as wiring
from interview.worker import worker

settings = load(TranscribeSettings)


@worker(QuestionTask)
def handler(task: QuestionTask) -> dict[str, Any]:
    wiring.transcribe_answer(settings)(task.session_id, task.question_index)
    return task.model_dump(mode="json")
