"""The edge does with a request what CloudFront would, as the deployed distribution says."""

import copy
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import websocket

from local_cloud.cloud.distribution import Behaviour, Origin, read_distribution
from local_cloud.cloud.intrinsics import Resolver
from local_cloud.errors import LocalCloudError
from local_cloud.processes import Child, free_port, listening, poll_until
from tests.contract.conftest import Probe
from tests.contract.probe.stack import STACK


@pytest.fixture(scope="module")
def door(probe: Probe, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the edge of the probe stack."""
    port = free_port()
    folder: Path = tmp_path_factory.mktemp("edge")
    options = {
        "--port": str(port),
        "--assembly": str(probe.assembly.folder),
        "--stack": STACK,
        "--endpoint-url": probe.endpoint_url,
    }
    command = [
        sys.executable,
        "-m",
        "local_cloud.cloud.edge",
        *(word for pair in options.items() for word in pair),
    ]
    child = Child("The edge", command, log=folder / "edge.log", env=_path_only())
    try:
        child.wait_until(lambda: listening(port), timeout_s=20)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.stop()


class TestPatterns:
    @pytest.mark.parametrize(
        ("pattern", "path", "matches"),
        [
            ("/api/*", "/api/a/b", True),
            ("/api/*", "/api/", True),
            ("/api/*", "/api", False),
            ("/api/*", "/API/a", False),
            ("/live", "/live", True),
            ("/live", "/live/", False),
            ("voice/*", "/voice/x", True),
            ("*.js", "/assets/a.js", True),
            ("/chunk_???.webm", "/chunk_001.webm", True),
            ("/chunk_???.webm", "/chunk_0001.webm", False),
            ("/a[1].html", "/a1.html", False),
            ("*", "/", True),
        ],
    )
    def test_match_as_cloudfront_does(self, pattern: str, path: str, matches: bool) -> None:
        behaviour = Behaviour(pattern, Origin("", "", {}), frozenset(), passes_viewer_request=True)
        assert behaviour.matches(path) is matches


class TestSite:
    def test_page_is_rewritten_by_the_function(self, door: str) -> None:
        assert httpx.get(f"{door}/").text == "<h1>home</h1>\n"
        assert httpx.get(f"{door}/docs/?ignored=1").text == "<h1>docs</h1>\n"

    def test_page_has_its_headers(self, door: str) -> None:
        headers = httpx.get(f"{door}/index.html").headers
        assert headers["content-type"] == "text/html"
        assert headers["cache-control"] == "no-cache"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-probe"] == "pages"
        assert headers["content-security-policy"] == "default-src 'self'; img-src 'self'"

    def test_part_of_a_file_is_served(self, door: str) -> None:
        answer = httpx.get(f"{door}/index.html", headers={"range": "bytes=4-7"})
        assert (answer.status_code, answer.text) == (206, "home")

    def test_missing_page_is_a_404_with_the_headers(self, door: str) -> None:
        missing = httpx.get(f"{door}/none.html")
        assert missing.status_code == 404
        assert missing.headers["x-probe"] == "pages"

    def test_method_that_is_not_allowed_is_a_403(self, door: str) -> None:
        assert httpx.post(f"{door}/index.html", content=b"x").status_code == 403


class TestApi:
    def test_request_arrives_as_sent_with_the_secret_and_the_viewer(self, door: str, probe: Probe) -> None:
        headers = {"x-request-id": "r1", "cookie": "a=1", "x-forwarded-for": "192.0.2.1", "authorization": "Bearer t"}
        event = httpx.post(f"{door}/api/a%20b?q=1&q=2", json={"n": 1}, headers=headers).json()["event"]
        secrets = probe.client("secretsmanager")
        secret = secrets.get_secret_value(SecretId=probe.outputs["GeneratedSecret"])["SecretString"]
        assert event["rawPath"] in ("/api/a b", "/api/a%20b")
        assert event["rawQueryString"] == "q=1&q=2"
        assert event["headers"]["x-origin-secret"] == secret
        assert event["headers"]["x-request-id"] == "r1"
        assert event["headers"]["authorization"] == "Bearer t"
        assert event["headers"]["x-forwarded-for"] == "192.0.2.1, 127.0.0.1"
        assert event["cookies"] == ["a=1"]
        assert json.loads(event["body"]) == {"n": 1}

    def test_secret_cannot_be_brought_along(self, door: str) -> None:
        event = httpx.get(f"{door}/api/x", headers={"x-origin-secret": "forged"}).json()["event"]
        assert "forged" not in event["headers"]["x-origin-secret"]

    def test_error_of_the_api_stays_its_own(self, door: str) -> None:
        failed = httpx.get(f"{door}/api/fail")
        assert (failed.status_code, failed.json()) == (500, {"message": "Internal Server Error"})


class TestLive:
    def test_frames_go_both_ways_and_the_secret_comes_along(self, door: str) -> None:
        socket = websocket.create_connection(f"{door.replace('http', 'ws')}/live?ticket=right", timeout=20)
        try:
            socket.send(json.dumps({"action": "echo"}))
            answer = json.loads(socket.recv())
            assert answer["session"] == "s1"
            assert len(answer["secret"]) == 48
        finally:
            socket.close()

    def test_refusal_of_the_authorizer_reaches_the_viewer(self, door: str) -> None:
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            websocket.create_connection(f"{door.replace('http', 'ws')}/live?ticket=wrong", timeout=10)
        assert refused.value.status_code in (401, 403)


def test_voice_reaches_the_task_behind_the_load_balancer(door: str) -> None:
    seen: list[httpx.Response] = []

    def answers() -> bool:
        seen.append(httpx.get(f"{door}/voice/health", headers={"cookie": "a=1", "x-kept": "1"}))
        return seen[-1].status_code != 503  # while the task starts

    assert poll_until(answers, timeout_s=15, every_s=0.1)
    assert ":assumed-role/Probe-TaskRole" in seen[-1].json()["identity"]
    told = {name.lower() for name in seen[-1].json()["headers"]}
    assert "x-kept" in told
    assert "cookie" not in told, "as the origin request policy says"


class TestUnknown:
    """What the edge cannot do as CloudFront does is refused at the start."""

    @pytest.mark.parametrize(
        ("change", "named"),
        [
            ({"CustomErrorResponses": []}, "CustomErrorResponses"),
            ({"DefaultCacheBehavior": {"LambdaFunctionAssociations": []}}, "LambdaFunctionAssociations"),
            ({"DefaultCacheBehavior": {"CachePolicyId": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d"}}, "cache policy"),
            ({"DefaultCacheBehavior": {"OriginRequestPolicyId": "x"}}, "origin request policy"),
            ({"DefaultCacheBehavior": {"OriginRequestPolicyId": {"Ref": "SomeCookies"}}}, "origin request policy"),
            ({"DefaultCacheBehavior": {"ResponseHeadersPolicyId": {"Ref": "Cors"}}}, "CorsConfig"),
        ],
    )
    def test_property_is_named(self, probe: Probe, change: dict[str, Any], named: str) -> None:
        template = copy.deepcopy(probe.assembly.template)
        cors: dict[str, Any] = {"ResponseHeadersPolicyConfig": {"CorsConfig": {}}}
        template["Resources"]["Cors"] = {"Type": "AWS::CloudFront::ResponseHeadersPolicy", "Properties": cors}
        some = copy.deepcopy(template["Resources"]["WithoutCookies"])
        some["Properties"]["OriginRequestPolicyConfig"]["CookiesConfig"] = {"CookieBehavior": "allExcept"}
        template["Resources"]["SomeCookies"] = some
        config = template["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
        for key, value in change.items():
            config[key] = {**config[key], **value} if isinstance(value, dict) else value
        resolver = Resolver.of_stack(template, STACK, probe.endpoint_url)
        with pytest.raises(LocalCloudError, match=named):
            read_distribution(template, resolver)

    @pytest.mark.parametrize(
        ("value", "named"),
        [
            ({"Fn::ImportValue": "x"}, "Fn::ImportValue"),
            ({"Ref": "Nowhere"}, "Nowhere"),
            ({"Fn::GetAtt": ["Media", "WebsiteURL"]}, "WebsiteURL"),
        ],
    )
    def test_intrinsic_is_named(self, probe: Probe, value: Any, named: str) -> None:
        resolver = Resolver.of_stack(probe.assembly.template, STACK, probe.endpoint_url)
        with pytest.raises(LocalCloudError, match=named):
            resolver.resolve(value)


def _path_only() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
