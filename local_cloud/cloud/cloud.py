"""The whole cloud on this machine: emulator, MongoDB, stand-ins, the deployed stack and its edge."""

import hashlib
import json
import os
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from interview.adapters.mongo.client import connect
from interview.domain.setup_code import setup_code
from local_cloud import seed
from local_cloud.cloud.aws import client
from local_cloud.cloud.data_folder import DataFolder
from local_cloud.cloud.deploy import Assembly, deploy, set_secrets
from local_cloud.cloud.emulator.server import Emulator
from local_cloud.cloud.emulator.stubs import STUBS
from local_cloud.cloud.mongod import Mongod
from local_cloud.cloud.ports import NOBODYS, with_ports
from local_cloud.cloud.prerequisites import check_machine
from local_cloud.cloud.vendors import VENDORS, Vendor
from local_cloud.errors import LocalCloudError
from local_cloud.processes import MARK, Child, end_leftovers, listening, marked, poll_until, require_free
from local_cloud.progress import Say, step

__all__ = ["REPOSITORY", "LocalCloud"]

REPOSITORY = Path(__file__).resolve().parents[2]
STACK = "Colloquy-local"
CLOUDTRAIL = {"CLOUDTRAIL_RECORDING": "1", "CLOUDTRAIL_MAX_EVENTS": "1000000"}
_VOICE_PROXY_PORT = 5
_SES_PORT = 6
_SMTP_PORT = 7


class LocalCloud:
    """A running cloud between `start` and `stop`, also as a context manager; or one of another process (`attached`).

    Ports count from `base_port`: edge, emulator, MongoDB, Groq, Deepgram, voice proxy, SES, SMTP. `settings` override
    the stage's, `environment` says which vendors are real (by their keys), and `mongod` is a server that runs already.
    With `counts_calls` the emulator's CloudTrail tells of every call to AWS.
    """

    demo_email = seed.DEMO_EMAIL
    demo_password = seed.DEMO_PASSWORD

    def __init__(
        self,
        base_port: int = 8000,
        data: Path = Path(".local"),
        *,
        fresh: bool = False,
        seeded: bool = True,
        settings: Mapping[str, str] | None = None,
        environment: Mapping[str, str] = os.environ,
        mongod: Mongod | None = None,
        counts_calls: bool = False,
        say: Say = lambda _: None,
    ) -> None:
        self.base_port = base_port
        self.edge_url = f"http://localhost:{base_port}"
        self.endpoint_url = f"http://127.0.0.1:{base_port + 1}"
        self.outputs: dict[str, str] = {}
        self.stubs: dict[str, str] = {}
        self.engines: dict[str, str] = {}
        """What does the stand-ins' work, by the names of the stage's settings."""
        self.folder = DataFolder(data)
        self._fresh = fresh
        self._seeded = seeded
        self._settings = dict(settings or {})
        self._environment = environment
        self._say = say
        self._mark = {MARK: str(self.folder.path)}
        self._children: list[Child] = []
        self._borrowed_mongod = mongod
        logs = self.folder.logs
        self._mongod = mongod or Mongod(
            self.folder.path / "mongodb", port=base_port + 2, log=logs / "mongodb.log", env=self._mark
        )
        self._emulator = Emulator(
            self.folder.path / "aws",
            port=base_port + 1,
            log=logs / "emulator.log",
            env=self._mark | (CLOUDTRAIL if counts_calls else {}),
        )
        self.mongodb_uri = self._mongod.uri

    @classmethod
    def attached(cls, base_port: int, data: Path) -> Self | None:
        """The cloud that another process runs with this data, or None; stopping it here changes nothing there."""
        cloud = cls(base_port, data)
        if not cloud.folder.is_taken():
            return None
        state: dict[str, Any] = {}

        def ready() -> bool:
            state.update(cloud.folder.state())
            return bool(state) or not cloud.folder.is_taken()

        if not poll_until(ready, timeout_s=120, every_s=0.2) or not state:
            return None
        if state["base_port"] != base_port:
            raise LocalCloudError(f"The cloud with this data runs at {state['edge_url']}, not at {base_port}.")
        cloud.outputs, cloud.mongodb_uri = state["outputs"], state["mongodb_uri"]
        return cloud

    def client(self, service: str) -> Any:
        """A boto3 client with all rights in the emulator."""
        return client(service, self.endpoint_url)

    def chunks_of(self, session_id: str) -> list[dict[str, Any]]:
        """The registered chunks of an interview as MongoDB has them, by question and index."""
        database = connect(self.mongodb_uri, seed.DATABASE)
        with database.client:
            found = database.chunks.find({"session_id": UUID(session_id)})
            return list(found.sort([("question_index", 1), ("chunk_index", 1)]))

    def memory_mb(self) -> dict[str, float]:
        """Resident memory by part, shared pages counted once (PSS); Linux only."""
        used = self._by_part(_memory_mb)
        return {name: round(of_part, 1) for name, of_part in used.items()} | {"total": round(sum(used.values()), 1)}

    def processor_s(self) -> dict[str, float]:
        """Processor seconds of each part's processes that are running; Linux only."""
        return self._by_part(_processor_s)

    def _by_part(self, of_process: Callable[[int], float]) -> dict[str, float]:
        names = {child.pid: child.name for child in self._all_children()}
        used: dict[str, float] = {}
        for pid in marked(self.folder.path):
            with suppress(OSError):  # ended meanwhile
                name = names.get(pid, "functions and tasks")
                used[name] = used.get(name, 0) + of_process(pid)
        return used

    def start(self) -> None:
        """Start everything, in the order of `_start`; LocalCloudError, with nothing left running, when it cannot be."""
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End every child, last started first; what was written is kept."""
        for child in reversed(self._children):
            child.stop()
        self._children.clear()
        self._emulator.stop()
        if not self._borrowed_mongod:
            self._mongod.stop()
        if self.folder.is_held:
            end_leftovers(self.folder.path)  # functions and tasks, which end with the emulator but not at once
        self.folder.release()

    def watch(self) -> None:
        """Return never: LocalCloudError as soon as a child has ended."""
        while True:
            ended = [child for child in self._all_children() if child.exit_code is not None]
            if ended:
                raise LocalCloudError(ended[0].describe_end())
            time.sleep(0.5)

    def _start(self) -> None:
        with self._step("machine checked"):
            check_machine(self.folder.path)
            self.folder.take()
            left = end_leftovers(self.folder.path)
            if self._fresh:
                self.folder.wipe()
            self._check_ports()
        if left:
            self._say(f"  ended {left} processes that an earlier run left behind")
        stand_ins = [self._start_stand_in(vendor) for vendor in VENDORS if not vendor.is_real(self._environment)]
        self._start_mail()
        if not self._borrowed_mongod:
            self._mongod.start()
        self._emulator.start()
        log = self.folder.logs / "synth.log"
        log.unlink(missing_ok=True)
        with self._step("stand-ins answer"):
            self._name_engines(stand_ins)
        with self._step("layers, pages and template built", lambda: last_line(log)):
            assembly = self._synthesize(log)
        with self._step("MongoDB takes writes"):
            self._mongod.wait_until_primary()
        with self._step("AWS emulator answers"):
            self._emulator.wait_until_ready()
        with self._step("stack deployed"):
            self.outputs = deploy(assembly, self.endpoint_url)
            self._set_secrets()
        with self._step("indexes made, demo organisation there"):
            seed.make_indexes(self.mongodb_uri)
            if self._seeded:
                seed.create_demo_organisation(self.mongodb_uri)
        with self._step("edge answers"):
            self._start_edge(assembly).wait_until(partial(listening, self.base_port), timeout_s=30)
            self._wait_for_voice_proxy()
        self.stubs = {kind: STUBS[kind] for kind in sorted(assembly.resource_types() & STUBS.keys())}
        self.folder.write_state(
            {
                "pid": os.getpid(),
                "base_port": self.base_port,
                "edge_url": self.edge_url,
                "mongodb_uri": self.mongodb_uri,
                "outputs": self.outputs,
            }
        )

    @property
    def setup_code(self) -> str:
        """What whoever deployed a stage makes its first account with."""
        kept = client("secretsmanager", self.endpoint_url).get_secret_value(SecretId=self.outputs["OriginSecretArn"])
        return setup_code(kept["SecretString"])

    def _check_ports(self) -> None:
        require_free(self.base_port, "the edge")
        for vendor in VENDORS:
            require_free(self.base_port + vendor.port, f"the stand-in for {vendor.name}")
        require_free(self.base_port + _VOICE_PROXY_PORT, "the voice proxy")
        require_free(self.base_port + _SES_PORT, "the stand-in for SES")
        require_free(self.base_port + _SMTP_PORT, "the inbox")

    def _start_stand_in(self, vendor: Vendor) -> tuple[Child, int]:
        port = self.base_port + vendor.port
        command = ["-m", vendor.stand_in, "--port", str(port)]
        return self._python(f"The stand-in for {vendor.name}", command, f"{vendor.name.lower()}.log"), port

    def _start_mail(self) -> None:
        command = ["-m", "local_cloud.stand_ins.mail.ses_stand_in", "--port", str(self.base_port + _SES_PORT)]
        command += ["--smtp-port", str(self.base_port + _SMTP_PORT), "--folder", str(self.folder.path / "inbox")]
        command += ["--endpoint-url", self.endpoint_url]
        self._python("The stand-in for SES", command, "ses.log")

    def _name_engines(self, stand_ins: Sequence[tuple[Child, int]]) -> None:
        """Ask the stand-ins what does their work: settings of the stage. They make it ready meanwhile."""
        for child, port in stand_ins:
            child.wait_until(partial(listening, port), timeout_s=30)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as answer:
                self.engines |= json.load(answer)["engines"]

    def _start_edge(self, assembly: Assembly) -> Child:
        command = [
            "-m",
            "local_cloud.cloud.edge",
            "--port",
            str(self.base_port),
            "--endpoint-url",
            self.endpoint_url,
        ]
        command += ["--assembly", str(assembly.folder), "--stack", assembly.stack]
        command += ["--inbox-url", f"http://127.0.0.1:{self.base_port + _SES_PORT}"]
        return self._python("The edge", command, "edge.log")

    def _synthesize(self, log: Path) -> Assembly:
        """Run the CDK's command to its end; it does nothing where neither inputs nor settings changed."""
        real = (vendor.settings for vendor in VENDORS if vendor.is_real(self._environment))
        settings = {"base_port": str(NOBODYS)}
        for more in (*real, self.engines, self._settings):
            settings |= more
        written = REPOSITORY / "build" / "cdk.out"
        folder = written / f"local-{hashlib.sha256(json.dumps(settings).encode()).hexdigest()[:8]}"
        command = ["-m", "cdk.app", "--stage", "local", "--if-changed", "--output", str(folder)]
        command += [word for name, value in settings.items() for word in ("--context", f"{name}={value}")]
        child = self._python("python -m cdk.app", command, log.name, _UNVALIDATED)
        try:
            if not poll_until(lambda: child.exit_code is not None, timeout_s=600):
                raise LocalCloudError(f"{child.name} took longer than 10 minutes: see {child.log}.")
            if child.exit_code:
                raise LocalCloudError(f"{child.name} failed: {last_line(child.log)} (see {child.log}).")
        finally:
            child.stop()
            self._children.remove(child)
        return with_ports(folder, STACK, self.base_port, written / f"local-{self.base_port}")

    def _set_secrets(self) -> None:
        values = {self.outputs[vendor.secret_output]: vendor.key(self._environment) for vendor in VENDORS}
        set_secrets(values | {self.outputs["MongodbSecretArn"]: self.mongodb_uri}, self.endpoint_url)

    def _wait_for_voice_proxy(self) -> None:
        url = f"http://127.0.0.1:{self.base_port + _VOICE_PROXY_PORT}/voice/live"

        def alive() -> bool:
            with suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:
                return bool(answer.status == 200)
            return False

        if not poll_until(alive, timeout_s=30, every_s=0.05):
            raise LocalCloudError(
                f"The voice proxy's task does not answer: see {self.folder.path}/aws/tmp/*/task-*.log."
            )

    def _step(self, name: str, doing: Callable[[], str] = lambda: "") -> AbstractContextManager[None]:
        return step(self._say, name, doing=doing)

    def _python(self, name: str, arguments: list[str], log: str, more: Mapping[str, str] | None = None) -> Child:
        environment = {key: value for key, value in os.environ.items() if key not in _KEYS} | dict(more or {})
        child = Child(
            name,
            [sys.executable, *arguments],
            log=self.folder.logs / log,
            env=environment | {"PYTHONUNBUFFERED": "1"} | self._mark,
            cwd=REPOSITORY,
        )
        self._children.append(child)
        return child

    def _all_children(self) -> list[Child]:
        own = [self._mongod.child if not self._borrowed_mongod else None, self._emulator.child]
        return [*self._children, *(child for child in own if child)]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def last_line(log: Path) -> str:
    """What a program said last; empty where it said nothing yet."""
    lines = log.read_text().split("\n") if log.exists() else []
    return next((line for line in reversed(lines) if line.strip()), "")


_UNVALIDATED = {"CDK_VALIDATION": "false"}
"""By the CDK's own rules of AWS, which take it a third of its time: the emulator takes what it is given."""

_KEYS = frozenset(vendor.key_variable for vendor in VENDORS)
"""Only their secrets hold the vendors' keys."""


def _memory_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _processor_s(pid: int) -> float:
    """Of the process and of those that it started and that have ended."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
