"""Running a vendor's stand-in as the process it is."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from local_cloud.processes import Child, free_port, listening

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class StandIn:
    """A stand-in that serves; `fail` makes its next requests fail."""

    url: str
    pid: int = 0
    """Known of one that `running` has started."""

    def fail(self, *kinds: str, **details: Any) -> None:
        failures = [{"kind": kind, **details} for kind in kinds]
        httpx.post(f"{self.url}/stand-in/failures", json=failures).raise_for_status()

    def reset(self) -> None:
        httpx.delete(f"{self.url}/stand-in/failures").raise_for_status()

    def limit(self, **limits: float) -> None:
        """What it gives from now on (`groq_limits.Limits`, `deepgram.endpoints.Limits`); what is not named, as when it
        started."""
        httpx.put(f"{self.url}/stand-in/limits", json=limits).raise_for_status()

    def usage(self) -> list[dict[str, Any]]:
        """What the vendor would put on the bill, oldest first."""
        used: list[dict[str, Any]] = httpx.get(f"{self.url}/stand-in/usage").raise_for_status().json()
        return used

    def script(self, text: str | None) -> None:
        """Deepgram's: which words are heard from now on, whatever is said; None: those that are said."""
        httpx.put(f"{self.url}/stand-in/hearing", json={"script": text}).raise_for_status()

    def speak(self, *, plainly: bool) -> None:
        """Deepgram's: from now on a machine speaks, which costs next to nothing; or a person again."""
        httpx.put(f"{self.url}/stand-in/voice", json={"plain": plainly}).raise_for_status()

    def failures_left(self) -> int:
        return len(httpx.get(f"{self.url}/stand-in/failures").raise_for_status().json())


@contextmanager
def running(module: str, folder: Path, *arguments: str) -> Iterator[StandIn]:
    """Serve `module`, as `local_cloud.stand_ins.groq_stand_in`, until the block ends; its log is in `folder`."""
    port = free_port()
    command = [sys.executable, "-m", module, "--port", str(port), *arguments]
    child = Child(module, command, log=folder / f"{module}.log", env=os.environ, cwd=ROOT)
    try:
        child.wait_until(lambda: listening(port), timeout_s=30)
        yield StandIn(f"http://127.0.0.1:{port}", child.pid)
    finally:
        child.stop()
