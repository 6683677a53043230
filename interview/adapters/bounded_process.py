"""Bytes of a stranger, read in a process of its own.

They go into a library that may take any time and memory over them, or break: what it takes is bounded there, and ends
that process alone. It knows no key and no address of ours, and writes no file.
"""

import os
import subprocess
import sys

__all__ = ["bound", "made_apart"]

MAX_MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 6
LIBRARIES = "LD_LIBRARY_PATH"
"""Without it Lambda's own interpreter does not find its library."""


def made_apart(module: str, sent: bytes, timeout_s: float) -> bytes | None:
    """What this module, run as a program, makes of it; None where that is nothing, or takes too much."""
    known = {"PYTHONPATH": os.pathsep.join(sys.path), LIBRARIES: os.environ.get(LIBRARIES, "")}
    try:
        finished = subprocess.run(
            [sys.executable, "-m", module],
            input=sent,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env={name: value for name, value in known.items() if value},
        )
    except subprocess.TimeoutExpired:
        return None
    return finished.stdout if finished.returncode == 0 else None


def bound() -> None:
    """This process, from here on: once it has imported what it works with."""
    import resource
    from contextlib import suppress

    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
