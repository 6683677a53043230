"""Bytecode that goes along with sources: Lambda's code is read-only, so what is not compiled here is compiled again at
each cold start.

Only Python of the stage's own minor version makes bytecode that its functions read. Where this machine has none, there
is no bytecode, and functions start later. It is never compared with its source (`unchecked-hash`), and the same bytes
come of the same sources wherever they lie.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from cdk.stage import Stage

__all__ = ["add_bytecode", "compiler"]


def compiler(stage: Stage) -> str | None:
    """The interpreter that compiles for the stage, if this machine has it."""
    if stage.python_version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    found = shutil.which(f"python{stage.python_version}")
    return found if found and _version(found) == stage.python_version else None


def _version(python: str) -> str:
    """What it really is: the name may be a version manager's, for a Python that is not there."""
    asked = [python, "-c", "import sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def add_bytecode(stage: Stage, folder: Path, runs_at: str) -> None:
    """Compile all sources of the folder, which the functions see at `runs_at`, where there is a compiler."""
    python = compiler(stage)
    if python is None:
        return
    # One process, files in their order and no chance in hashes: so the same bytes.
    subprocess.run(
        [
            *(python, "-S", "-s", "-E", "-m", "compileall", "-q", "-j", "1", "-f"),
            *("--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", runs_at, str(folder)),
        ],
        check=True,
        stdout=sys.stderr,
    )
