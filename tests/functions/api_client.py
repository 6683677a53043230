"""A browser's view of the API: requests become API Gateway's payloads, the untouched handler answers."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from interview.domain.sessions.session import CONSENT_VERSION
from tests.events import load

ORIGIN_SECRET = "kX9-only-the-distribution-knows"

SIGN_IN_COOKIE = "__Host-colloquy-sign-in"
OUR_PAGE = {"sec-fetch-site": "same-origin", "x-request-id": "r-1"}
"""What a browser, and the page itself, say with each request of a page of ours."""

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


class Context:
    """What Lambda passes along."""

    function_name = "api"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:api"
    aws_request_id = "8d6b2c1e-5b0e-4f6f-9d6a-2f3c1a7e9b10"

    def get_remaining_time_in_millis(self) -> int:
        return 300_000


@dataclass(frozen=True)
class Log:
    """What was logged since the test began."""

    stream: StringIO = field(default_factory=StringIO)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def named(self, message: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["message"] == message]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: str
    cookies: list[str] = field(default_factory=list)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        """The error's stable name."""
        return str(self.json["error"]["code"])

    @property
    def params(self) -> dict[str, Any]:
        """What the words of the error name."""
        return dict(self.json["error"].get("params", {}))

    @property
    def message(self) -> str:
        return str(self.json["error"]["message"])


@dataclass(frozen=True)
class Api:
    """Every answer is checked for what all answers have."""

    handler: Handler
    token: str | None = None
    sign_in_token: str | None = None

    def as_(self, token: str) -> "Api":
        """The same API, with this link's token."""
        return Api(self.handler, token)

    def signed_in(self, sign_in_token: str) -> "Api":
        """The same API, as a page of ours asks in a browser that has this cookie."""
        return Api(self.handler, sign_in_token=sign_in_token)

    def get(self, path: str, **query: object) -> Answer:
        return self.request("GET", path, query=query)

    def post(self, path: str, body: object = None) -> Answer:
        return self.request("POST", path, body=body)

    def put(self, path: str, body: object = None, *, if_match: str | None = None) -> Answer:
        return self.request("PUT", path, body=body, headers={"if-match": if_match} if if_match else None)

    def delete(self, path: str) -> Answer:
        return self.request("DELETE", path)

    def request(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        raw_body: str | bytes | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = {**OUR_PAGE, **(headers or {})}
        event = request_event(method, path, self.token, body, raw_body, query or {}, sent)
        if self.sign_in_token is not None:
            event["cookies"] = [f"{SIGN_IN_COOKIE}={self.sign_in_token}"]
        return self.send(event)

    def send(self, event: dict[str, Any]) -> Answer:
        sent = self.handler(event, Context())
        headers = {name.lower(): value for name, value in sent["headers"].items()}
        answer = Answer(sent["statusCode"], headers, sent.get("body") or "", sent.get("cookies") or [])
        assert headers["x-request-id"]
        is_picture = headers.get("content-type") == "image/png"
        assert is_picture or headers["cache-control"] == "no-store"
        if answer.status >= 400:
            error = answer.json["error"]
            assert set(error) <= {"code", "params", "message", "request_id", "details"}
            assert error["code"]
            assert error["message"]
            assert error["request_id"] == headers["x-request-id"]
        return answer


def request_event(
    method: str,
    path: str,
    token: str | None,
    body: object,
    raw_body: str | bytes | None,
    query: Mapping[str, object],
    headers: Mapping[str, str],
) -> dict[str, Any]:
    """A recorded payload, made into this request."""
    event = load("http_api_get.json" if body is None and raw_body is None else "http_api_post.json")
    event["rawPath"] = event["requestContext"]["http"]["path"] = path
    event["requestContext"]["http"]["method"] = method
    event["pathParameters"] = {"proxy": path.removeprefix("/api/")}
    event["rawQueryString"] = urlencode(query, doseq=True)
    event.pop("queryStringParameters", None)
    if query:
        event["queryStringParameters"] = {
            name: ",".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in query.items()
        }
    event["headers"]["x-origin-secret"] = ORIGIN_SECRET
    if token:
        event["headers"]["authorization"] = f"Bearer {token}"
    event["headers"] |= headers
    if isinstance(raw_body, bytes):
        event["body"], event["isBase64Encoded"] = base64.b64encode(raw_body).decode(), True
    elif raw_body is not None or body is not None:
        event["body"] = raw_body if raw_body is not None else json.dumps(body)
    return event


@dataclass(frozen=True)
class Invitation:
    """A session that a recruiter made, and the candidate's way in."""

    session_id: UUID
    candidate: Api


@dataclass(frozen=True)
class Firm:
    """An organisation with one person of each role."""

    organisation_id: UUID
    admin: Api
    recruiter: Api
    reviewer: Api
    interviewer: Api
    emails: Mapping[str, str] = field(default_factory=dict)

    def template(self, questions: int = 2, **fields: object) -> str:
        """The id of a new template; `fields` are each question's."""
        asked = [
            {
                "text": f"Question {number}?",
                "answer_time_s": 120,
                "expected_points": [f"the secret point {number}"],
                **fields,
            }
            for number in range(1, questions + 1)
        ]
        made = self.recruiter.post("/api/templates", {"title": "Backend engineer", "questions": asked})
        assert made.status == 201, made.body
        return str(made.json["id"])

    def invite(self, questions: int = 2, **fields: object) -> Invitation:
        template = fields.get("template_id") or self.template(questions)
        link = {"candidate_name": "Ada Lovelace", **fields, "template_id": template}
        made = self.recruiter.post("/api/sessions", link)
        assert made.status == 201, made.body
        token = made.json["link_path"].removeprefix("/interview#")
        return Invitation(UUID(made.json["session"]["id"]), self.recruiter.as_(token))

    def answer(self, session_id: UUID, question: int) -> dict[str, Any]:
        """All of an answer that its results show."""
        shown = self.reviewer.get(f"/api/sessions/{session_id}/answers/{question}")
        assert shown.status == 200, shown.body
        answer: dict[str, Any] = shown.json
        return answer

    def start(self, questions: int = 2) -> Invitation:
        """An interview that has begun."""
        invitation = self.invite(questions)
        begun = invitation.candidate.post("/api/interview/start", START)
        assert begun.status == 200, begun.body
        return invitation


START: dict[str, Any] = {"name": "Ada L.", "consent": {"text_version": CONSENT_VERSION, "human_review_only": False}}


def a_manifest(*indexes: int, size: int = 500) -> dict[str, Any]:
    """As a browser sends it: one chunk of five seconds for each index."""
    runs: dict[int, list[dict[str, Any]]] = {}
    for index in indexes:
        chunks = runs.setdefault(index // 1000, [])
        start = len(chunks) * 5000
        chunks.append({"index": index, "size": size, "sha256": f"{index:064x}", "start_ms": start, "duration_ms": 5000})
    mime = "video/webm;codecs=vp8,opus"
    return {"runs": [{"run": run, "mime": mime, "chunks": chunks} for run, chunks in runs.items()]}
