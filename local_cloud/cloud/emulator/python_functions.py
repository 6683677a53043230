"""Lambda functions in Python: run by AWS's own runtime client, in an environment that holds what Lambda's holds."""

import contextlib
import hashlib
import importlib.metadata
import io
import os
import re
import shutil
import sys
import threading
import zipfile
from collections.abc import Callable
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from local_cloud.cloud.emulator.patching import Patch, existing, wrap
from local_cloud.cloud.emulator.server import LOGS
from local_cloud.processes import MARK

__all__ = ["PATCHES"]

_ENVIRONMENTS_PER_FUNCTION = 8
"""Concurrent executions of one function before the next waits, as for a thousand times more on AWS."""

_INIT_TIMEOUT_S = 60.0
"""AWS allows 10 s; many cold starts at once on a few cores take longer without being wrong."""

_PROVIDED_PACKAGES = ("awslambdaric", "boto3")
"""What Lambda's Python runtimes bring along; all else must be in the function's code or layers."""

_PASSED_ON = ("HOME", "LANG", "LC_ALL", "TMPDIR", MARK)
"""The only variables of this process that reach a function."""

_EXECUTE_API = re.compile(r"(?:https?|wss?)://([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com")


def run_python_by_the_runtime_client() -> None:
    """ministack's own executor loses error types and takes a print for the answer; AWS's client does neither."""

    def choose_worker(original: Any) -> Any:
        def worker_class(config: Any) -> Any:
            return lambda_runtime.ProvidedWorker if _is_python(config) else original(config)

        return worker_class

    def choose_executor(original: Any) -> Any:
        provided = existing(lambda_svc, "_execute_function_provided_warm", "func event request_id")

        def execute(func: Any, event: Any, request_id: Any) -> Any:
            is_python = _is_python(func.get("config") or func)
            return (provided if is_python else original)(func, event, request_id)

        return execute

    def add_bootstrap(original: Any) -> Any:
        bootstrap = f'#!/bin/sh\nexec "{sys.executable}" -S -m awslambdaric "$_HANDLER"\n'

        def code_dir(code_zip: Any) -> Any:
            folder = Path(original(code_zip))
            if not (path := folder / "bootstrap").exists():
                draft = folder / f"bootstrap.{threading.get_ident()}"
                draft.write_text(bootstrap)
                draft.chmod(0o755)
                draft.replace(path)
            return str(folder)

        return code_dir

    existing(lambda_runtime, "ProvidedWorker", "func_name config code_zip")
    wrap(lambda_runtime, "_worker_class_for", "config", choose_worker)
    wrap(lambda_svc, "_execute_function_warm", "func event request_id", choose_executor)
    wrap(lambda_svc, "_provided_runtime_code_dir", "code_zip", add_bootstrap)


def give_functions_the_environment_of_lambda() -> None:
    """ministack hands its whole environment to functions and gives layers no place on PATH and PYTHONPATH."""
    layers = _Layers()
    runtime = _runtime_packages()
    gateway = os.environ["AWS_ENDPOINT_URL"]

    def make(original: Any) -> Any:
        def environment(config: Any, code_dir: Any, port: Any) -> Any:
            host = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            own = {name: value for name, value in original(config, code_dir, port).items() if _is_lambdas(name)}
            users = lambda_svc._runtime_env_vars(config)
            folders = layers.folders(config)
            log_group = (config.get("LoggingConfig") or {}).get("LogGroup")
            paths = {
                "PATH": [*(f"{folder}/bin" for folder in folders), os.environ["PATH"]],
                "LD_LIBRARY_PATH": [*(f"{folder}/lib" for folder in folders), f"{code_dir}/lib", code_dir],
                "PYTHONPATH": [code_dir, *(f"{folder}/python" for folder in folders), runtime],
            }
            result = host | {
                **{name: os.pathsep.join(parts) for name, parts in paths.items()},
                "TZ": ":UTC",
                "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime', '')}",
                "AWS_LAMBDA_LOG_GROUP_NAME": log_group or f"/aws/lambda/{config.get('FunctionName', '')}",
                "AWS_ENDPOINT_URL": gateway,
                **users,
                **own,
            }
            # AWS's own name of an API would lead out of this machine.
            return {name: _EXECUTE_API.sub(rf"{gateway}/_aws/execute-api/\1", value) for name, value in result.items()}

        return environment

    existing(lambda_svc, "_runtime_env_vars", "config")
    wrap(lambda_svc, "_provided_worker_env", "config code_dir port", make)


def let_executions_wait_for_a_free_environment() -> None:
    """ministack starts a process for every concurrent execution; a burst would take all memory and time out."""
    freed = threading.Condition()
    existing(lambda_runtime, "_LOCAL_MAX_WORKERS")
    existing(lambda_runtime, "_PROVIDED_INIT_TIMEOUT")
    lambda_runtime._LOCAL_MAX_WORKERS = _ENVIRONMENTS_PER_FUNCTION
    lambda_runtime._PROVIDED_INIT_TIMEOUT = _INIT_TIMEOUT_S

    def waiting(original: Any) -> Any:
        def acquire(*arguments: Any, **options: Any) -> Any:
            with freed:
                while (leased := original(*arguments, **options))[0] is None:
                    freed.wait(1)
                return leased

        return acquire

    def telling(original: Any) -> Any:
        def release(worker: Any) -> Any:
            with freed:
                original(worker)
                freed.notify()

        return release

    wrap(lambda_svc, "acquire_worker", "func_name config code_zip qualifier max_concurrency", waiting)
    wrap(lambda_svc, "release_worker", "worker", telling)


def answer_runtimes_at_once() -> None:
    """Nagle's algorithm and a generous wait for log lines cost 40 ms of every warm execution."""

    def without_nagle(original: Any) -> Any:
        def build(self: Any, generation: Any, pending: Any) -> Any:
            handler = original(self, generation, pending)
            handler.disable_nagle_algorithm = True
            return handler

        return build

    def in_haste(original: Any) -> Any:
        def drain(
            self: Any, first_line_wait: float = 0.004, idle_confirm: float = 0.003, hard_cap: float = 0.25
        ) -> Any:
            return original(self, first_line_wait, idle_confirm, hard_cap)

        return drain

    worker = lambda_runtime.Worker
    wrap(lambda_runtime.ProvidedWorker, "_build_handler_class", "self generation pending", without_nagle)
    wrap(worker, "_drain_stderr_bounded", "self first_line_wait idle_confirm hard_cap", in_haste)


def write_what_functions_say_to_files() -> None:
    """A person who looks for a function's error wants a file, not the API of CloudWatch Logs."""

    def make(original: Any) -> Any:
        def pump(self: Any, stream: Any, log_queue: Any) -> None:
            folder = Path(os.environ.get(LOGS, lambda_svc._PROVIDED_CODE_CACHE)) / "functions"
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / f"{self.func_name}.log").open("ab", buffering=0) as log:
                original(self, _Tee(stream, log), log_queue)

        return pump

    wrap(lambda_runtime.ProvidedWorker, "_pump_output", "self stream log_queue", make)


PATCHES: tuple[Patch, ...] = (
    run_python_by_the_runtime_client,
    give_functions_the_environment_of_lambda,
    let_executions_wait_for_a_free_environment,
    answer_runtimes_at_once,
    write_what_functions_say_to_files,
)


class _Tee:
    """A stream whose lines are also written to a file."""

    def __init__(self, stream: BinaryIO, file: RawIOBase) -> None:
        self._stream = stream
        self._file = file
        self.close = stream.close

    def readline(self) -> bytes:
        line = self._stream.readline()
        self._file.write(line)
        return line


class _Layers:
    """Layers unpacked once each, under a lock: half a layer must not be run."""

    def __init__(self) -> None:
        existing(lambda_svc, "_resolve_layer_zip", "attachment")
        self._unzip: Callable[[Any, str], None] = existing(lambda_svc, "_extract_zip_preserving_mode", "zf dest_dir")
        self._root = Path(existing(lambda_svc, "_PROVIDED_CODE_CACHE")) / "layers"
        self._by_arn: dict[str, Path] = {}
        self._lock = threading.Lock()
        shutil.rmtree(self._root, ignore_errors=True)

    def folders(self, config: Any) -> list[Path]:
        with self._lock:
            return [folder for layer in config.get("Layers", []) if (folder := self._folder(layer))]

    def _folder(self, layer: Any) -> Path | None:
        arn = layer.get("Arn", "") if isinstance(layer, dict) else layer
        if arn not in self._by_arn:
            content = lambda_svc._resolve_layer_zip(layer)
            if not content:
                return None
            folder = self._root / hashlib.sha256(content).hexdigest()
            if not folder.exists():
                folder.mkdir(parents=True)
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    self._unzip(archive, str(folder))
            self._by_arn[arn] = folder
        return self._by_arn[arn]


def _runtime_packages() -> str:
    """A folder of links to what Lambda's Python runtimes bring along, taken from this environment."""
    folder = Path(lambda_svc._PROVIDED_CODE_CACHE) / "runtime"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for distribution in _with_requirements(_PROVIDED_PACKAGES):
        for file in distribution.files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not (link := folder / top).is_symlink():
                link.symlink_to(Path(str(distribution.locate_file(top))))
    return str(folder)


def _with_requirements(names: tuple[str, ...]) -> list[importlib.metadata.Distribution]:
    waiting, found = list(names), dict[str, importlib.metadata.Distribution]()
    while waiting:
        name = waiting.pop()
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):  # for other systems or Pythons
            found[name] = importlib.metadata.distribution(name)
            required = [line for line in found[name].requires or () if "extra ==" not in line]
            names_required = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower() for line in required]
            waiting += [required_name for required_name in names_required if required_name not in found]
    return list(found.values())


def _is_python(config: Any) -> bool:
    return str(config.get("Runtime", "")).startswith("python")


def _is_lambdas(name: str) -> bool:
    """Whether Lambda itself sets this variable."""
    return name.startswith(("AWS_LAMBDA_", "LAMBDA_TASK_", "_HANDLER")) or name in (
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
    )
