"""ECS on Fargate: a task's container is a process of this machine, since there is no container engine."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import ecs, lambda_svc

from local_cloud.cloud.emulator.patching import Patch, existing, wrap
from local_cloud.cloud.emulator.server import LOGS
from local_cloud.processes import MARK

__all__ = ["PATCHES"]

_TETHER = Path(__file__).parents[2] / "parent_death.py"
_REPOSITORY = Path(__file__).parents[3]
_TASK = threading.local()
"""`role`: ARN of the task role whose containers this thread is starting."""

_FAMILY = "com.amazonaws.ecs.task-definition-family"
"""Label with the name that all revisions of a task definition share."""

_STARTER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tasks")
"""One thread that lives as long as the process: what it starts is tethered to it."""


def run_containers_as_processes() -> None:
    """Without Docker ministack only says that a task runs; here its command does, with the task role's credentials."""
    existing(ecs, "_get_docker", "")
    engine = _Engine()
    ecs._get_docker = lambda: engine

    def make(original: Any) -> Any:
        def start(task: Any, td: Any, container_overrides: Any, docker_client: Any) -> Any:
            _TASK.role = td.get("taskRoleArn")
            return original(task, td, container_overrides, docker_client)

        return start

    existing(lambda_runtime, "execution_credentials", "config")
    wrap(ecs, "_start_task_worker", "task td container_overrides docker_client", make)


PATCHES: tuple[Patch, ...] = (run_containers_as_processes,)


class _Engine:
    """The part of docker-py's client that ministack's ECS uses."""

    def __init__(self) -> None:
        self._running: dict[str, _Container] = {}
        image = SimpleNamespace(id=f"sha256:{'0' * 64}", tag=lambda *_, **__: True)
        self.images = SimpleNamespace(
            pull=lambda *_, **__: image,
            get=lambda *_, **__: image,
            get_registry_data=lambda name, **_: SimpleNamespace(id=f"sha256:{_digest(name)}"),
        )
        self.containers = SimpleNamespace(
            run=self._run, get=self._running.__getitem__, list=lambda **_: [*self._running.values()]
        )

    def _run(self, image: str, **options: Any) -> "_Container":
        family = (options.get("labels") or {}).get(_FAMILY)
        for old in [old for old in self._running.values() if old.labels.get(_FAMILY) == family]:
            old.stop(timeout=15)  # its port is wanted: a machine has no room for a rolling update
            self._running.pop(old.id, None)
        container = _Container(image, options)
        self._running[container.id] = container
        return container


class _Container:
    """A process that looks like docker-py's container."""

    def __init__(self, image: str, options: Any) -> None:
        self.id = hashlib.sha256(uuid.uuid4().bytes).hexdigest()
        self.short_id = self.id[:12]
        self.name = options.get("name", "")
        self.labels = options.get("labels") or {}
        self.image = SimpleNamespace(id=f"sha256:{'0' * 64}", tags=[image], attrs={})
        self._log = _log_file(self.labels.get("com.amazonaws.ecs.container-name", self.short_id))
        self._begin = self._log.stat().st_size if self._log.exists() else 0
        command = _STARTER.submit(self._start, _argv(options), _environment(options))
        self._process = command.result()
        self.attrs: dict[str, Any] = {
            "State": {"ExitCode": 0, "StartedAt": ""},
            "NetworkSettings": {"Networks": {}, "IPAddress": "127.0.0.1", "Ports": {}},
            "Image": image,
            "Config": {"Labels": self.labels},
        }

    def _start(self, argv: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-I", "-S", str(_TETHER), str(os.getpid()), *argv],
                env=environment,
                cwd=_REPOSITORY,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def status(self) -> str:
        exit_code = self._process.poll()
        self.attrs["State"]["ExitCode"] = exit_code or 0
        return "running" if exit_code is None else "exited"

    def reload(self) -> None:
        """The attributes are never stale."""

    def wait(self, **_: Any) -> dict[str, int]:
        return {"StatusCode": self._process.wait()}

    def logs(self, *, stream: bool = False, **_: Any) -> Any:
        return self._follow() if stream else self._log.read_bytes()[self._begin :]

    def _follow(self) -> Iterator[bytes]:
        with self._log.open("rb") as log:
            log.seek(self._begin)
            while True:
                if line := log.readline():
                    yield line
                elif self._process.poll() is not None:
                    return
                else:
                    time.sleep(0.2)

    def stop(self, timeout: float = 30, **_: Any) -> None:
        self._send(signal.SIGTERM)
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self, *_: Any, **__: Any) -> None:
        self._send(signal.SIGKILL)

    def remove(self, *, force: bool = False, **_: Any) -> None:
        if force:
            self.kill()

    def _send(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def _log_file(name: str) -> Path:
    folder = Path(os.environ.get(LOGS, lambda_svc._PROVIDED_CODE_CACHE)) / "tasks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def _argv(options: Any) -> list[str]:
    entrypoint, command = (options.get(key) or [] for key in ("entrypoint", "command"))
    argv = [*([entrypoint] if isinstance(entrypoint, str) else entrypoint), *command]
    if not argv:
        raise ValueError("the container definition names no command, and there is no image to take it from")
    return [sys.executable, *argv[1:]] if argv[0] in ("python", "python3") else argv


def _environment(options: Any) -> dict[str, str]:
    variables = (options.get("environment") or {}).items()
    given = {name: str(value).replace("host.docker.internal", "127.0.0.1") for name, value in variables}
    for name in ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN"):
        given.pop(name, None)
    role = getattr(_TASK, "role", None)
    region = os.environ.get("MINISTACK_REGION", "us-east-1")
    if role:
        account = role.split(":")[4]
        name = "ecs-task"
        function = {"FunctionArn": f"arn:aws:lambda:{region}:{account}:function:{name}"}
        given |= lambda_runtime.execution_credentials({**function, "FunctionName": name, "Role": role})
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "AWS_ENDPOINT_URL", MARK) if name in os.environ}
    return {"PYTHONUNBUFFERED": "1", "AWS_REGION": region, "AWS_DEFAULT_REGION": region, **given, **own}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
