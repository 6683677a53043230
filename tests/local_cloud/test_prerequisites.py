"""What `make` says before it installs anything."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def refusal(tmp_path: Path, **programs: str) -> str:
    """What is said where these shell scripts are first on the PATH; empty where nothing is missing."""
    for name, script in programs.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    said = subprocess.run(
        [ROOT / "checks/prerequisites"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (said.returncode != 0) == bool(said.stderr)
    return said.stderr


ENOUGH = "printf 'Filesystem 1M-blocks Used Available\\n/dev/x 9000 0 9000\\n'"
LITTLE = "printf 'Filesystem 1M-blocks Used Available\\n/dev/x 9000 8700 300\\n'"


def node(version: str) -> str:
    return f"echo v{version}"


def test_this_machine_has_all(tmp_path: Path) -> None:
    assert refusal(tmp_path, df=ENOUGH) == ""


@pytest.mark.parametrize("version", ["18.20.4", "20.18.1", "21.7.0", "22.11.0"])
def test_an_old_node_is_named(tmp_path: Path, version: str) -> None:
    said = refusal(tmp_path, node=node(version), df=ENOUGH)
    assert said.startswith("Colloquy needs Node.js (20.19 or newer of Node.js 20, or 22.12 or newer), and this is v")
    assert version in said


@pytest.mark.parametrize("version", ["20.19.0", "22.12.0", "24.1.0"])
def test_a_new_node_will_do(tmp_path: Path, version: str) -> None:
    assert refusal(tmp_path, node=node(version), df=ENOUGH) == ""


def test_an_old_python_is_named(tmp_path: Path) -> None:
    said = refusal(tmp_path, python3='[ "$1" = --version ] && echo Python 3.10.12; exit 1')
    assert "Python 3.11 or newer, and python3 is Python 3.10.12: name a newer one" in said


def test_a_full_disk_is_said_before_it_is_full(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path, df=LITTLE) == "Colloquy needs 4000 MB of free disk here, and there are 300 MB: make room.\n"
    )
