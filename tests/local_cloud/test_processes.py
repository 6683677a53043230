"""Children of the local cloud end with it, however it ends, and nothing else is ever ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local_cloud.errors import LocalCloudError
from local_cloud.processes import MARK, Child, end_leftovers, free_port, listening, marked, poll_until, require_free

SLEEP = [sys.executable, "-I", "-S", "-c", "import time; print('up', flush=True); time.sleep(300)"]


def _child(tmp_path: Path, **env: str) -> Child:
    return Child("A sleeper", SLEEP, log=tmp_path / "sleeper.log", env={"PATH": os.environ["PATH"], **env})


def test_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = f"""
import os, time
from pathlib import Path
from local_cloud.processes import Child
child = Child("A sleeper", {SLEEP!r}, log=Path({str(tmp_path / "sleeper.log")!r}), env=dict(os.environ))
print(child.pid, flush=True)
time.sleep(300)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert poll_until(lambda: "up" in (tmp_path / "sleeper.log").read_text(), timeout_s=10)
        parent.kill()
    assert poll_until(lambda: not Path(f"/proc/{child}/cmdline").exists(), timeout_s=10)


def test_leftovers_are_those_that_carry_the_folder(tmp_path: Path) -> None:
    ours, others = tmp_path / "ours", tmp_path / "others"
    left, foreign = _child(tmp_path, **{MARK: str(ours)}), _child(tmp_path, **{MARK: str(others)})
    try:
        assert poll_until(lambda: marked(ours) == [left.pid], timeout_s=10)
        assert end_leftovers(ours) == 1
        assert poll_until(lambda: left.exit_code == -signal.SIGTERM, timeout_s=10)  # its memory ends before it does
        assert foreign.exit_code is None
    finally:
        foreign.stop()
        left.stop()


def test_end_of_a_child_is_told_with_its_log(tmp_path: Path) -> None:
    child = Child("A failure", [sys.executable, "-c", "raise SystemExit(3)"], log=tmp_path / "a.log", env={})
    with pytest.raises(LocalCloudError, match=r"A failure ended while starting \(exit code 3\): see .*a\.log"):
        child.wait_until(lambda: False, timeout_s=10)
    child.stop()


def test_port_in_use_is_one_sentence_with_the_way_out(tmp_path: Path) -> None:
    port = free_port()
    server = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    child = Child("A server", server, log=tmp_path / "server.log", env={})
    try:
        child.wait_until(lambda: listening(port), timeout_s=10)
        with pytest.raises(LocalCloudError, match=rf"^Port {port} \(the edge\) is in use: .*--base-port\.$"):
            require_free(port, "the edge")
    finally:
        child.stop()
