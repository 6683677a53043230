"""`python -m local_cloud`: starts, survives kills, says what ended, leaves nothing behind; and its demo."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import pytest

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.cloud.data_folder import DataFolder
from local_cloud.processes import free_port, listening, marked, poll_until
from local_cloud.simulation.demo import DEMO_TITLE
from local_cloud.simulation.recruiter import Recruiter

BASE_PORT = 8210
SITE = f"http://127.0.0.1:{BASE_PORT}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("run") / "data"
    return folder


@contextmanager
def _running(data: Path, *command: str) -> Iterator[subprocess.Popen[str]]:
    command = (*_local_cloud(*(command or ("run", "--no-examples"))), "--data", str(data))
    keyless = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=keyless) as run:
        try:
            yield run
        finally:
            if run.poll() is None:
                run.terminate()
                run.communicate(timeout=60)


def _local_cloud(command: str, *options: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "local_cloud", command, "--base-port", str(BASE_PORT), *options)


def _ready(run: subprocess.Popen[str], data: Path) -> bool:
    folder = DataFolder(data)
    return poll_until(lambda: run.poll() is not None or folder.state().get("pid") == run.pid, timeout_s=240)


def _nothing_left(data: Path) -> bool:
    ports = range(BASE_PORT, BASE_PORT + 6)
    return poll_until(lambda: not marked(data) and not any(map(listening, ports)), timeout_s=30)


def test_keeps_its_data_over_a_kill_and_ends_whole(data: Path) -> None:
    with _running(data) as run:
        assert _ready(run, data)
        first = LocalCloud.attached(BASE_PORT, data)
        assert first is not None
        recruiter = Recruiter(SITE, first.demo_email, first.demo_password)
        first.client("s3").put_object(Bucket=first.outputs["MergedBucket"], Key="kept", Body=b"kept")
        run.kill()
        run.communicate(timeout=30)

    with _running(data) as run:
        assert _ready(run, data)
        again = LocalCloud.attached(BASE_PORT, data)
        assert again is not None
        assert again.outputs["MergedBucket"] == first.outputs["MergedBucket"]
        kept = again.client("s3").get_object(Bucket=again.outputs["MergedBucket"], Key="kept")["Body"].read()
        assert kept == b"kept"
        with recruiter:
            assert recruiter.titles() == [], "the sign-in is still known"
        run.send_signal(signal.SIGINT)
        said, _ = run.communicate(timeout=60)
        assert run.returncode == 0, said
    assert "Stopping" in said
    assert LocalCloud.attached(BASE_PORT, data) is None
    assert _nothing_left(data)


LAST_LINE = "Ctrl-C ends it; the data stay.\n"


def test_a_demo_leaves_its_cloud_to_be_looked_at_and_asks_by_one_template(data: Path) -> None:
    """And the end of a part ends the rest, and is told."""
    with _running(data, "demo", "--no-browser") as run:
        assert _ready(run, data)
        assert run.stdout is not None
        lines = list(takewhile(lambda line: line != LAST_LINE, run.stdout))
        assert run.poll() is None, "".join(lines)
        assert any(line.startswith("As the recruiter sees it") for line in lines)
        assert not any(line.startswith("Without a meaning") for line in lines)
        again = [*_local_cloud("demo", "--no-browser"), "--data", str(data)]
        second = subprocess.run(again, capture_output=True, text=True, check=False, timeout=240)
        assert second.returncode == 0, second.stderr
        assert run.poll() is None
        with Recruiter(SITE, LocalCloud.demo_email, LocalCloud.demo_password) as recruiter:
            assert [title for title in recruiter.titles() if title.startswith("Demo")] == [DEMO_TITLE]
        [door] = [pid for pid in marked(data) if "local_cloud.cloud.edge" in Path(f"/proc/{pid}/cmdline").read_text()]
        os.kill(door, signal.SIGKILL)
        said, _ = run.communicate(timeout=60)
    assert run.returncode == 1
    assert said.strip().splitlines()[-1].startswith("The edge ended unexpectedly (SIGKILL): see ")
    assert _nothing_left(data)


def test_a_demo_without_a_browser_to_be_found_starts_nothing(tmp_path: Path) -> None:
    demo = [*_local_cloud("demo"), "--data", str(tmp_path / "data")]
    environment = os.environ | {"CHROMIUM": str(tmp_path / "chromium")}
    ended = subprocess.run(demo, capture_output=True, text=True, check=False, timeout=60, env=environment)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.strip().startswith("Chromium is not installed")
    assert not (tmp_path / "data").exists()


def test_port_in_use_is_said_before_anything_starts(tmp_path: Path) -> None:
    port = free_port()
    server = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with subprocess.Popen(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as other:
        try:
            assert poll_until(lambda: listening(port), timeout_s=10)
            command = [
                sys.executable,
                "-m",
                "local_cloud",
                "run",
                "--base-port",
                str(port),
                "--data",
                str(tmp_path / "d"),
            ]
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        finally:
            other.terminate()
    assert run.returncode == 1
    assert run.stderr.strip().startswith(f"Port {port} (the edge) is in use: ")
    assert not list((tmp_path / "d" / "logs").iterdir())
