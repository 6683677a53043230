"""Protection from scale-in: asked for while conversations are carried, against an agent that answers as ECS's does."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from voice_proxy_container import task_protection
from voice_proxy_container.task_protection import ProtectionError, TaskProtection, protect

REFUSED = ProtectionError("HTTP 500")


class EcsAgent:
    """`answer` is what it says next; it remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answer: tuple[int, Any] | None = None
        self.url = ""


@pytest.fixture
def agent() -> Iterator[EcsAgent]:
    agent = EcsAgent()

    class Answer(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            agent.asked.append((self.path, asked))
            well = (200, {"protection": {"ProtectionEnabled": asked["ProtectionEnabled"], "TaskArn": "arn"}})
            status, body = agent.answer or well
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        agent.url = f"http://127.0.0.1:{server.server_port}/api/0123"
        yield agent
        server.shutdown()
        thread.join()


def test_it_is_asked_for_and_given_back(agent: EcsAgent) -> None:
    protect(agent.url, True)
    protect(agent.url, False)
    path = "/api/0123/task-protection/v1/state"
    assert agent.asked == [
        (path, {"ProtectionEnabled": True, "ExpiresInMinutes": task_protection.HOLDS_MINUTES}),
        (path, {"ProtectionEnabled": False}),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        (400, {"error": {"Code": "ClientException", "Message": "Task is not part of a service"}}),
        (200, {"failure": {"Arn": "arn", "Reason": "DEPLOYMENT_BLOCKED"}}),
        (200, {"protection": {"ProtectionEnabled": False}}),
        (200, []),
    ],
)
def test_whatever_is_no_protection_is_an_error(agent: EcsAgent, answer: tuple[int, Any]) -> None:
    agent.answer = answer
    with pytest.raises(ProtectionError):
        protect(agent.url, True)


def test_an_agent_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ProtectionError, match="ConnectionRefusedError"):
        protect("http://127.0.0.1:9", True)


class TestTheTask:
    """With an agent that is a list."""

    def keep(
        self,
        script: Callable[[TaskProtection, Callable[[int], Any]], Any],
        fails: int = 0,
        error: Exception = REFUSED,
    ) -> tuple[list[bool], list[str]]:
        asked: list[bool] = []
        logged: list[str] = []

        def ask(_: str, protected: bool) -> None:
            asked.append(protected)
            if len(asked) <= fails:
                raise error

        async def run() -> None:
            protection = TaskProtection("http://agent", lambda name, **_: logged.append(name), ask)
            running = asyncio.create_task(protection.run())

            async def until(count: int) -> None:
                async with asyncio.timeout(5):
                    while len(asked) < count:
                        await asyncio.sleep(0.001)

            await script(protection, until)
            running.cancel()

        asyncio.run(run())
        return asked, logged

    def test_is_protected_from_its_first_conversation_to_its_last(self) -> None:
        async def script(protection: TaskProtection, until: Callable[[int], Any]) -> None:
            for count in (1, 2, 1):
                protection.carries(count)
            await until(1)
            protection.carries(0)
            await until(2)

        asked, logged = self.keep(script)
        assert asked == [True, False]
        assert logged == ["task_protection_changed"] * 2

    def test_asks_again_where_the_agent_fails_and_complains_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(task_protection, "ASK_AGAIN_AFTER_S", 0.001)

        async def script(protection: TaskProtection, until: Callable[[int], Any]) -> None:
            protection.carries(1)
            await until(4)

        asked, logged = self.keep(script, fails=3)
        assert set(asked) == {True}
        assert logged == ["task_protection_failed", "task_protection_changed"]

    @pytest.mark.parametrize("error", [ValueError("Port could not be cast"), RuntimeError("no thread")])
    def test_goes_on_asking_whatever_went_wrong(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        monkeypatch.setattr(task_protection, "ASK_AGAIN_AFTER_S", 0.001)

        async def script(protection: TaskProtection, until: Callable[[int], Any]) -> None:
            protection.carries(1)
            await until(4)

        asked, logged = self.keep(script, fails=3, error=error)
        assert set(asked) == {True}
        assert logged == ["task_protection_failed", "task_protection_changed"]

    def test_renews_it_while_conversations_go_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(task_protection, "RENEW_EVERY_S", 0.001)

        async def script(protection: TaskProtection, until: Callable[[int], Any]) -> None:
            protection.carries(1)
            await until(3)

        asked, logged = self.keep(script)
        assert set(asked) == {True}
        assert logged == ["task_protection_changed"]

    def test_gives_it_back_when_a_deploy_has_made_it_outdated(self) -> None:
        async def script(protection: TaskProtection, until: Callable[[int], Any]) -> None:
            protection.carries(2)
            await until(1)
            protection.outdated(True)
            await until(2)
            protection.carries(0)
            protection.carries(1)
            protection.outdated(False)  # the deploy was rolled back
            await until(3)

        asked, _ = self.keep(script)
        assert asked == [True, False, True]

    def test_asks_nobody_elsewhere_than_on_ecs(self) -> None:
        asyncio.run(asyncio.wait_for(TaskProtection("", lambda *_, **__: None).run(), 1))
