"""What a task learns of itself from ECS, and what it makes of it."""

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from voice_proxy_container import task_standing
from voice_proxy_container.task_standing import Standing, TaskStanding, UnknownStandingError, look

CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/voice"
TASK = "arn:aws:ecs:us-east-1:000000000000:task/voice/0123"
DEFINITIONS = [f"arn:aws:ecs:us-east-1:000000000000:task-definition/voice:{revision}" for revision in (7, 8)]


@dataclass
class Ecs:
    """The metadata endpoint, which knows as little as on Fargate, and the API."""

    url: str = ""
    tasks: list[dict[str, Any]] = field(default_factory=list)
    services: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@pytest.fixture
def ecs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ecs]:
    ecs = Ecs(
        tasks=[
            {
                "taskArn": TASK,
                "taskDefinitionArn": DEFINITIONS[0],
                "group": "service:voice-proxy",
                "lastStatus": "RUNNING",
                "desiredStatus": "RUNNING",
            }
        ],
        services=[{"serviceName": "voice-proxy", "taskDefinition": DEFINITIONS[0]}],
    )

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == "/v4/0123-4567/task"
            self.answer({"Cluster": CLUSTER, "TaskARN": TASK, "Family": "voice", "Revision": "7"})

        def do_POST(self) -> None:
            action = self.headers["x-amz-target"].partition(".")[2]
            ecs.asked.append((action, json.loads(self.rfile.read(int(self.headers["content-length"])))))
            self.answer({"DescribeTasks": {"tasks": ecs.tasks}, "DescribeServices": {"services": ecs.services}}[action])

        def answer(self, body: Any) -> None:
            content = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        environment = {
            "AWS_ENDPOINT_URL_ECS": address,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        ecs.url = f"{address}/v4/0123-4567"
        yield ecs
        task_standing._client.cache_clear()
        server.shutdown()
        thread.join()


def test_the_task_asks_for_itself_and_for_its_service(ecs: Ecs) -> None:
    assert look(ecs.url) == Standing()
    assert ecs.asked == [
        ("DescribeTasks", {"cluster": CLUSTER, "tasks": [TASK]}),
        ("DescribeServices", {"cluster": CLUSTER, "services": ["voice-proxy"]}),
    ]


def test_another_definition_of_the_service_makes_it_outdated(ecs: Ecs) -> None:
    ecs.services[0]["taskDefinition"] = DEFINITIONS[1]
    assert look(ecs.url) == Standing(outdated=True)


@pytest.mark.parametrize(
    ("last", "desired"), [("DEACTIVATING", "STOPPED"), ("DEACTIVATING", "RUNNING"), ("RUNNING", "STOPPED")]
)
def test_one_that_ecs_takes_away_is_leaving(ecs: Ecs, last: str, desired: str) -> None:
    ecs.tasks[0] |= {"lastStatus": last, "desiredStatus": desired}
    assert look(ecs.url) == Standing(leaving=True)


@pytest.mark.parametrize("unknown", ["tasks", "services"])
def test_what_ecs_does_not_know_is_an_error(ecs: Ecs, unknown: str) -> None:
    setattr(ecs, unknown, [])
    with pytest.raises(UnknownStandingError):
        look(ecs.url)


class TestTheTask:
    def told(self, monkeypatch: pytest.MonkeyPatch, *answers: Standing | Exception) -> tuple[list[Any], list[str]]:
        """What comes of these looks; the last one lets it leave."""
        monkeypatch.setattr(task_standing, "LOOK_EVERY_S", 0.001)
        coming = iter(answers)
        told: list[Any] = []
        logged: list[str] = []

        def ask(_: str) -> Standing:
            answer = next(coming)
            if isinstance(answer, Exception):
                raise answer
            return answer

        standing = TaskStanding(
            "http://metadata",
            lambda name, **_: logged.append(name),
            outdated=told.append,
            leave=lambda: told.append("leave"),
            ask=ask,
        )
        asyncio.run(asyncio.wait_for(standing.run(), 5))
        return told, logged

    def test_is_outdated_first_and_leaves_when_ecs_takes_it_away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told, logged = self.told(
            monkeypatch,
            Standing(),
            Standing(outdated=True),
            Standing(outdated=True),
            Standing(outdated=True, leaving=True),
        )
        assert told == [True, "leave"]
        assert logged == ["task_standing_changed"] * 2

    def test_is_kept_where_the_deploy_is_rolled_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told, _ = self.told(monkeypatch, Standing(outdated=True), Standing(), Standing(leaving=True))
        assert told == [True, False, "leave"]

    def test_goes_on_where_ecs_cannot_be_asked_and_complains_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told, logged = self.told(monkeypatch, OSError(), ValueError(), KeyError("group"), Standing(leaving=True))
        assert told == ["leave"]
        assert logged == ["task_standing_unknown", "task_standing_changed"]

    def test_looks_nowhere_elsewhere_than_on_ecs(self) -> None:
        nothing = TaskStanding("", lambda *_, **__: None, outdated=lambda _: None, leave=lambda: None)
        asyncio.run(asyncio.wait_for(nothing.run(), 1))
