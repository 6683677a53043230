"""What a function brings along, in a process of its own: each pays at its start for what it uses, and for no more."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.cold_start import environment

FUNCTIONS = sorted(path.parent.name for path in Path("functions").glob("*/handler.py"))
ENTRY_POINTS = {*FUNCTIONS, "voice", "candidate_api"}
AT_ONCE = {"api": "candidate_api"}
OF_CANDIDATES = ("/api/interview", "/api/interview/questions/0/uploads", "/api/live-tickets", "/api/page-reports/joins")
MERGES_TOO = {"merge_requested": {"merge"}}
SERVES_HTTP = {"api", "feedback"}
AT_FIRST_USE = {"argon2", "boto3", "cryptography", "dns", "groq", "httpx", "s3transfer"}
"""Where they are used at all, after the function has begun to answer."""
LEFT_OUT = {
    "asyncio.locks",
    "aws_lambda_powertools.event_handler.graphql_appsync",
    "aws_lambda_powertools.metrics.base",
    "aws_lambda_powertools.tracing.tracer",
    "botocore.docs.method",
    "pymongo.asynchronous.pool",
}
PUBLISHES_NOTHING = ("await_chunks", "chunk_registered", "export", "feedback", "merge", "transcribe")
LOADED = """
import gc, sys, functions.{name}.handler
print(*sys.modules)
print(gc.get_stats()[0]["collections"])
from interview.domain.values import Value
def under(kind):
    for each in kind.__subclasses__():
        yield each
        yield from under(each)
print(*(each.__name__ for each in under(Value) if each.__pydantic_complete__))
"""


class Loaded(NamedTuple):
    """What there is once a handler is loaded."""

    modules: frozenset[str]
    collections: int
    """Of the youngest garbage."""
    complete: list[str]
    """Models that were worked out."""


WHOLE = """
import functions, typing, typing_extensions
import asyncio, boto3, boto3.s3.transfer, pymongo
from aws_lambda_powertools import Logger
from pydantic import TypeAdapter, ValidationError
class Said(typing_extensions.TypedDict):
    said: int
read = TypeAdapter(Said)
client = boto3.client("s3", aws_access_key_id="1", aws_secret_access_key="1", region_name="eu-central-1")
url = client.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"})
boto3.s3.transfer.create_transfer_manager(client, boto3.s3.transfer.TransferConfig()).shutdown()
pages = client.get_paginator("list_objects_v2")
waiter = client.get_waiter("bucket_exists")
store = pymongo.MongoClient("mongodb://127.0.0.1", connect=False)
print(list(Said.__annotations__), typing.TypedDict is dict, read.validate_python({"said": "3"})["said"], "X-Amz" in url)
print(issubclass(pymongo.pool_shared.asyncio.CancelledError, BaseException), asyncio.Lock.__module__)
"""


@cache
def started(name: str) -> Loaded:
    modules, collections, complete = printed(LOADED.format(name=name)).splitlines()
    return Loaded(frozenset(modules.split()), int(collections), complete.split())


def imported(name: str) -> frozenset[str]:
    return started(name).modules


def loaded(imports: str) -> frozenset[str]:
    return frozenset(printed(f"import sys, {imports}\nprint(*sys.modules)").split())


def printed(code: str) -> str:
    """By a process of its own."""
    finished = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], **environment()},
        capture_output=True,
        text=True,
        check=True,
    )
    return finished.stdout


def inside(package: str, modules: frozenset[str]) -> set[str]:
    return {each.removeprefix(f"{package}.") for each in modules if each.startswith(f"{package}.")}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_imports_its_own_wiring(name: str) -> None:
    assert inside("interview.wiring", imported(name)) & ENTRY_POINTS == {
        AT_ONCE.get(name, name),
        *MERGES_TOO.get(name, ()),
    }


@pytest.mark.parametrize(("paths", "come_too"), [(OF_CANDIDATES, False), (("/api/health",), True)])
def test_candidates_wait_for_no_route_of_who_is_signed_in(paths: tuple[str, ...], come_too: bool) -> None:
    asked = f"[functions.api.application.with_route_of(path) for path in {paths}]"
    modules = loaded(f"functions.api.handler\n{asked}")
    assert "functions.api.interview" in modules
    assert {"functions.api.results" in modules, "interview.wiring.api" in modules} == {come_too}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_libraries_are_imported_where_they_are_used(name: str) -> None:
    modules = imported(name)
    assert not modules & (AT_FIRST_USE | LEFT_OUT)
    assert ("aws_lambda_powertools.event_handler" in modules) == (name in SERVES_HTTP)


def test_what_libraries_leave_out_goes_no_further() -> None:
    """Types of dictionaries are whole again, and what botocore, boto3 and PyMongo do is done."""
    assert printed(WHOLE) == "['said'] False 3 True\nTrue asyncio.locks\n"


@pytest.mark.parametrize("name", PUBLISHES_NOTHING)
def test_events_are_imported_where_they_are_told(name: str) -> None:
    assert "interview.domain.events" not in imported(name)


@pytest.mark.parametrize("name", ["lock", "merge_requested"])
def test_no_model_is_worked_out_before_it_is_needed(name: str) -> None:
    assert started(name).complete == []


@pytest.mark.parametrize("name", ["api", "lock"])
def test_hardly_any_garbage_is_looked_for_meanwhile(name: str) -> None:
    assert started(name).collections < 10


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
