"""Score one question's answer when it is its turn."""

from typing import Any

from aws_lambda_powertools import Logger

from interview.domain.sessions.processing import ScoringTask
from interview.entrypoints import model_calls
from interview.entrypoints.step import step
from interview.errors import RateLimitedError
from interview.settings import load
from interview.settings.score import ScoreSettings
from interview.wiring import score as wiring

settings = load(ScoreSettings)
logger = Logger()


@step(ScoringTask)
def handler(task: ScoringTask) -> dict[str, Any]:
    turn = wiring.score_in_turn(settings)(task.session_id, task.question_index)
    if turn.wait_s:
        logger.info("score_waits", waitS=turn.wait_s, behind=turn.behind)
        if not task.waits:
            raise RateLimitedError("it is not its turn", turn.wait_s)
    model_calls.record(turn.score.samples if turn.score else ())
    return {"wait_s": turn.wait_s}
