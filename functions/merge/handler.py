"""Merge one question's recording into a playable video."""

from typing import Any

from interview.domain.sessions.processing import QuestionTask
from interview.entrypoints.step import logger, timed_step
from interview.settings import load
from interview.settings.merge import MergeSettings
from interview.wiring import merge as wiring

settings = load(MergeSettings)


@timed_step(QuestionTask)
def handler(task: QuestionTask, ends_at_s: float) -> dict[str, Any]:
    video = wiring.merge_question(settings)(task.session_id, task.question_index, ends_at_s)
    if video:
        logger.info("ffmpeg_complete", durationMs=video.duration_ms, size=video.size, gaps=len(video.gaps))
    return task.model_dump(mode="json")
