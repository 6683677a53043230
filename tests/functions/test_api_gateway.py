"""What holds for every request, whatever it asks for."""

import json
import re
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.api import service
from interview.adapters.mongo import client
from interview.errors import (
    DatabaseUnavailableError,
    NotConfiguredError,
    NotFoundError,
    NotYetConfiguredError,
)
from interview.use_cases.templates.list_templates import ListTemplates
from interview.wiring import api as wiring
from interview.wiring.database import database
from tests.events import load
from tests.functions.api_client import ORIGIN_SECRET, OUR_PAGE, Api, Firm, Log
from tests.functions.bodies import BODIES, QUERIES, filled
from tests.functions.conftest import forget_clients

BODY_ROUTES = [
    ("POST", "/api/sign-in"),
    ("POST", "/api/templates"),
    ("PUT", "/api/templates/4b4ac4a9-6b43-4a2c-8d3f-3f0d8a7b6c5e"),
    ("POST", "/api/sessions"),
    ("POST", "/api/sessions/4b4ac4a9-6b43-4a2c-8d3f-3f0d8a7b6c5e/link"),
    ("POST", "/api/interview/start"),
    ("POST", "/api/interview/questions/0/uploads"),
    ("PUT", "/api/interview/questions/0/manifest"),
    ("POST", "/api/live-tickets"),
]


def test_a_recorded_request_is_answered(api: Api) -> None:
    event = load("http_api_post.json")
    event["headers"] |= {"x-origin-secret": ORIGIN_SECRET, **OUR_PAGE}
    assert api.send(event).status == 401  # nobody of that name
    event = load("http_api_get.json")
    event["headers"]["x-origin-secret"] = ORIGIN_SECRET
    assert api.send(event).status == 401


@pytest.mark.parametrize("secret", ["", "wrong", ORIGIN_SECRET + " ", ORIGIN_SECRET[:-1], "geheim-ü"])
def test_requests_beside_the_distribution_are_refused(api: Api, secret: str) -> None:
    answer = api.request("GET", "/api/health", headers={"x-origin-secret": secret})
    assert (answer.status, answer.error) == (403, "forbidden")


@pytest.mark.parametrize("path", ["/api/health", "/api/nowhere", "/api/me"])
def test_a_sane_request_id_is_honoured(api: Api, path: str) -> None:
    answer = api.request("GET", path, headers={"x-request-id": "page-42_a.B"})
    assert answer.headers["x-request-id"] == "page-42_a.B"


@pytest.mark.parametrize("request_id", ["", "a" * 65, "with space", 'quo"te', "line\nbreak", "ü"])
def test_any_other_request_id_is_replaced(api: Api, request_id: str) -> None:
    answer = api.request("GET", "/api/health", headers={"x-request-id": request_id})
    assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["x-request-id"])


def test_every_log_line_carries_the_request_id(api: Api, log: Log) -> None:
    api.signed_in("x" * 86).request("GET", "/api/me", headers={"x-request-id": "traced"})
    assert [line["message"] for line in log.lines] == ["auth_invalid_token", "api_request"]
    assert {line["requestId"] for line in log.lines} == {"traced"}


@pytest.mark.parametrize(
    ("error", "status", "counted"),
    [
        (NotFoundError("There is no such thing."), 404, []),
        (NotYetConfiguredError("the database is not configured"), 503, ["NotYetConfigured"]),
        (NotConfiguredError("the database refuses the credentials"), 503, ["ServerErrors"]),
        (DatabaseUnavailableError("the database does not answer"), 503, ["ServerErrors"]),
        (RuntimeError("a fault of ours"), 500, ["ServerErrors"]),
    ],
)
def test_what_alarms_watch_is_counted_but_not_that_a_stage_is_still_to_be_configured(
    api: Api,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    status: int,
    counted: list[str],
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(wiring, "check_database", fail)
    assert api.get("/api/health").status == status
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert [metric["Name"] for line in lines for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]] == counted


@pytest.mark.parametrize("path", ["/", "/api", "/api/nowhere", "/api/templates/", "/api/sessions/a/b/c"])
def test_an_unknown_path_is_not_found(api: Api, path: str) -> None:
    answer = api.get(path)
    assert (answer.status, answer.error) == (404, "not_found")


def test_a_wrong_method_is_told_which_are_right(api: Api) -> None:
    answer = api.request("DELETE", "/api/templates")
    assert (answer.status, answer.error, answer.headers["allow"]) == (405, "method_not_allowed", "GET, POST")


@pytest.mark.parametrize("path", ["/api/templates/not-a-uuid", "/api/sessions/1", "/api/templates/%2e%2e"])
def test_a_malformed_id_names_nothing(firm: Firm, path: str) -> None:
    assert firm.recruiter.get(path).status == 404


@pytest.mark.parametrize(
    ("raw_body", "status"),
    [
        ("{", 400),
        ("", 400),
        ("null", 400),
        ("[]", 400),
        ("[1]", 400),
        ("7", 400),
        ('"text"', 400),
        ("NaN", 400),
        ("[" * 100_000, 400),
        ('{"email": ' + "9" * 5000 + "}", 400),
        (b"\xff\xfe", 400),
        (b"{}", 400),
        ("x" * (1024 * 1024 + 1), 413),
        (b"x" * (1024 * 1024 + 1), 413),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_body_that_cannot_be_read_is_refused(api: Api, raw_body: str | bytes, status: int) -> None:
    answer = api.request("POST", "/api/sign-in", raw_body=raw_body)
    assert answer.status == status, answer.body
    assert answer.error == {400: "malformed_request", 413: "payload_too_large"}[status]


def test_broken_base64_is_refused(api: Api) -> None:
    event = load("http_api_post.json")
    event["headers"]["x-origin-secret"] = ORIGIN_SECRET
    event |= {"body": "*not base64*", "isBase64Encoded": True}
    assert api.send(event).error == "malformed_request"


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_only_json_is_taken(api: Api, content_type: str) -> None:
    answer = api.request("POST", "/api/sign-in", raw_body="a=b", headers={"content-type": content_type})
    assert (answer.status, answer.error) == (415, "unsupported_content")


def test_refused_fields_are_named_and_never_echoed(firm: Firm) -> None:
    body = {
        "title": "",
        "questions": [{"text": "Fine?", "answer_time_s": "hunter2-secret"}],
        "extra": "hunter2-secret",
    }
    answer = firm.recruiter.post("/api/templates", body)
    assert (answer.status, answer.error) == (400, "malformed_request")
    fields = {detail["field"] for detail in answer.json["error"]["details"]}
    assert fields >= {"title", "questions.0.answer_time_s", "extra"}
    assert "hunter2" not in answer.body
    answer = firm.recruiter.post("/api/sessions", {"template_id": "hunter2", "candidate_name": "A"})
    assert answer.json["error"]["details"] == [
        {"field": "template_id", "code": "no_id", "params": {}, "problem": "This is not the id of anything."}
    ]


def test_what_nobody_expected_is_logged_and_not_told(firm: Firm, monkeypatch: pytest.MonkeyPatch, log: Log) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the innermost secret")

    monkeypatch.setattr(ListTemplates, "__call__", fail)
    answer = firm.recruiter.get("/api/templates")
    assert (answer.status, answer.error) == (500, "internal_error")
    assert "innermost" not in answer.body
    assert "RuntimeError" not in answer.body
    [logged] = log.named("api_unexpected_error")
    assert logged["error"] == "RuntimeError"
    assert logged["stack"][-1].endswith(" fail")
    assert "innermost" not in log.stream.getvalue()


def test_an_answer_of_the_wrong_shape_is_our_fault(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.api.templates.TemplateList", lambda templates: {"wrong": templates})
    assert firm.recruiter.get("/api/templates").error == "internal_error"


@pytest.fixture
def unconfigured(api: Api, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A stage whose database has no address yet: the secret's ARN."""
    secrets = boto3.client("secretsmanager")
    arn = secrets.create_secret(Name="mongodb-of-a-first-deploy")["ARN"]
    first = service.settings().model_copy(update={"mongodb_secret_arn": arn})
    monkeypatch.setattr(service, "settings", lambda: first)
    yield arn
    database(first).client.close()
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
    forget_clients()


def test_without_a_database_it_says_so_and_recovers(
    api: Api, firm: Firm, unconfigured: str, database_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PING_TIMEOUT_S", 0.2)
    for answer in (api.get("/api/health"), firm.recruiter.get("/api/templates")):
        assert (answer.status, answer.error) == (503, "not_configured")
        assert answer.message == "the database is not configured: its secret has no value yet"
    secrets = boto3.client("secretsmanager")
    secrets.put_secret_value(SecretId=unconfigured, SecretString="mongodb://user:hunter2@127.0.0.1:9/")
    answer = api.get("/api/health")
    assert (answer.status, answer.error) == (503, "database_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert "hunter2" not in answer.body


def test_health_says_which_stage_it_is(api: Api) -> None:
    engines = {"recognition": "an ear", "voice": "a voice", "model": "a judge"}
    assert api.get("/api/health").json == {"status": "ok", "stage": "test", "engines": engines}


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
FIELDS = [
    "email",
    "password",
    "title",
    "questions",
    "text",
    "template_id",
    "candidate_name",
    "expires_in_days",
    "name",
    "consent",
    "text_version",
    "content_type",
    "runs",
    "run",
    "mime",
    "chunks",
    "started_at",
    "index",
    "session_id",
]
NAMES = st.text(max_size=8) | st.sampled_from(FIELDS)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=12
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(route=st.sampled_from(BODY_ROUTES), body=JSON)
def test_no_json_whatever_breaks_a_route(firm: Firm, route: tuple[str, str], body: Any) -> None:
    answer = firm.recruiter.request(*route, raw_body=json.dumps(body))
    assert answer.status < 500, answer.body


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw_body=st.text(max_size=60) | st.binary(max_size=60))
def test_no_bytes_whatever_break_the_door(api: Api, raw_body: str | bytes) -> None:
    assert api.request("POST", "/api/sign-in", raw_body=raw_body).status in (400, 401)


TYPES = st.sampled_from(
    ["application/JSON", "APPLICATION/json; charset=utf-8", "text/plain", "", ";", "application/problem+json", "json"]
) | st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    route=st.sampled_from(BODY_ROUTES),
    content_type=TYPES,
    raw_body=st.sampled_from([None, "", "{}", "[", "a=b"]) | st.binary(max_size=20),
)
def test_no_content_type_whatever_breaks_a_route(
    firm: Firm, route: tuple[str, str], content_type: str, raw_body: str | bytes | None
) -> None:
    answer = firm.recruiter.request(*route, raw_body=raw_body, headers={"content-type": content_type})
    assert answer.status < 500, answer.body


def test_what_json_is_called_makes_no_difference(firm: Firm) -> None:
    body = json.dumps({"email": "nobody@example.com", "password": "a-wrong-password"})
    for content_type in ("application/json", "application/JSON", "Application/Json ; charset=UTF-8"):
        answer = firm.recruiter.request("POST", "/api/sign-in", raw_body=body, headers={"content-type": content_type})
        assert (answer.status, answer.error) == (401, "sign_in_required"), content_type


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(["state", "cursor", "limit"]), st.text(max_size=40)))
def test_no_query_whatever_breaks_the_list(firm: Firm, query: dict[str, str]) -> None:
    assert firm.recruiter.request("GET", "/api/sessions", query=query).status in (200, 400)


def test_the_description_is_complete(api: Api) -> None:
    document = api.get("/api/openapi.json").json
    assert document["openapi"].startswith("3.1.")
    schemas = document["components"]["schemas"]
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)):
        assert reference.removeprefix("#/components/schemas/") in schemas
    identifiers = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            identifiers.append(operation["operationId"])
            assert operation["summary"], path
            assert operation.get("description"), path
            declared = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}
            assert declared == set(re.findall(r"{(\w+)}", path))
            assert "default" in operation["responses"]
            assert "422" not in operation["responses"]
            assert any(status.startswith("2") for status in operation["responses"]), (method, path)
            for scheme in operation.get("security", ()):
                assert set(scheme) <= set(document["components"]["securitySchemes"])
    assert len(set(identifiers)) == len(identifiers)


FEEDBACK = "/api/interview/questions/{question_index}/feedback"
SERVED_ELSEWHERE = {FEEDBACK, f"{FEEDBACK}/preparation", "/api/interview/feedback"}


def test_every_route_refuses_strangers(api: Api) -> None:
    """The routes are those of the description: one without credentials must be public on purpose."""
    public = set()
    for path, operations in api.get("/api/openapi.json").json["paths"].items():
        for method, operation in operations.items():
            if "security" not in operation:
                public.add((method, path))
                continue
            if path in SERVED_ELSEWHERE:
                continue
            body = BODIES.get(path) if method != "get" else None
            strangers = [
                *(api, api.as_("x" * 43), api.as_("4b4ac4a9-6b43-4a2c-8d3f-3f0d8a7b6c5e"), api.as_("'; drop")),
                *(api.signed_in("x" * 86), api.signed_in("4b4ac4a9-6b43-4a2c-8d3f-3f0d8a7b6c5e")),
            ]
            for stranger in strangers[: 1 if path == "/api/sign-out" else None]:
                answer = stranger.request(method.upper(), filled(path), body=body, query=QUERIES.get(path))
                leads_nowhere = operation["security"] in ([{"share": []}], [{"publicLink": []}])
                refused = (404, "not_found") if leads_nowhere else (401, "sign_in_required")
                assert (answer.status, answer.error) == refused, (method, path, answer.body)
    assert public == {
        ("get", "/api/health"),
        ("get", "/api/logos/{logo_id}"),
        ("get", "/api/openapi.json"),
        ("post", "/api/page-reports/errors"),
        ("post", "/api/page-reports/joins"),
        ("post", "/api/sign-in"),
        ("post", "/api/sign-in/provider"),
        ("post", "/api/sign-in/provider/answer"),
        ("get", "/api/setup"),
        ("post", "/api/setup"),
        ("post", "/api/join"),
        ("post", "/api/join/invitation"),
        ("post", "/api/password-resets"),
        ("post", "/api/password-resets/password"),
        ("post", "/api/unsubscribe"),
        ("post", "/api/address-confirmations"),
    }


def test_the_docs_show_every_route_and_nothing_from_elsewhere(api: Api) -> None:
    page = api.get("/api/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for path in api.get("/api/openapi.json").json["paths"]:
        assert f"<code>{path}</code>" in page.body
    assert not re.search(r"<script|<style|style=|(src|href)=.?https?://", page.body)
    targets = re.findall(r'href="#([^"]+)"', page.body)
    assert set(targets) <= set(re.findall(r'id="([^"]+)"', page.body))
    assert "style-src 'self'" in page.headers["content-security-policy"]
    style = api.get("/api/docs.css")
    assert (style.status, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "url(" not in style.body
