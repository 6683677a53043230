"""Whether ECS means to keep this task: looked at now and then, so that conversations move before their sockets are cut.

After a deploy the service has another task definition. A task of the old one gives its protection back, and ECS takes
it away as soon as new ones are healthy: it is `DEACTIVATING` while the load balancer sends it no more sockets and lets
those it has go on, for the deregistration delay. Only then comes SIGTERM, to a task whose sockets are gone. The
metadata endpoint knows which task this is, and neither its service nor that it is deactivating: the API does.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
"""

import asyncio
import http.client
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from voice_proxy_container.logs import Log

if TYPE_CHECKING:
    from mypy_boto3_ecs import ECSClient

__all__ = ["Standing", "TaskStanding", "look"]

LOOK_EVERY_S = 15.0
TIMEOUT_S = 5.0
MAX_METADATA_BYTES = 256 * 1024
TIMEOUTS = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 2})
LEAVING = frozenset({"DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"})


@dataclass(frozen=True)
class Standing:
    """`outdated`: the service has another task definition by now; `leaving`: ECS is taking the task away."""

    outdated: bool = False
    leaving: bool = False


class UnknownStandingError(Exception):
    """ECS does not know this task, or its service."""


def look(metadata_uri: str) -> Standing:
    """What ECS says of the task at whose metadata endpoint this is. Raises whatever keeps it from knowing."""
    cluster, arn = _whereabouts(metadata_uri)
    tasks = _client().describe_tasks(cluster=cluster, tasks=[arn])["tasks"]
    if not tasks:
        raise UnknownStandingError("no such task")
    task = tasks[0]
    service = task["group"].removeprefix("service:")
    services = _client().describe_services(cluster=cluster, services=[service])["services"]
    if not services:
        raise UnknownStandingError("no such service")
    return Standing(
        outdated=services[0]["taskDefinition"] != task["taskDefinitionArn"],
        leaving=task["desiredStatus"] == "STOPPED" or task["lastStatus"] in LEAVING,
    )


@cache
def _whereabouts(metadata_uri: str) -> tuple[str, str]:
    """The cluster, and the task's ARN."""
    address = urlsplit(metadata_uri)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT_S)
    with closing(connection):
        connection.request("GET", address.path.rstrip("/") + "/task")
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise UnknownStandingError(f"HTTP {answer.status}")
        task = json.loads(answer.read(MAX_METADATA_BYTES))
    return task["Cluster"], task["TaskARN"]


@cache
def _client() -> "ECSClient":
    return boto3.client("ecs", config=TIMEOUTS)


class TaskStanding:
    """`run` it beside the server. `outdated` is told of every change; `leave` is called once. While ECS cannot be asked
    nothing changes: protection goes on, and a task that is stopped hands over what it has."""

    def __init__(
        self,
        metadata_uri: str,
        log: Log,
        *,
        outdated: Callable[[bool], None],
        leave: Callable[[], None],
        ask: Callable[[str], Standing] = look,
    ) -> None:
        self._metadata_uri = metadata_uri
        self._log = log
        self._outdated = outdated
        self._leave = leave
        self._ask = ask

    async def run(self) -> None:
        """Look until the task is to leave, or cancelled; not at all where this is no task of ECS."""
        known, failing = Standing(), False
        while self._metadata_uri and not known.leaving:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                standing = await asyncio.to_thread(self._ask, self._metadata_uri)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look is soon
                if not failing:
                    self._log("task_standing_unknown", error=type(error).__name__)
                failing = True
                continue
            failing = False
            if standing != known:
                self._log("task_standing_changed", outdated=standing.outdated, leaving=standing.leaving)
            if standing.outdated != known.outdated:
                self._outdated(standing.outdated)
            known = standing
        if known.leaving:
            self._leave()
