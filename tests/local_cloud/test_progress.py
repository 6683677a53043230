"""Long work says what it is at."""

import subprocess
from pathlib import Path

from local_cloud.processes import poll_until
from local_cloud.progress import step

ROOT = Path(__file__).parents[2]


def test_a_step_says_what_it_is_doing_until_it_is_over() -> None:
    said: list[str] = []
    with step(said.append, "pages built", doing=lambda: "Building the pages", every_s=0.01):
        assert poll_until(lambda: len(said) > 1, timeout_s=30)
    waiting = len(said) - 1
    assert said[0].strip() == "… Building the pages, 0 s"
    assert said[-1].startswith("  pages built ")
    with step(said.append, "checked"):
        pass
    assert len(said) == waiting + 2, "what is quick says one line, and nothing comes after it"


def test_a_step_of_make_keeps_the_words_and_the_status_of_its_command() -> None:
    command = [str(ROOT / "checks/step"), "Installing", "bash", "-c", "echo refused >&2; exit 3"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "Installing\n", "refused\n")
