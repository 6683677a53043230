"""A disk that holds one merge is free for the next one, however the last one ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from interview.adapters.working_folder import working_folder

WORKS_UNTIL_KILLED = """
from interview.adapters.working_folder import working_folder
with working_folder("work-") as folder:
    (folder / "half a video").write_bytes(b"0" * 1000)
    print(folder, flush=True)
    input()
"""


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_afterwards(disk: Path) -> None:
    with working_folder("work-") as folder:
        (folder / "file").touch()
        assert folder.parent == disk
    assert list(disk.iterdir()) == []


def test_what_others_use_is_theirs(disk: Path) -> None:
    with working_folder("work-") as one, working_folder("work-") as other:
        assert one != other
        assert {one, other} == set(disk.iterdir())


def test_what_a_killed_process_left_goes_and_nothing_else(disk: Path) -> None:
    (disk / "else").mkdir()
    command = [sys.executable, "-c", WORKS_UNTIL_KILLED]
    with subprocess.Popen(command, env={"TMPDIR": str(disk)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        left = Path(process.stdout.readline().decode().strip())
        with working_folder("work-"):
            assert list(left.iterdir())
        process.kill()
        process.wait()
    assert list(left.iterdir())
    with working_folder("work-") as folder:
        assert set(disk.iterdir()) == {folder, disk / "else"}
