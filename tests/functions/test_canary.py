"""The canary: what a candidate who came now would find."""

import importlib
import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType

import boto3
import pytest

from local_cloud.processes import free_port
from tests.functions.api_client import Api, Context
from tests.stand_ins import StandIn, running

Look = Callable[[], list[str]]
PATHS = ("/", "/interview/", "/api/health", "/voice/live")
SECRETS = {"GROQ_SECRET_ARN": "canary-groq", "DEEPGRAM_SECRET_ARN": "canary-deepgram"}


@pytest.fixture(scope="module")
def vendors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, StandIn]]:
    folder: Path = tmp_path_factory.mktemp("vendors")
    with (
        running("local_cloud.stand_ins.groq_stand_in", folder) as groq,
        running("local_cloud.stand_ins.deepgram_stand_in", folder) as deepgram,
    ):
        yield {"groq": groq, "deepgram": deepgram}


@pytest.fixture(scope="module")
def doors() -> Iterator[dict[str, tuple[int, str]]]:
    """What a site answers, by path: all well, until a test says otherwise."""
    answers: dict[str, tuple[int, str]] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.get(self.path, (200, "well"))
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        answers["url"] = (0, f"http://127.0.0.1:{server.server_port}")
        yield answers
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def canary(
    api: Api, aws: pytest.MonkeyPatch, vendors: dict[str, StandIn], doors: dict[str, tuple[int, str]]
) -> ModuleType:
    """The function of the stage that `api` is of, whose vendors' secrets have no value yet."""
    settings = {
        "SITE_URL": doors["url"][1],
        "SITE_PATHS": ",".join(PATHS),
        "GROQ_BASE_URL": vendors["groq"].url,
        "DEEPGRAM_API_URL": vendors["deepgram"].url,
        **{name: boto3.client("secretsmanager").create_secret(Name=secret)["ARN"] for name, secret in SECRETS.items()},
    }
    for name, value in settings.items():
        aws.setenv(name, value)
    return importlib.import_module("functions.canary.handler")


@pytest.fixture
def look(canary: ModuleType, doors: dict[str, tuple[int, str]], capsys: pytest.CaptureFixture[str]) -> Iterator[Look]:
    def look() -> list[str]:
        """What rings of it: that it did not pass, and which vendors refused."""
        capsys.readouterr()
        failed = []
        try:
            canary.handler({}, Context())
        except canary.ClosedDoorsError:
            failed = ["closed"]
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"_aws"' in line]
        return failed + sorted(line["vendor"] for line in lines if "VendorRefused" in line)

    yield look
    for path in PATHS:
        doors.pop(path, None)


def test_a_stage_that_is_not_configured_yet_passes(look: Look, doors: dict[str, tuple[int, str]]) -> None:
    doors["/api/health"] = (503, '{"error": {"code": "not_configured"}}')
    assert look() == []


@pytest.mark.parametrize("path", PATHS)
def test_a_door_that_is_shut_does_not_pass(look: Look, doors: dict[str, tuple[int, str]], path: str) -> None:
    for answer in ((504, "Gateway Timeout"), (403, "Request blocked."), (503, '{"error": {"code": "try_again"}}')):
        doors[path] = answer
        assert look() == ["closed"]


def test_a_site_that_is_nowhere_does_not_pass(look: Look, canary: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = canary.settings.model_copy(update={"site_url": f"http://127.0.0.1:{free_port()}"})
    monkeypatch.setattr(canary, "settings", nowhere)
    assert look() == ["closed"]


def test_a_wrong_key_rings_before_a_candidate_comes(
    look: Look, canary: ModuleType, vendors: dict[str, StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    arns = [canary.settings.groq_secret_arn, canary.settings.deepgram_secret_arn]

    def give(*values: str) -> None:
        for arn, value in zip(arns, values, strict=True):
            boto3.client("secretsmanager").put_secret_value(SecretId=arn, SecretString=value)
        monkeypatch.setattr("interview.adapters.secrets.LOOKED_AT_AGAIN_AFTER_S", 0.0)

    give("invalid", "good")
    assert look() == ["groq"]
    give("good", "invalid")
    assert look() == ["deepgram"]
    give("good", "good")
    assert look() == []


def test_a_vendor_that_is_away_wakes_nobody(look: Look, canary: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    away = canary.settings.model_copy(update={"groq_base_url": nowhere, "deepgram_api_url": nowhere})
    monkeypatch.setattr(canary, "settings", away)
    assert look() == []
