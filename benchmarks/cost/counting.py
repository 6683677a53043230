"""What one interview used, as emulator, edge and stand-ins counted it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from local_cloud.cloud.cloud import LocalCloud

__all__ = ["Counts", "Interval", "Passed", "Runs", "count", "passed"]

PASSED = re.compile(
    r" (?P<method>[A-Z]+) (?P<path>/\S*) \d+ (?P<ms>\d+) ms, (?P<up>\d+) bytes in, (?P<down>\d+) out, (?P<frames>\d+) "
)
REPORT = re.compile(r"^REPORT .*\tBilled Duration: ([\d.]+) ms\tMemory Size: (\d+) MB")
FUNCTION = re.compile(r"/(?:Api|Ingest|Live|Processing)(\w+)Logs[0-9A-F]{8}$")
LOOK_S = 2
MAX_FOUND = 50
"""Events that one look-up tells at most."""

Interval = tuple[float, float]
"""Seconds of the epoch."""


@dataclass(frozen=True)
class Passed:
    """A request, or a WebSocket, that went through the edge."""

    method: str
    path: str
    ms: int
    up: int
    down: int
    frames: int


@dataclass(frozen=True)
class Runs:
    """All runs of a function."""

    count: int = 0
    gb_s: float = 0.0


@dataclass(frozen=True)
class Counts:
    """`calls` are those to AWS, by service and name."""

    passed: Sequence[Passed]
    functions: dict[str, Runs]
    calls: Counter[tuple[str, str]]
    transitions: Counter[str]
    """State transitions by the first word of the machine: `answer`, `interview`."""
    log_bytes: int
    agent: Sequence[Interval]
    recognition: Sequence[Interval]
    prerecorded_s: float
    spoken_characters: int
    tokens: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By model: read and written."""


def passed(log: str) -> list[Passed]:
    """What the edge logged."""
    return [
        Passed(found["method"], found["path"], *(int(found[name]) for name in ("ms", "up", "down", "frames")))
        for found in PASSED.finditer(log)
    ]


def count(cloud: LocalCloud, began: datetime, ended: datetime) -> Counts:
    deepgram, groq = (_used(cloud.base_port + port) for port in (4, 3))
    functions, log_bytes = _functions(cloud.client("logs"))
    tokens: dict[str, tuple[int, int]] = {}
    for each in groq:
        read, written = tokens.get(each["model"], (0, 0))
        tokens[each["model"]] = read + each["prompt_tokens"], written + each["completion_tokens"]

    def sockets(door: str) -> list[Interval]:
        return [(each["began"], each["ended"]) for each in deepgram if each["door"] == door]

    return Counts(
        passed=passed((cloud.folder.logs / "edge.log").read_text()),
        functions=functions,
        calls=Counter(_calls(cloud.client("cloudtrail"), began, ended)),
        transitions=_transitions(cloud.client("stepfunctions")),
        log_bytes=log_bytes,
        agent=sockets("agent"),
        recognition=sockets("listen"),
        prerecorded_s=sum(each["seconds"] for each in deepgram if each["door"] == "prerecorded"),
        spoken_characters=sum(each["characters"] for each in deepgram if each["door"] == "speak"),
        tokens=tokens,
    )


def _used(port: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = httpx.get(f"http://127.0.0.1:{port}/stand-in/usage").raise_for_status().json()
    return found


def _functions(logs: Any) -> tuple[dict[str, Runs], int]:
    """Runs by function, and bytes of all that was logged."""
    functions: dict[str, Runs] = {}
    size = 0
    for group in _pages(logs, "describe_log_groups", "logGroups"):
        name = group["logGroupName"]
        messages = [event["message"] for event in _pages(logs, "filter_log_events", "events", logGroupName=name)]
        function = FUNCTION.search(name)
        if not function:
            continue
        size += sum(len(message) for message in messages)
        runs = [(float(found[1]), int(found[2])) for message in messages if (found := REPORT.search(message))]
        functions[function[1]] = Runs(len(runs), sum(ms / 1000 * mb / 1024 for ms, mb in runs))
    return functions, size


def _transitions(machines: Any) -> Counter[str]:
    transitions = Counter[str]()
    for machine in _pages(machines, "list_state_machines", "stateMachines"):
        arn = machine["stateMachineArn"]
        for execution in _pages(machines, "list_executions", "executions", stateMachineArn=arn):
            events = _pages(machines, "get_execution_history", "events", executionArn=execution["executionArn"])
            entered = sum(event["type"].endswith("StateEntered") for event in events)
            transitions["answer" if "ProcessAnswer" in arn else "interview"] += entered + 1
    return transitions


def _calls(trail: Any, began: datetime, ended: datetime) -> Iterator[tuple[str, str]]:
    at = began.replace(microsecond=0)
    while at < ended:
        until = at + timedelta(seconds=LOOK_S)
        found = trail.lookup_events(StartTime=at, EndTime=until - timedelta(milliseconds=1), MaxResults=MAX_FOUND)[
            "Events"
        ]
        assert len(found) < MAX_FOUND, "more calls at once than can be told"
        yield from ((event["EventSource"].partition(".")[0], event["EventName"]) for event in found)
        at = until


def _pages(client: Any, call: str, items: str, **arguments: Any) -> Iterator[dict[str, Any]]:
    for page in client.get_paginator(call).paginate(**arguments):
        yield from page[items]
