"""An organisation that has one of everything, and a request that names all of it: what nobody else may get at."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument

from functions.api import service
from functions.api.application import openapi_document
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.webhooks import WebhookRepository
from interview.domain.clock import utc_now
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.webhooks.deliveries import Delivery, delivery_id
from interview.wiring.listing import keep_listed
from tests.builders import a_transcript
from tests.functions.api_client import START, Answer, Api, Firm
from tests.functions.bodies import BODIES, QUERIES

Schema = Mapping[str, Any]
COUNTED = frozenset({"question_index", "version"})
OF_ALL = frozenset({"logo_id"})
"""What every candidate of an organisation is shown."""
MADE_BY_THE_CALLER = {"id"}
"""Ids in bodies that name what the request itself makes."""
LEVELS = dict.fromkeys((criterion.name for criterion in RUBRIC.criteria), 3)
RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)


class Operation(NamedTuple):
    """A route: by what credentials it opens, and what it names in path, query and body by an id."""

    name: str
    method: str
    path: str
    opens_by: frozenset[str]
    in_path: tuple[str, ...]
    in_query: Mapping[str, bool]
    in_body: Mapping[str, bool]
    """Whether there may be several."""

    @property
    def names(self) -> set[str]:
        return {*self.in_path, *self.in_query, *self.in_body}

    @property
    def things(self) -> tuple[str, ...]:
        """What must be there: of an interview's questions and a template's versions each has the first."""
        return tuple(name for name in self.in_path if name not in COUNTED)


def _operations() -> Iterator[Operation]:
    document = openapi_document()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            asked = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            if reference := asked.get("$ref"):
                asked = document["components"]["schemas"][reference.rsplit("/", 1)[1]]
            queries = {
                each["name"]: each["schema"] for each in operation.get("parameters", ()) if each["in"] == "query"
            }
            yield Operation(
                operation["operationId"],
                method.upper(),
                path,
                frozenset(scheme for one in operation.get("security", ()) for scheme in one),
                tuple(re.findall(r"{(\w+)}", path)),
                _ids_of(queries),
                _ids_of(asked.get("properties", {})),
            )


def _ids_of(schemas: Mapping[str, Schema]) -> dict[str, bool]:
    """Which of them are ids, and of which there may be several."""
    return {
        name: '"array"' in json.dumps(schema)
        for name, schema in schemas.items()
        if '"uuid"' in json.dumps(schema) and name not in MADE_BY_THE_CALLER
    }


OPERATIONS: Mapping[str, Operation] = {operation.name: operation for operation in _operations()}


@dataclass(frozen=True)
class Belongings:
    """What an organisation has. `ids` are by the names that routes give them, `mark` stands in all that it wrote. What
    is another interview's does not count where it is not the `whole` of it."""

    firm: Firm
    database: Database
    mark: str
    ids: Mapping[str, str]
    whole: bool = True

    def ask(self, api: Api, operation: Operation, *, narrowed: bool = True) -> Answer:
        """What names something names theirs; a list is asked for all of it where it is not `narrowed`."""
        path = re.sub(r"{(\w+)}", lambda name: self.ids[name[1]], operation.path)
        query: dict[str, object] = {**QUERIES.get(operation.path, {})}
        if narrowed:
            query |= self._named(operation.in_query)
        if operation.name == "unsubscribe":
            query["token"] = api.token or "t" * 43
        body = None if operation.method in ("GET", "DELETE") else self._body(api, operation)
        headers = {"if-match": "*"} if operation.method == "PUT" else {}
        return api.request(operation.method, path, body=body, query=query, headers=headers)

    def _named(self, names: Mapping[str, bool]) -> dict[str, Any]:
        return {name: [self.ids[name]] if several else self.ids[name] for name, several in names.items()}

    def _body(self, api: Api, operation: Operation) -> dict[str, Any]:
        body = {**BODIES.get(operation.path, {}), **self._named(operation.in_body)}
        if api.token and "token" in body:
            body["token"] = api.token  # each token in the place of every other
        return body

    def given_away_by(self, text: str) -> list[str]:
        """What of theirs stands in an answer."""
        return [word for word in self._words if word in text]

    @cached_property
    def _words(self) -> list[str]:
        known = COUNTED if self.whole else COUNTED | OF_ALL
        ids = {value for name, value in self.ids.items() if name not in known}
        return [self.mark, str(self.firm.organisation_id), *self.firm.emails.values(), *sorted(ids)]

    def documents(self) -> dict[str, dict[Any, bytes]]:
        """All of theirs that is stored, as it was when it was first looked for."""
        return {
            name: {each["_id"]: each.raw for each in self._raw(name).find({"_id": {"$in": ids}})}
            for name, ids in self._stored.items()
        }

    def all_ids(self) -> dict[str, list[Any]]:
        """By what each document of theirs is stored now."""
        needles = [UUID(self.ids["session_id"]).bytes, self.mark.encode()]
        needles += [self.firm.organisation_id.bytes] if self.whole else []
        found = {
            name: [each["_id"] for each in self._raw(name).find({}) if any(needle in each.raw for needle in needles)]
            for name in sorted(self.database.list_collection_names())
        }
        return {name: ids for name, ids in found.items() if ids}

    @cached_property
    def _stored(self) -> dict[str, list[Any]]:
        return self.all_ids()

    def _raw(self, collection: str) -> Any:
        options = RAW.with_options(uuid_representation=self.database.codec_options.uuid_representation)
        return self.database.get_collection(collection, codec_options=options)


@contextmanager
def untouched(whose: Belongings) -> Iterator[None]:
    """What is stored of them is as it was."""
    before = whose.documents()
    yield
    assert whose.documents() == before


def everything_of(firm: Firm, database: Database) -> Belongings:
    """Have an organisation do all that leaves something behind."""
    mark = f"zq{uuid4().hex[:10]}"
    admin, address = firm.admin, f"{mark}@example.com"
    questions = [{"text": f"Who is {mark}?", "answer_time_s": 120, "expected_points": [f"Names {mark}"]}]
    template = _made(admin.post("/api/templates", {"title": f"Engineer {mark}", "questions": questions}))
    session_id = _interview(firm, database, mark, template["id"])
    this = f"/api/sessions/{session_id}"
    flag_id = uuid4()
    now = utc_now()
    database.proctoring_events.insert_one(
        {
            "session_id": session_id,
            "event_id": flag_id,
            "type": "COPY",
            "question_index": 0,
            "detail": {},
            "at": now,
            "received_at": now,
            "expires_at": now + timedelta(days=30),
        }
    )
    keep_listed(service.settings())([session_id])
    reason = {"reason": f"Because of {mark}."}
    _made(admin.post(f"{this}/notes", {"id": str(uuid4()), "text": f"Note on {mark}."}))
    _made(admin.post(f"{this}/tags", {"add": [mark]}))
    _made(admin.post(f"{this}/answers/0/levels", {"id": str(uuid4()), "levels": LEVELS}))
    _made(admin.post(f"{this}/overrides", {"id": str(uuid4()), "overall": 5, **reason}))
    _made(admin.post(f"{this}/decisions", {"id": str(uuid4()), "choice": "hold", **reason}))
    share = _made(admin.post(f"{this}/shares", {"label": f"Panel {mark}", "shows": ["video", "transcript"]}))
    export = _made(admin.post("/api/exports", {"format": "csv", "q": mark}))
    webhook = _made(admin.post("/api/webhooks", {"url": f"https://{mark}.example.com/hook", "types": ["DecisionMade"]}))
    key = _made(admin.post("/api/api-keys", {"name": f"Key {mark}", "scopes": ["export"]}))
    _made(admin.put(f"/api/templates/{template['id']}/public-link", {}))
    invited = _made(admin.post("/api/member-invitations", {"email": address, "role": "reviewer"}))
    people = base64.b64encode(f"name,email\n{mark},{address}\n".encode()).decode()
    batch = _made(
        admin.post("/api/invitation-batches", {"id": str(uuid4()), "template_id": template["id"], "file": people})
    )
    gone = firm.invite(template_id=template["id"], candidate_name=mark).session_id
    erasure = _made(admin.post(f"/api/sessions/{gone}/erasure", {"reason": "other"}))
    logo = _made(admin.put("/api/settings/logo", BODIES["/api/settings/logo"], if_match="*"))["look"]["shown"]["logo"]
    member = firm.reviewer.get("/api/me").json["user"]["id"]
    ids = {
        "session_id": str(session_id),
        "template_id": template["id"],
        "flag_id": str(flag_id),
        "share_id": share["share"]["id"],
        "export_id": export["id"],
        "webhook_id": webhook["webhook"]["id"],
        "delivery_id": _delivery(firm, database, UUID(webhook["webhook"]["id"]), session_id),
        "key_id": key["key"]["id"],
        "invitation_id": invited["id"],
        "batch_id": batch["id"],
        "erasure_id": erasure["id"],
        "logo_id": logo["path"].rpartition("/")[2],
        "member_id": member,
        "organisation_id": str(firm.organisation_id),
        "sign_in_id": admin.get("/api/me/sign-ins").json["sign_ins"][0]["id"],
        "question_index": "0",
        "version": "1",
    }
    same = {"session_ids": "session_id", "of": "session_id", "person": "member_id", "reviewer": "member_id"}
    same |= {"without": "template_id", "kept_admin_id": "member_id"}
    return Belongings(firm, database, mark, {**ids, **{name: ids[of] for name, of in same.items()}})


def _interview(firm: Firm, database: Database, mark: str, template_id: str) -> UUID:
    """Invited by a letter, answered in writing, and over."""
    invitation = firm.invite(
        template_id=template_id,
        candidate_name=f"Ada {mark}",
        candidate_email=f"{mark}@example.com",
        accommodations={"text_answers": True},
    )
    session_id, candidate = invitation.session_id, invitation.candidate
    _made(firm.admin.post(f"/api/sessions/{session_id}/letters", {"id": str(uuid4()), "kind": "invitation"}))
    _made(candidate.post("/api/interview/start", START))
    _made(candidate.put("/api/interview/questions/0/text-answer", {"text": f"I am {mark}."}))
    AnswerRepository(database).store_transcript(session_id, 0, a_transcript(f"I am {mark}."), None)
    _made(candidate.post("/api/interview/finish"))
    database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done"}})
    return session_id


def _delivery(firm: Firm, database: Database, webhook_id: UUID, session_id: UUID) -> str:
    now, event_id = utc_now(), uuid4()
    told = {"id": str(event_id), "type": "DecisionMade", "at": now.isoformat(), "session_id": str(session_id)}
    delivery = Delivery(
        id=delivery_id(webhook_id, event_id),
        endpoint_id=webhook_id,
        organisation_id=firm.organisation_id,
        session_id=session_id,
        event=told,
        next_at=now,
        created_at=now,
        since=now,
        expires_at=now + timedelta(days=1),
    )
    WebhookRepository(database).queue([delivery])
    return str(delivery.id)


def _made(answer: Answer) -> dict[str, Any]:
    assert answer.status < 300, answer.body
    made: dict[str, Any] = answer.json if answer.body else {}
    return made
