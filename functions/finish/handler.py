"""Last state: done or failed, with each question's failure named."""

from typing import Any

from interview.domain.sessions.processing import Conclusion
from interview.entrypoints import metrics
from interview.entrypoints.step import logger, step
from interview.settings import PublishingSettings, load
from interview.wiring import finish as wiring

settings = load(PublishingSettings)


@step(Conclusion)
def handler(task: Conclusion) -> dict[str, Any]:
    finished = wiring.finish_processing(settings)(task)
    if finished is None:
        return {"session_id": str(task.session_id), "state": "superseded"}
    session = finished.session
    logger.info("session_status_changed", state=session.state.value)
    metrics.count("QuestionsFailed", finished.failed_questions)
    metrics.count("SessionsFailed", int(finished.is_our_fault))
    return {"session_id": str(task.session_id), "state": session.state.value}
