"""Merge a question as soon as its recording is complete, and have it worked on while the interview goes on."""

from contextlib import suppress
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.sessions.processing import QuestionTask
from interview.entrypoints.step import logger, timed_step
from interview.errors import MediaError, NothingRecordedError
from interview.settings import load
from interview.settings.merge_requested import MergeRequestedSettings
from interview.wiring import merge_requested as wiring

settings = load(MergeRequestedSettings)


@timed_step(QuestionTask)
def merge(task: QuestionTask, ends_at_s: float) -> dict[str, Any]:
    video = wiring.merge_question(settings)(task.session_id, task.question_index, ends_at_s)
    if video:
        logger.info("ffmpeg_complete", durationMs=video.duration_ms, size=video.size, gaps=len(video.gaps))
        wiring.process_answer(settings)(task.session_id, task.question_index, video.digest)
    return {}


def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """The queue hands over one message at a time; an error returns it to the queue. A recording that cannot be merged
    as it is would be the same again: in the end its interview names it."""
    for record in event["Records"]:
        with suppress(NothingRecordedError, MediaError):
            merge(QuestionTask.model_validate_json(record["body"]).model_dump(), context)
