"""The audit log: what is written down of each request, who reads it, and how a change of it is found."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest

from functions.api.application import with_all_routes
from functions.api.audited import AUDITED, NOT_AUDITED
from interview.adapters.mongo.audit_entries import AuditRepository
from interview.adapters.mongo.client import Database
from interview.domain.accounts import Role
from interview.domain.audit import Actor, ActorKind, AuditAction, AuditedObject, Deed, ObjectKind
from interview.domain.clock import utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.entrypoints import admin
from interview.entrypoints.http.application import PREFIX
from interview.entrypoints.http.problems import routes_of
from interview.errors import DatabaseUnavailableError
from interview.use_cases.auditing.verify_entries import VerifyEntries
from tests.functions.api_client import START, Api, Firm, Log, request_event

LOG = "/api/audit-entries"


def entries(firm: Firm, **query: object) -> list[dict[str, Any]]:
    """Oldest first, but for that the log itself was read."""
    listed = firm.admin.get(LOG, limit=200, **query)
    assert listed.status == 200, listed.body
    return [each for each in reversed(listed.json["entries"]) if each["action"] != "audit_log_read"]


def said(entry: dict[str, Any]) -> tuple[str, str, list[str]]:
    return entry["actor"]["kind"], entry["action"], entry["object"]["ids"]


def forge(database: Database, firm: Firm, number: int, **fields: object) -> None:
    wanted = {"organisation_id": firm.organisation_id, "number": number}
    assert database["audit_entries"].update_one(wanted, {"$set": fields}).matched_count


def test_every_route_is_audited_or_named_as_not() -> None:
    routes = {f"{route.method} {route.path.removeprefix(PREFIX)}" for route in routes_of(with_all_routes())}
    assert routes == AUDITED.keys() | NOT_AUDITED.keys()
    assert not AUDITED.keys() & NOT_AUDITED.keys()


def test_what_people_and_candidates_do_is_written_down_once_each(own: Firm) -> None:
    invitation = own.invite()
    session = str(invitation.session_id)
    for _ in range(2):
        assert invitation.candidate.post("/api/interview/start", START).status == 200
        assert own.reviewer.get(f"/api/sessions/{session}").status == 200
        assert own.reviewer.get(f"/api/sessions/{session}/answers/1").status == 200
    note = {"id": str(uuid4()), "text": "A private word"}
    assert own.reviewer.post(f"/api/sessions/{session}/notes", note).status == 201
    written = entries(own)
    assert [said(each) for each in written[1:]] == [
        ("person", "candidate_invited", [session]),
        ("candidate", "interview_begun", [session]),
        ("person", "result_read", [session]),
        ("person", "recording_read", [session]),
        ("person", "note_added", [session]),
    ]
    assert said(written[0])[1] == "template_created"
    assert written[4]["object"]["part"] == 1
    assert written[2]["actor"]["id"] == session
    assert {"A private word", "Ada Lovelace", "Ada L."} & set(json.dumps(written).split('"')) == set()


def test_where_from_is_shortened(own: Firm) -> None:
    event = request_event("GET", "/api/sessions", None, None, None, {}, {"sec-fetch-site": "same-origin"})
    event["headers"]["x-viewer-address"] = "203.0.113.77"
    event["cookies"] = [f"__Host-colloquy-sign-in={own.admin.sign_in_token}"]
    assert own.admin.send(event).status == 200
    assert [each["network"] for each in entries(own)] == ["203.0.113.0/24"]


def test_what_is_refused_or_another_firms_leaves_no_entry(own: Firm, other_firm: Firm) -> None:
    foreign = other_firm.invite().session_id
    assert own.admin.get(f"/api/sessions/{foreign}").status == 404
    assert own.reviewer.post("/api/exports", {"format": "csv"}).status == 403
    assert entries(own) == []


@pytest.mark.parametrize("role", list(Role))
def test_admins_alone_read_it_and_of_their_own_firm_alone(own: Firm, other_firm: Firm, role: Role) -> None:
    own.template()
    api: Api = getattr(own, role)
    may = role in MAY[Action.READ_AUDIT_LOG]
    for path in (LOG, f"{LOG}.csv", f"{LOG}.jsonl", f"{LOG}/verification"):
        assert api.get(path).status == (200 if may else 403)
    if may:
        lines = [json.loads(line) for line in api.get(f"{LOG}.jsonl").body.splitlines()]
        assert {line["organisation_id"] for line in lines} == {str(own.organisation_id)}


def test_it_is_filtered_and_comes_page_by_page(own: Firm) -> None:
    for _ in range(3):
        own.template()
    own.invite(template_id=own.template())
    recruiter = own.recruiter.get("/api/me").json["user"]["id"]
    assert len(entries(own, person=recruiter, action="template_created")) == 4
    assert len(entries(own, action="candidate_invited")) == 1
    assert entries(own, person=str(uuid4())) == []
    today = utc_now().replace(hour=0, minute=0, second=0)
    assert len(entries(own, **{"from": today.isoformat()})) == 5
    assert entries(own, to=today.isoformat()) == []
    numbers: list[int] = []
    cursor = None
    while True:
        page = own.admin.get(LOG, limit=2, **({"cursor": cursor} if cursor else {})).json
        numbers += [each["number"] for each in page["entries"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 1
    assert own.admin.get(LOG, cursor="nonsense").error == "malformed_request"


def test_it_is_taken_away_as_lines_and_as_a_table(own: Firm) -> None:
    own.template()
    lines = [json.loads(line) for line in own.admin.get(f"{LOG}.jsonl").body.splitlines()]
    rows = list(csv.DictReader(io.StringIO(own.admin.get(f"{LOG}.csv").body.removeprefix("\ufeff"))))
    assert lines[0]["action"] == rows[0]["action"] == "template_created"
    assert lines[0]["hash"] == rows[0]["hash"]
    assert len(own.admin.get(f"{LOG}.jsonl", after=1).body.splitlines()) == len(rows) - 1


def test_a_change_and_a_gap_are_found_and_shown(own: Firm, api_database: Database, database_uri: str) -> None:
    for _ in range(3):
        own.template()
    check = own.admin.get(f"{LOG}/verification").json
    assert (check["checked_to"], check["broken_at"], check["is_all"]) == (3, None, True)
    place = ["--uri", database_uri, "--database", api_database.name]
    of_firm = ["--organisation", str(own.organisation_id)]
    assert admin.main(["verify-audit", *place, *of_firm, "--head", f"3:{check['head_hash']}"]) == 0
    forge(api_database, own, 2, action="template_deleted")
    check = own.admin.get(f"{LOG}/verification").json
    assert (check["checked_to"], check["broken_at"], check["fault"]) == (1, 2, "changed")
    assert admin.main(["verify-audit", *place, *of_firm]) == 1


def test_what_was_cut_off_the_end_is_found_by_a_hash_that_was_noted(own: Firm, api_database: Database) -> None:
    for _ in range(2):
        own.template()
    repository = AuditRepository(api_database)
    noted = repository.head(own.organisation_id)
    api_database["audit_entries"].delete_one({"organisation_id": own.organisation_id, "number": 2})
    verify = VerifyEntries(repository)
    assert verify.whole(own.organisation_id).fault is None
    assert verify.whole(own.organisation_id, noted).fault == "cut"


def test_who_writes_at_once_gets_numbers_without_a_gap(api_database: Database) -> None:
    firm = uuid4()
    deed = Deed(
        firm,
        utc_now(),
        Actor(kind=ActorKind.SYSTEM),
        AuditAction.TEMPLATE_CHANGED,
        AuditedObject(kind=ObjectKind.SESSION, ids=(UUID(int=1),)),
        None,
    )
    repository = AuditRepository(api_database)
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda _: repository.append(deed), range(40)))
    verified = VerifyEntries(repository).whole(firm)
    assert (verified.head.number, verified.fault) == (40, None)


def test_nothing_is_shown_that_cannot_be_written_down(own: Firm, monkeypatch: pytest.MonkeyPatch, log: Log) -> None:
    session = own.invite().session_id

    def away(_: AuditRepository, __: Deed) -> None:
        raise DatabaseUnavailableError("away")

    monkeypatch.setattr(AuditRepository, "append", away)
    shown = own.reviewer.get(f"/api/sessions/{session}")
    assert (shown.status, shown.error) == (503, "database_unavailable")
    note = {"id": str(uuid4()), "text": "N"}
    assert own.reviewer.post(f"/api/sessions/{session}/notes", note).status == 503
    lost = log.named("audit_entry_lost")
    assert [(each["action"], each["object"]["ids"]) for each in lost] == [("note_added", [str(session)])]
