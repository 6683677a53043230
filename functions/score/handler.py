"""Score one question's answer."""

from typing import Any

from interview.domain.sessions.processing import QuestionTask
from interview.entrypoints import model_calls
from interview.entrypoints.step import step
from interview.settings import ScoreSettings, load
from interview.wiring import score as wiring

settings = load(ScoreSettings)


@step(QuestionTask)
def handler(task: QuestionTask) -> dict[str, Any]:
    scored = wiring.score_answer(settings)(task.session_id, task.question_index)
    model_calls.record(scored.samples if scored else ())
    return task.model_dump(mode="json")
