"""The state machines: one processes a finished interview, the other an answer while its interview goes on."""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters import aws
from interview.errors import StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

TIMEOUTS = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})


class ExecutionStatus(StrEnum):
    RUNNING = "running"
    ENDED = "ended"
    UNKNOWN = "unknown"


@cache
def _client() -> "SFNClient":
    client: SFNClient = aws.client("stepfunctions", config=TIMEOUTS)
    return client


def _start(state_machine_arn: str, name: str, given: Mapping[str, str | int]) -> str | None:
    """The ARN of a new execution, None where one of that name exists already."""
    try:
        started = _client().start_execution(stateMachineArn=state_machine_arn, name=name, input=json.dumps(given))
    except ClientError as error:
        if error.response["Error"]["Code"] == "ExecutionAlreadyExists":
            return None
        raise StorageUnavailableError("processing cannot be started right now") from error
    except BotoCoreError as error:
        raise StorageUnavailableError("processing cannot be started right now") from error
    return started["executionArn"]


def _arn(state_machine_arn: str, name: str) -> str:
    return f"{state_machine_arn.replace(':stateMachine:', ':execution:')}:{name}"


def _status(arn: str) -> ExecutionStatus:
    try:
        status = _client().describe_execution(executionArn=arn)["status"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ExecutionDoesNotExist":
            return ExecutionStatus.UNKNOWN
        raise StorageUnavailableError("the state of processing cannot be read") from error
    except BotoCoreError as error:
        raise StorageUnavailableError("the state of processing cannot be read") from error
    return ExecutionStatus.RUNNING if status in ("RUNNING", "PENDING_REDRIVE") else ExecutionStatus.ENDED


def _answer_execution(session_id: UUID, question_index: int, digest: str) -> str:
    return f"{session_id}-{question_index}-{digest[:16]}"


def making_score(version: int) -> str:
    """Instead of a video's digest: what names the execution that makes this version of a score."""
    return f"score-{version}"


class AnswerExecutions:
    """Executions that transcribe and score one answer."""

    def __init__(self, state_machine_arn: str) -> None:
        self._state_machine_arn = state_machine_arn

    def start(self, session_id: UUID, question_index: int, digest: str) -> None:
        """Start the execution for the video of that digest, once."""
        name = _answer_execution(session_id, question_index, digest)
        _start(self._state_machine_arn, name, {"session_id": str(session_id), "question_index": question_index})

    def status(self, session_id: UUID, question_index: int, digest: str) -> ExecutionStatus:
        """As that of `Executions`."""
        return _status(_arn(self._state_machine_arn, _answer_execution(session_id, question_index, digest)))


class Executions:
    """Executions of one state machine; only ids go in."""

    def __init__(self, state_machine_arn: str) -> None:
        self._state_machine_arn = state_machine_arn

    def start(self, name: str, session_id: UUID, attempt: int) -> str:
        """Start the execution of that name, once: where it exists already its ARN is the answer."""
        given: dict[str, str | int] = {"session_id": str(session_id), "attempt": attempt}
        return _start(self._state_machine_arn, name, given) or self.arn(name)

    def status(self, name: str) -> ExecutionStatus:
        """Whether the execution runs, has ended (however), or never began."""
        return _status(self.arn(name))

    def arn(self, name: str) -> str:
        """The ARN that an execution of that name has."""
        return _arn(self._state_machine_arn, name)
