"""What AWS does in a rolling deploy: ECS with its metadata and its agent, secrets, and the load balancer's targets."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from local_cloud.processes import Child, listening

__all__ = ["Ecs", "Front", "Task"]

CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/voice"
DEREGISTRATION_DELAY_S = 300.0
STEP_S = 0.1


@dataclass
class Task:
    definition: str
    port: int
    child: Child
    is_protected: bool = False
    status: str = "RUNNING"


class Front:
    """The load balancer: a socket stays with its target, a target that is deregistered gets no new ones."""

    def __init__(self) -> None:
        self.targets: list[int] = []
        self.open: Counter[int] = Counter()
        self._turn = 0

    async def serve(self, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._connect, "127.0.0.1", port)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._turn += 1
        target = self.targets[self._turn % len(self.targets)]
        self.open[target] += 1
        try:
            behind, ahead = await asyncio.open_connection("127.0.0.1", target)
            await asyncio.gather(_pump(reader, ahead), _pump(behind, writer))
        except OSError:
            writer.close()
        finally:
            self.open[target] -= 1


class Ecs:
    """One service. `definition` is the newest; a task of another one is taken away as soon as it may be."""

    def __init__(self, secrets: Mapping[str, str], front: Front) -> None:
        self.definition = ""
        self.tasks: dict[str, Task] = {}
        self.stopped_after_s: dict[str, float] = {}
        """From the moment that ECS took a task away to its end."""
        self._secrets = secrets
        self._front = front

    @asynccontextmanager
    async def serve(self, port: int) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_post("/", self._api)
        app.router.add_get("/v4/{name}/task", self._metadata)
        app.router.add_put("/agent/{name}/task-protection/v1/state", self._protect)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        scheduling = asyncio.create_task(self._schedule())
        try:
            yield
        finally:
            scheduling.cancel()
            await runner.cleanup()

    def register(self, name: str, task: Task) -> None:
        self.tasks[name] = task
        self._front.targets.append(task.port)

    async def _schedule(self) -> None:
        leaving: dict[str, float] = {}
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(STEP_S)
            is_new_healthy = any(task.definition == self.definition for task in self.tasks.values())
            for name, task in self.tasks.items():
                if task.status == "RUNNING" and is_new_healthy:
                    if task.definition != self.definition and not task.is_protected:
                        task.status = "DEACTIVATING"
                        self._front.targets.remove(task.port)
                        leaving[name] = clock()
                elif task.status == "DEACTIVATING":
                    after_s = clock() - leaving[name]
                    if not self._front.open[task.port] or after_s > DEREGISTRATION_DELAY_S:
                        task.status = "STOPPED"
                        self.stopped_after_s[name] = after_s
                        await asyncio.to_thread(task.child.stop, timeout_s=120)

    async def _metadata(self, request: web.Request) -> web.Response:
        return web.json_response({"Cluster": CLUSTER, "TaskARN": request.match_info["name"]})

    async def _protect(self, request: web.Request) -> web.Response:
        wanted = (await request.json())["ProtectionEnabled"]
        self.tasks[request.match_info["name"]].is_protected = wanted
        return web.json_response({"protection": {"ProtectionEnabled": wanted}})

    async def _api(self, request: web.Request) -> web.Response:
        answers: Mapping[str, Callable[[Any], Any]] = {
            "GetSecretValue": lambda asked: {"Name": "secret", "SecretString": self._secrets[asked["SecretId"]]},
            "DescribeServices": lambda _: {"services": [{"taskDefinition": self.definition}]},
            "DescribeTasks": lambda asked: {"tasks": [self._described(self.tasks[arn]) for arn in asked["tasks"]]},
        }
        action = request.headers["x-amz-target"].partition(".")[2]
        answer = answers[action](json.loads(await request.read()))
        return web.json_response(answer, content_type="application/x-amz-json-1.1")

    def _described(self, task: Task) -> dict[str, str]:
        return {
            "taskDefinitionArn": task.definition,
            "group": "service:voice-proxy",
            "lastStatus": task.status,
            "desiredStatus": "RUNNING" if task.status == "RUNNING" else "STOPPED",
        }


async def is_listening(port: int, timeout_s: float = 120) -> None:
    async with asyncio.timeout(timeout_s):
        while not await asyncio.to_thread(listening, port):
            await asyncio.sleep(0.05)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while content := await reader.read(65536):
            writer.write(content)
            await writer.drain()
    writer.close()
