"""Merge one question's recording into a playable video."""

from typing import Any

from interview import wiring
from interview.domain.processing import QuestionTask
from interview.settings import MergeSettings, load
from interview.worker import logger, worker

settings = load(MergeSettings)


@worker(QuestionTask)
def handler(task: QuestionTask) -> dict[str, Any]:
    video = wiring.merge_question(settings)(task.session_id, task.question_index)
    if video:
        logger.info("ffmpeg_complete", durationMs=video.duration_ms, size=video.size, gaps=len(video.gaps))
    return task.model_dump(mode="json")
