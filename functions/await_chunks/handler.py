"""Second state, asked again until all is there or the wait is over."""

from typing import Any

from interview.domain.sessions.processing import Attempt
from interview.entrypoints.step import logger, step
from interview.settings import load
from interview.settings.await_chunks import AwaitChunksSettings
from interview.wiring import await_chunks as wiring

settings = load(AwaitChunksSettings)


@step(Attempt)
def handler(task: Attempt) -> dict[str, Any]:
    delivery = wiring.await_chunks(settings)(task.session_id)
    logger.info("chunks_awaited", missing=delivery.missing, secondsLeft=delivery.seconds_left)
    return {"complete": delivery.missing == 0, "seconds_left": delivery.seconds_left}
