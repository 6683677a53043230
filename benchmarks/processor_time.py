"""What a process and all it started have used of the processors. Needs Linux's /proc."""

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["processor_time_s"]

_PARENT, _OWN_AND_WAITED_FOR = 1, slice(11, 15)
"""Fields of `/proc/PID/stat` after the command's name."""


def processor_time_s(pid: int) -> float:
    """Seconds, with those of children that have ended and were waited for."""
    processes = dict(_processes())
    family = [pid]
    for member in family:
        family += [child for child, (parent, _) in processes.items() if parent == member]
    return sum(ticks for member in family for _, ticks in [processes[member]]) / os.sysconf("SC_CLK_TCK")


def _processes() -> list[tuple[int, tuple[int, int]]]:
    """Each process with its parent and its ticks."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            found.append((int(folder.name), (int(fields[_PARENT]), sum(map(int, fields[_OWN_AND_WAITED_FOR])))))
    return found
