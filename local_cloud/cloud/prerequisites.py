"""What this machine must have, each said in one sentence when it is missing."""

import re
import shutil
import subprocess
from pathlib import Path

from local_cloud.errors import LocalCloudError

__all__ = ["check_machine"]

_NODE = (20, 19)
_NEWER = "Node.js 20.19 or newer"
_FREE_GB = 1.0


def check_machine(data: Path) -> None:
    """LocalCloudError for the first thing that is missing."""
    _check_node()
    _check_disk(data)


def _check_node() -> None:
    how = "get it from nodejs.org or your system's package manager"
    if shutil.which("node") is None:
        raise LocalCloudError(f"Colloquy needs {_NEWER}, and there is none: {how}.")
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)\.", said)
    if found is None or (int(found[1]), int(found[2])) < _NODE:
        raise LocalCloudError(f"Colloquy needs {_NEWER}, and this is {said.strip() or 'broken'}: {how}.")


def _check_disk(data: Path) -> None:
    existing = next(folder for folder in (data, *data.resolve().parents) if folder.exists())
    free_gb = shutil.disk_usage(existing).free / 1e9
    if free_gb < _FREE_GB:
        raise LocalCloudError(
            f"Colloquy needs {_FREE_GB:.0f} GB of free disk, and {existing} has {free_gb:.1f} GB:"
            " make room, or name another folder with --data."
        )
