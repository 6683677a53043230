"""What a client sends is refused in words, or read for ever: every route that takes a body, and the live socket."""

import base64
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta, timezone
from functools import cached_property
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.api.application import openapi_document
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import utc_now
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.live_messages import TellEvent, parse
from interview.domain.proctoring import flag
from interview.domain.sessions.session import CONSENT_VERSION
from interview.domain.transcripts.transcript import Transcript
from interview.errors import MalformedRequestError
from tests.builders import permit_of
from tests.functions.api_client import Api, Firm, Invitation, a_manifest
from tests.functions.bodies import BODIES as SENT

Schema = dict[str, Any]
Values = st.SearchStrategy[Any]

DOCUMENT = openapi_document()
STORES_NOTHING = {"/api/template-drafts", "/api/consent-previews", "/api/mail-previews", "/api/look-previews"}
"""Made, and gone with the answer."""
LEAVES_NOTHING = {"/api/sessions/{session_id}/erasure", "/api/settings/logo"}
"""After it there is no interview to be read, or it takes a picture, which nobody finds by trying."""
BODIES: dict[tuple[str, str], Schema] = {
    (method, path): operation["requestBody"]["content"]["application/json"]["schema"]
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    if "requestBody" in operation and path not in STORES_NOTHING | LEAVES_NOTHING
}
ZONES = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)
TIMES = st.datetimes(timezones=ZONES).map(lambda moment: moment.isoformat())
EDGES = st.sampled_from(
    ["2199-12-31T23:59:59-12:00", "2000-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
CHARACTERS = st.one_of(st.characters(), st.sampled_from("\x00\ud800\uffff\U0010ffff"))
FORMATS: dict[str, Values] = {
    "uuid": st.uuids().map(str),
    "date-time": st.one_of(TIMES, EDGES),
    "password": st.text(CHARACTERS, min_size=1, max_size=20),
}


def bodies(schema: Schema, definitions: Schema) -> Values:
    """JSON that a schema describes, bounds included, and numbers far beyond those that have none."""
    if name := schema.get("$ref"):
        return bodies(definitions[name.rsplit("/", 1)[1]], definitions)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of(*(bodies(one, definitions) for one in schema["anyOf"]))
    match schema["type"]:
        case "object":
            return objects(schema, definitions)
        case "array":
            fewest = schema.get("minItems", 0)
            longest = max(fewest, min(schema.get("maxItems", 3), 3))
            return st.lists(bodies(schema["items"], definitions), min_size=fewest, max_size=longest)
        case "string" if schema.get("format") in FORMATS:
            return FORMATS[schema["format"]]
        case "string" if "pattern" in schema:
            return st.from_regex(schema["pattern"])
        case "string":
            longest = min(schema.get("maxLength", 50), 50)
            return st.text(CHARACTERS, min_size=schema.get("minLength", 0), max_size=longest)
        case "integer":
            return st.integers(schema.get("minimum"), schema.get("maximum"))
        case "number":
            return st.floats(schema.get("minimum"), schema.get("maximum"))
        case "boolean":
            return st.booleans()
        case _:
            return st.none()


def objects(schema: Schema, definitions: Schema) -> Values:
    if "patternProperties" in schema:
        [(pattern, of)] = schema["patternProperties"].items()
        return st.dictionaries(st.from_regex(pattern), bodies(of, definitions), max_size=3)
    if "properties" not in schema:
        return st.dictionaries(st.text(CHARACTERS, max_size=20), bodies(schema["additionalProperties"], definitions))
    fields = {name: bodies(of, definitions) for name, of in schema["properties"].items()}
    required = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {name: values for name, values in fields.items() if name in required},
        optional={name: values for name, values in fields.items() if name not in required},
    )


def in_order(manifest: Schema) -> Schema:
    """The same claims, numbered as a recorder numbers."""
    for number, run in enumerate(manifest["runs"]):
        run["run"] = number
        for position, chunk in enumerate(run["chunks"]):
            chunk["index"] = number * 1000 + position
    return manifest


def agreeing(start: Schema) -> Schema:
    return {**start, "consent": {**start["consent"], "text_version": CONSENT_VERSION}}


def dated(events: Schema) -> Schema:
    """Each says when it happened."""
    return {"events": [{**event, "ago_ms": event.get("ago_ms") or 0} for event in events["events"]]}


def misheard(correction: Schema) -> Schema:
    return {"text": " ".join(["so far so good", *correction["text"].split()[:1]])}


def of_the_rubric(found: Schema) -> Schema:
    level = next(iter(found["levels"].values()), 3)
    return {**found, "levels": dict.fromkeys((criterion.name for criterion in RUBRIC.criteria), level)}


def reachable(webhook: Schema) -> Schema:
    return {**webhook, "url": "https://hooks.example.com/" + quote(webhook["url"])[:400]}


TRUER: dict[str, Callable[[Schema], Schema]] = {
    "/manifest": in_order,
    "/start": agreeing,
    "/correction": misheard,
    "/events": dated,
    "/levels": of_the_rubric,
    "/webhooks": reachable,
    "/webhooks/{webhook_id}": reachable,
    "/expiry": lambda _: {"expires_at": (utc_now() + timedelta(days=3)).isoformat()},
    "/settings/retention": lambda days: dict.fromkeys(days, 30),
}
"""What must agree within a body so that it is taken."""
AFTERWARDS = (
    "/decisions",
    "/overrides",
    "/levels",
    "/dismissals",
    "/contest",
    "/satisfaction",
    "/self-identification",
    "/shares",
    "/comments",
)
"""What is taken of a finished interview alone."""
LINKING = ("/link", "/candidate")
"""What may put another link in the place of the candidate's."""


OF_ADMINS = ("/api/api-keys", "/api/webhooks", "/api/settings")
OF_INTERVIEWS = ("/api/interview", "/api/sessions")
CHANGES: dict[str, tuple[str, ...]] = {
    "/api/interview": OF_INTERVIEWS,
    "/api/sessions": OF_INTERVIEWS,
    "/api/shared": OF_INTERVIEWS,
    "/api/settings": ("/api/settings", *OF_INTERVIEWS),
    "/api/templates": ("/api/templates", *OF_INTERVIEWS),
    "/api/member": ("/api/member",),
    "/api/api-keys": ("/api/api-keys",),
    "/api/webhooks": ("/api/webhooks",),
}
"""What is read of that which bodies sent to these addresses change. What others add stays until all is read."""


class Interview:
    """One that is under way, of an organisation that is looked at after each request."""

    def __init__(self, firm: Firm, database: Database) -> None:
        self.firm, self.template = firm, firm.template()
        asking = {"$set": {"asks_self_identification": True}}
        database.templates.update_one({"_id": UUID(self.template)}, asking)
        arranged = {"text_answers": True}
        self.invitation: Invitation = firm.invite(
            template_id=self.template, accommodations=arranged, candidate_email="ada@example.com"
        )
        self.candidate = self.invitation.candidate
        self.database = database
        self.answers = AnswerRepository(database)
        self.flag = uuid4()
        self.taken: Counter[int] = Counter()

    def begin(self) -> None:
        self.candidate.post("/api/interview/start", {"name": "Ada", "consent": {"text_version": CONSENT_VERSION}})
        permit = permit_of(self.database, self.invitation.session_id)
        self.answers.lease_runs(permit, 0, 900)
        heard = Transcript(
            text="so far so good", words=(), language="en", duration_ms=900, source="test", made_at=utc_now()
        )
        self.answers.store_live_transcript(permit, 0, heard, complete=True)

    def end(self) -> None:
        """With something to set aside."""
        noticed = {**SENT["/api/interview/events"]["events"][0], "id": str(self.flag), "ago_ms": 0}
        assert self.candidate.post("/api/interview/events", {"events": [noticed]}).status == 200
        self.candidate.post("/api/interview/finish")
        self.database.sessions.update_one({"_id": self.invitation.session_id}, {"$set": {"state": "done"}})

    def send(self, method: str, path: str, body: object) -> None:
        session_id = self.invitation.session_id
        places = {
            "question_index": 0,
            "session_id": session_id,
            "template_id": self.template,
            "flag_id": self.flag,
            "member_id": self.member,
            "webhook_id": self.webhook,
        }
        filled = re.sub(r"{(\w+)}", lambda name: str(places[name[1]]), path)
        caller = self.candidate if path.startswith("/api/interview") else self.firm.recruiter
        if path.startswith("/api/settings"):
            caller = self.firm.admin
        if path.startswith("/api/shared"):
            caller = self.viewer
        if path.startswith("/api/public-interview"):
            caller = self.stranger
        if path.startswith(OF_ADMINS):
            caller = self.firm.admin
        if path.startswith("/api/member"):
            caller = self.firm.admin
        answer = caller.request(method.upper(), filled, raw_body=json.dumps(body), headers={"if-match": "*"})
        assert answer.status < 500, (answer.body, body)
        kind = answer.status // 100
        self.taken[kind] += 1
        if kind == 2 and path.endswith(LINKING) and (link := answer.json["link_path"]):
            self.candidate = self.candidate.as_(link.removeprefix("/interview#"))
        if kind == 2:
            self.assert_read(path)

    @cached_property
    def member(self) -> str:
        return str(self.firm.recruiter.get("/api/me").json["user"]["id"])

    @cached_property
    def webhook(self) -> str:
        made = self.firm.admin.post("/api/webhooks", SENT["/api/webhooks"])
        return str(made.json["webhook"]["id"])

    @cached_property
    def viewer(self) -> Api:
        """Somebody who has a link to the result."""
        wanted = {"label": "Panel", "shows": ["video"], "comments": True}
        made = self.firm.recruiter.post(f"/api/sessions/{self.invitation.session_id}/shares", wanted)
        return self.candidate.as_(made.json["link_path"].removeprefix("/result#"))

    @cached_property
    def stranger(self) -> Api:
        """Somebody who has the template's public link."""
        link = self.firm.recruiter.put(f"/api/templates/{self.template}/public-link", {"most": 10})
        return self.candidate.as_(link.json["link"]["link_path"].removeprefix("/apply#"))

    def assert_read(self, taken: str = "") -> None:
        """All that is read; right after a body that was `taken` what it may have changed, which the next may mend."""
        of_one = f"/api/sessions/{self.invitation.session_id}"
        readings = {
            "/api/interview": self.candidate,
            "/api/sessions": self.firm.recruiter,
            of_one: self.firm.recruiter,
            f"{of_one}/flags": self.firm.recruiter,
            f"{of_one}/answers/0": self.firm.recruiter,
            f"{of_one}/review": self.firm.recruiter,
            f"{of_one}/decisions": self.firm.recruiter,
            f"{of_one}/notes": self.firm.recruiter,
            "/api/api-keys": self.firm.admin,
            "/api/webhooks": self.firm.admin,
            "/api/settings": self.firm.admin,
            "/api/settings/mail": self.firm.admin,
            "/api/settings/sign-in": self.firm.admin,
            "/api/members": self.firm.admin,
            "/api/templates": self.firm.recruiter,
            f"/api/templates/{self.template}": self.firm.recruiter,
            f"/api/templates/{self.template}/public-link": self.firm.admin,
        }
        if not taken:  # to these is only added
            readings |= {
                "/api/interview/data": self.candidate,
                f"{of_one}/shares": self.firm.admin,
                f"{of_one}/letters": self.firm.admin,
                "/api/member-invitations": self.firm.admin,
                "/api/invitation-batches": self.firm.admin,
                f"/api/templates/{self.template}/versions": self.firm.admin,
            }
        changed = next((of for door, of in CHANGES.items() if taken.startswith(door)), ()) if taken else ("/api",)
        for path, reader in readings.items():
            if path.startswith(changed):
                answer = reader.get(path)
                assert answer.status == 200, (path, answer.body)


@pytest.mark.parametrize(("method", "path"), BODIES, ids=[f"{method} {path}" for method, path in BODIES])
def test_what_a_route_takes_is_read(
    found_firm: Callable[[], Firm], api_database: Database, method: str, path: str
) -> None:
    interview = Interview(found_firm(), api_database)
    if not path.endswith("/start"):
        interview.begin()
    if path.endswith(AFTERWARDS):
        interview.end()
    schema = BODIES[method, path]
    truer = next((mend for ending, mend in TRUER.items() if path.endswith(ending)), lambda body: body)

    hashes = path.endswith(("/sign-in", "/password", "/join", "/setup", "/second-factor", "/removal"))
    examples = 3 if hashes else 12  # each password takes a while, as it should

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(bodies(schema, DOCUMENT["components"]["schemas"]))
    def send(body: Schema) -> None:
        interview.send(method, path, truer(body))

    send()
    interview.assert_read()  # what was refused left nothing, either
    unfinished = {"/api/sessions/{session_id}/answers/{question_index}/scores", "/api/sessions/{session_id}/scores"}
    unguessed = {"/api/sign-in", "/api/me/password", "/api/setup", "/api/sessions", "/api/live-tickets", *unfinished}
    unguessed |= {"/api/sign-in/provider", "/api/sign-in/provider/answer", "/api/settings/sign-in"}
    unguessed |= {"/api/me/second-factor", "/api/me/second-factor/confirmation", "/api/me/second-factor/removal"}
    unguessed |= {"/api/join", "/api/join/invitation", "/api/password-resets/password", "/api/invitation-batches"}
    assert interview.taken[2] or path in unguessed, "nothing was taken: what is read was not tried"


@pytest.mark.parametrize(
    "position",
    ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-11-03T10:00:00", "2026-11-03T10:00:00+01:00"],
)
def test_a_cursor_of_a_time_that_no_document_has_is_refused(firm: Firm, position: str) -> None:
    cursor = base64.urlsafe_b64encode(f"{position} {uuid4()}".encode()).decode().rstrip("=")
    assert firm.recruiter.get("/api/sessions", cursor=cursor).status == 400


@pytest.mark.parametrize("started_at", ["2199-12-31T23:59:59-12:00", "2000-01-01T00:00:00+14:00"])
def test_a_time_that_cannot_be_kept_is_refused_before_anything_is_stored(
    firm: Firm, api_database: Database, started_at: str
) -> None:
    interview = Interview(firm, api_database)
    interview.begin()
    manifest = a_manifest(0)
    manifest["runs"][0]["started_at"] = started_at
    refused = interview.candidate.put("/api/interview/questions/0/manifest", manifest)
    assert (refused.status, refused.error) == (400, "malformed_request")
    assert interview.answers.get(interview.invitation.session_id, 0).manifest is None
    interview.assert_read()


def test_an_event_that_is_taken_is_read_as_it_was(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    session = SessionRepository(api_database).get(session_id)
    events = ProctoringEventRepository(api_database)
    schema = TellEvent.model_json_schema()
    read = 0
    assert session

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(bodies(schema, schema["$defs"]))
    def take(message: Schema) -> None:
        nonlocal read
        try:
            command = parse(json.dumps(message))
            assert isinstance(command, TellEvent)
            kept = flag(command.event.model_copy(update={"id": uuid4()}), session, utc_now())
        except MalformedRequestError:
            return
        events.add(session_id, kept, utc_now(), timedelta(days=1))
        assert kept in events.page(session_id, None, None, 100)
        read += 1

    take()
    assert read
