"""Child processes of the local cloud: each with a log file, none outliving the process that started it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from local_cloud.errors import LocalCloudError

__all__ = ["MARK", "Child", "end_leftovers", "free_port", "listening", "marked", "poll_until", "require_free"]

MARK = "COLLOQUY_LOCAL_CLOUD"
"""Environment variable every child carries, with the data folder as its value: the proof that it is ours."""

_TETHER = Path(__file__).with_name("parent_death.py")


class Child:
    """A started process with its own process group and a log file.

    Start it from a thread that lives as long as the cloud (the main one): see `parent_death`.
    """

    def __init__(
        self, name: str, command: Sequence[str], *, log: Path, env: Mapping[str, str], cwd: Path | None = None
    ) -> None:
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_TETHER), str(os.getpid()), *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative when a signal ended it."""
        return self._process.poll()

    def wait_until(self, ready: Callable[[], bool], *, timeout_s: float) -> None:
        """Wait for `ready()`; LocalCloudError when the process ends before that, or the time does."""

        def ready_or_ended() -> bool:
            if self.exit_code is not None:
                how = _ending(self.exit_code)
                raise LocalCloudError(f"{self.name} ended while starting ({how}): see {self.log}.")
            return ready()

        if not poll_until(ready_or_ended, timeout_s=timeout_s):
            raise LocalCloudError(f"{self.name} was not ready after {timeout_s:.0f} s: see {self.log}.")

    def describe_end(self) -> str:
        """One sentence on a process that is no more."""
        return f"{self.name} ended unexpectedly ({_ending(self.exit_code)}): see {self.log}."

    def stop(self, *, timeout_s: float = 10) -> None:
        """End it and what it started: SIGTERM, and SIGKILL for what is left after `timeout_s`."""
        if self.exit_code is None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout_s)
        with contextlib.suppress(ProcessLookupError):  # the group may outlive its leader
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()


def end_leftovers(data: Path, *, timeout_s: float = 10) -> int:
    """End what an earlier cloud on this data folder left running; the number of such processes.

    Only processes of this user whose environment carries the folder in `MARK` are touched. None are found
    where there is no /proc.
    """
    left = marked(data)
    for pid in left:
        _signal(pid, signal.SIGTERM)
    if not poll_until(lambda: not marked(data), timeout_s=timeout_s):
        for pid in marked(data):
            _signal(pid, signal.SIGKILL)
        poll_until(lambda: not marked(data), timeout_s=timeout_s)
    return len(left)


def poll_until(condition: Callable[[], bool], *, timeout_s: float, every_s: float = 0.02) -> bool:
    """Ask until it is so or the time is over; whether it is so."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every_s)
    return True


def listening(port: int) -> bool:
    """Whether something accepts connections on this port of the loopback address."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def require_free(port: int, what: str) -> None:
    """LocalCloudError when the port that `what` is to listen on is taken, and not about to be freed."""
    if not poll_until(lambda: not listening(port), timeout_s=2):
        raise LocalCloudError(
            f"Port {port} ({what}) is in use: end the program that listens there"
            f" (`ss -ltnp 'sport = :{port}'` names it), or choose other ports with --base-port."
        )


def free_port() -> int:
    """A port of the loopback address that nothing uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _ending(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return signal.Signals(-exit_code).name
    return f"exit code {exit_code}"


def marked(data: Path) -> list[int]:
    """Process ids, but this one's, of the clouds on this data folder; none where there is no /proc."""
    mark = f"{MARK}={data.resolve()}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # ended meanwhile, or another user's
            if int(folder.name) != os.getpid() and mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
