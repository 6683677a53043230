"""What a function brings along, in a process of its own: each pays at its start for what it uses, and for no more."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from benchmarks.cold_start import environment

FUNCTIONS = sorted(path.parent.name for path in Path("functions").glob("*/handler.py"))
ENTRY_POINTS = {*FUNCTIONS, "voice"}
MERGES_TOO = {"merge_requested": {"merge"}}
SERVES_HTTP = {"api", "feedback"}
AT_FIRST_USE = {"argon2", "boto3", "dns", "groq", "httpx", "s3transfer"}
"""Where they are used at all, after the function has begun to answer."""


@cache
def imported(name: str) -> frozenset[str]:
    """The modules that are loaded once the handler is."""
    finished = subprocess.run(
        [sys.executable, "-c", f"import sys, functions.{name}.handler\nprint(*sys.modules)"],
        env={"PATH": os.environ["PATH"], **environment()},
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(finished.stdout.split())


def inside(package: str, modules: frozenset[str]) -> set[str]:
    return {each.removeprefix(f"{package}.") for each in modules if each.startswith(f"{package}.")}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_imports_its_own_wiring(name: str) -> None:
    assert inside("interview.wiring", imported(name)) & ENTRY_POINTS == {name, *MERGES_TOO.get(name, ())}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_libraries_are_imported_where_they_are_used(name: str) -> None:
    modules = imported(name)
    assert not modules & AT_FIRST_USE
    assert ("aws_lambda_powertools.event_handler" in modules) == (name in SERVES_HTTP)


@pytest.mark.parametrize("name", ["api", "lock"])
def test_hardly_any_garbage_is_looked_for_meanwhile(name: str) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", f"import functions.{name}.handler, gc\nprint(gc.get_stats()[0]['collections'])"],
        env={"PATH": os.environ["PATH"], **environment()},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(finished.stdout) < 10


def test_one_that_does_little_imports_little() -> None:
    lock = imported("lock")
    assert inside("interview.use_cases", lock) == {
        "processing",
        "processing.begin_processing",
        "publish_events",
    }
    repositories = {"answers", "chunks", "outbox", "scores", "sessions"}
    assert inside("interview.adapters.mongo", lock) == {*repositories, "client", "indexes", "turns", "usage"}
    assert inside("interview.adapters", lock) == {
        "aws",
        "event_bus",
        "mongo",
        "secrets",
        *(f"mongo.{each}" for each in inside("interview.adapters.mongo", lock)),
    }
