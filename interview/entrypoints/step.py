"""What the functions behind the state machine have in common: their input is read, their work is logged."""

import re
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel

from interview.entrypoints import metrics
from interview.errors import ColloquyError, UnexpectedError, stack_of

Task = TypeVar("Task", bound=BaseModel)
Answer = dict[str, Any]

MAX_MESSAGE_CHARACTERS = 250
"""Of an error's words, in ASCII: as JSON in JSON, where each may take four, those of 150 questions fit one state."""
ENDS_BEFORE_S = 10.0
"""So long before Lambda kills a function without a word, work that has no end of its own ends with an error."""
NOT_PRINTABLE_ASCII = re.compile(r"[^ -~]")

logger = Logger()


def step(task_type: type[Task]) -> Callable[[Callable[[Task], Answer]], Callable[[Answer, LambdaContext], Answer]]:
    """As `timed_step`, for work whose calls all have time limits that fit into the function's."""

    def decorate(work: Callable[[Task], Answer]) -> Callable[[Answer, LambdaContext], Answer]:
        return timed_step(task_type)(lambda task, _: work(task))

    return decorate


def timed_step(
    task_type: type[Task],
) -> Callable[[Callable[[Task, float], Answer]], Callable[[Answer, LambdaContext], Answer]]:
    """Make a Lambda handler of a function from a task, and the time on the monotonic clock by which it has to end, to
    an answer.

    Logs `worker_job_started`, `worker_job_done` and `worker_job_failed`. Every error of the product is raised on, so
    that the state machine sees its name and decides; any other becomes an UnexpectedError, for its words may hold
    anything. Stacks and long words stay in the log: the causes of all questions must fit one state.
    """

    def decorate(work: Callable[[Task, float], Answer]) -> Callable[[Answer, LambdaContext], Answer]:
        @wraps(work)
        def handler(event: Answer, context: LambdaContext) -> Answer:
            ends_at_s = time.monotonic() + context.get_remaining_time_in_millis() / 1000 - ENDS_BEFORE_S
            task = task_type.model_validate(event)
            logger.append_keys(requestId=context.aws_request_id, function=context.function_name, **_ids(task))
            logger.info("worker_job_started")
            try:
                answer = work(task, ends_at_s)
            except ColloquyError as error:
                name = type(error).__name__
                metrics.count_refusal(error, function=context.function_name)
                logger.warning("worker_job_failed", error=name, retryable=error.retryable, exc_info=error)
                error.args = (NOT_PRINTABLE_ASCII.sub("?", error.message)[:MAX_MESSAGE_CHARACTERS],)
                raise error.with_traceback(None) from None
            except Exception as error:  # noqa: BLE001 (whatever it is, the machine gets an error of ours)
                name = type(error).__name__
                logger.error("worker_job_failed", error=name, retryable=False, stack=stack_of(error))
                raise UnexpectedError(f"Something went wrong on our side ({name}).") from None
            logger.info("worker_job_done")
            return answer

        return handler

    return decorate


def _ids(task: BaseModel) -> dict[str, Any]:
    names = {"session_id": "sessionId", "question_index": "questionIndex", "attempt": "attempt"}
    return {names[field]: str(value) for field, value in task.model_dump().items() if field in names}
