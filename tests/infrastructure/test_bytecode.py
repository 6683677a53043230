"""Bytecode in what is deployed: read as it is, and the same bytes from the same sources."""

import marshal
import shutil
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from cdk.bytecode import add_bytecode, compiler
from cdk.inputs import ROOT
from cdk.stage import THIS_MACHINE, Stage
from tests.infrastructure.template import Template

HERE = Stage.model_validate({"name": "local", "python_version": THIS_MACHINE})
UNCHECKED_HASH = 0b01


def compiled(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pyc")}


def code_of(content: bytes) -> CodeType:
    code = marshal.loads(content[16:])  # noqa: S302 (made here)
    assert isinstance(code, CodeType)
    return code


def test_the_same_sources_give_the_same_bytes_wherever_they_lie(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "quite" / "another"]
    for folder in folders:
        shutil.copytree(ROOT / "interview" / "domain", folder, ignore=shutil.ignore_patterns("__pycache__"))
        add_bytecode(HERE, folder, "/var/task")
    one, other = map(compiled, folders)
    assert len(one) == len(list(folders[0].rglob("*.py")))
    assert one == other


def test_it_is_read_without_a_look_at_the_source(tmp_path: Path) -> None:
    (tmp_path / "answer.py").write_text("print(41)\n")
    add_bytecode(HERE, tmp_path, "/var/task")
    ((_, content),) = compiled(tmp_path).items()
    assert int.from_bytes(content[4:8], "little") == UNCHECKED_HASH
    assert code_of(content).co_filename == "/var/task/answer.py"
    (tmp_path / "answer.py").write_text("print(42)\n")
    said = subprocess.run([sys.executable, "-m", "answer"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout == "41\n"


OTHER = "3.13" if HERE.python_version != "3.13" else "3.12"


@pytest.mark.parametrize("answer", ["exit 127", "echo 3.10", None], ids=["a mere name", "another", "none"])
def test_what_is_not_the_functions_python_compiles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str | None
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if answer:
        (python := tmp_path / f"python{OTHER}").write_text(f"#!/bin/sh\n{answer}\n")
        python.chmod(0o755)
    stage = Stage.model_validate({"name": "prod", "python_version": OTHER})
    (tmp_path / "answer.py").write_text("print(42)\n")
    add_bytecode(stage, tmp_path, "/var/task")
    assert compiler(stage) is None
    assert compiled(tmp_path) == {}


def test_functions_are_deployed_with_it(local: Template) -> None:
    code = local.asset(local.functions()["api"]["Code"])
    assert len(compiled(code)) == len(list(code.rglob("*.py")))
