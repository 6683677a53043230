"""Many people are invited together, through the API and the function that invites them."""

import base64
import csv
import importlib
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.invitations.batches import MAX_ATTEMPTS
from interview.errors import DatabaseUnavailableError
from interview.use_cases.invitations import invite_batch
from interview.use_cases.invitations.invite_batch import BROKE_OFF_AFTER, LookAfterBatches
from tests.functions.api_client import Api, Context, Firm
from tests.functions.conftest import Subscriber

PEOPLE = "Name;E-Mail;Sprache;Tags\nAnn Bauer;ann@example.com;de;Ulm\nBob Cho;bob@example.com;;\nCy Dee;;;\n"


@pytest.fixture
def template_id(own: Firm) -> str:
    made = own.recruiter.post("/api/templates", {"title": "Nurse", "questions": [{"text": "Why?"}, {"text": "How?"}]})
    return str(made.json["id"])


def a_list(template_id: str, text: str = PEOPLE, **more: object) -> dict[str, Any]:
    file = base64.b64encode(text.encode()).decode()
    return {"id": str(uuid4()), "template_id": template_id, "file": file, **more}


def check(api: Api, template_id: str, text: str = PEOPLE, **more: object) -> dict[str, Any]:
    answer = api.post("/api/invitation-batches", a_list(template_id, text, **more))
    assert answer.status == 201, answer.body
    shown: dict[str, Any] = answer.json
    return shown


def begin(api: Api, batch_id: str) -> None:
    answer = api.post(f"/api/invitation-batches/{batch_id}/start")
    assert (answer.status, answer.json["state"]) == (202, "inviting"), answer.body


def work(batch_id: str, attempt: int = 1) -> None:
    """What the queue hands over."""
    function = importlib.import_module("functions.invite.handler")
    attributes = {"ApproximateReceiveCount": str(attempt)}
    function.handler({"Records": [{"body": json.dumps({"batch_id": batch_id}), "attributes": attributes}]}, Context())


def shown(api: Api, batch_id: str) -> tuple[str, Mapping[str, int]]:
    answer = api.get(f"/api/invitation-batches/{batch_id}").json
    return answer["state"], answer["counts"]


def table(api: Api, batch_id: str, name: str) -> list[dict[str, str]]:
    answer = api.get(f"/api/invitation-batches/{batch_id}/{name}.csv")
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.body.removeprefix("\ufeff"))))


def names(api: Api) -> list[str]:
    return sorted(each["candidate_name"] for each in api.get("/api/sessions", limit=100).json["sessions"])


def test_a_list_is_looked_at_then_invited_and_each_link_opens_its_interview(
    own: Firm, template_id: str, api: Api, subscriber: Subscriber
) -> None:
    recruiter = own.recruiter
    checked = check(recruiter, template_id, PEOPLE + "ann;ANN@example.com;;\n;x@example.com;;\n")
    assert (checked["state"], checked["columns"]) == ("checked", ["name", "email", "language", "tags"])
    assert checked["counts"] == {"ready": 3, "repeated": 1, "faulty": 1}
    assert names(recruiter) == [], "nobody is invited before somebody says so"
    page = recruiter.get(f"/api/invitation-batches/{checked['id']}/rows", state="ready", limit=2).json
    assert [row["name"] for row in page["rows"]] == ["Ann Bauer", "Bob Cho"]
    rest = recruiter.get(f"/api/invitation-batches/{checked['id']}/rows", after=page["next_after"]).json
    assert [(row["line"], row["fault"]) for row in rest["rows"]] == [(4, None), (5, None), (6, "name_missing")]

    begin(recruiter, checked["id"])
    work(checked["id"])
    assert shown(recruiter, checked["id"]) == ("done", {"invited": 3, "repeated": 1, "faulty": 1})
    assert names(recruiter) == ["Ann Bauer", "Bob Cho", "Cy Dee"]
    told = [(event["type"], event["session_id"]) for event in subscriber.heard()]
    assert len(told) == len(set(told)) == 6
    links = table(recruiter, checked["id"], "links")
    for link in links:
        interview = api.as_(link["link"].removeprefix("/interview#")).get("/api/interview")
        assert (interview.status, interview.json["candidate_name"]) == (200, link["candidate_name"])
    assert [link["line"] for link in links] == ["2", "3", "4"]
    assert recruiter.get("/api/tags").json["tags"] == ["ulm"]
    assert [each["id"] for each in recruiter.get("/api/invitation-batches").json["batches"]] == [checked["id"]]


def test_the_same_file_twice_invites_nobody_twice(own: Firm, template_id: str, api_database: Database) -> None:
    first, second = check(own.recruiter, template_id), check(own.admin, template_id)
    begin(own.recruiter, first["id"])
    begin(own.admin, second["id"])  # before the first has invited anybody
    work(first["id"])
    work(second["id"])
    assert shown(own.admin, second["id"]) == ("done", {"known": 3})
    assert check(own.recruiter, template_id)["counts"] == {"known": 3}
    assert len(names(own.recruiter)) == 3
    used = api_database.organisations.find_one({"_id": own.organisation_id})
    assert used
    assert used["usage"]["links"]["count"] == 3, "what was counted for nobody is given back"


def test_what_was_being_done_when_it_broke_off_is_done_once(
    own: Firm, template_id: str, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invite_batch, "SLICE", 2)
    batch = check(own.recruiter, template_id)
    begin(own.recruiter, batch["id"])
    mark = InvitationBatchRepository.mark

    def die(*_: object) -> None:
        raise DatabaseUnavailableError("the server is away")

    monkeypatch.setattr(InvitationBatchRepository, "mark", die)  # after the interviews were stored
    with pytest.raises(DatabaseUnavailableError):
        work(batch["id"])
    assert shown(own.recruiter, batch["id"]) == ("inviting", {"ready": 3})
    monkeypatch.setattr(InvitationBatchRepository, "mark", mark)
    work(batch["id"])
    work(batch["id"])
    assert shown(own.recruiter, batch["id"]) == ("done", {"invited": 3})
    ids = [stored["_id"] for stored in api_database.sessions.find({"template_id": UUID(template_id)}, {"_id": True})]
    assert len(ids) == 3
    assert api_database.answers.count_documents({"session_id": {"$in": ids}}) == 6


def test_it_stops_after_the_last_try_with_what_was_done_and_goes_on_when_it_is_let(
    own: Firm, template_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = check(own.recruiter, template_id)
    begin(own.recruiter, batch["id"])
    with monkeypatch.context() as broken:

        def die(*_: object) -> None:
            raise DatabaseUnavailableError("the server is away")

        broken.setattr(SessionRepository, "add_many", die)
        with pytest.raises(DatabaseUnavailableError):
            work(batch["id"], MAX_ATTEMPTS)
    assert shown(own.recruiter, batch["id"]) == ("stopped", {"ready": 3})
    begin(own.recruiter, batch["id"])
    work(batch["id"])
    assert shown(own.recruiter, batch["id"]) == ("done", {"invited": 3})


def test_what_broke_off_without_a_word_is_followed_by_the_sweeper(
    own: Firm, template_id: str, api_database: Database
) -> None:
    batch = check(own.recruiter, template_id)
    begin(own.recruiter, batch["id"])
    asked: list[UUID] = []
    requests: Any = SimpleNamespace(send=asked.append)
    look_after = LookAfterBatches(InvitationBatchRepository(api_database), requests)
    look_after()
    assert UUID(batch["id"]) not in asked, "it may be at work"
    later = utc_now() + BROKE_OFF_AFTER + timedelta(minutes=1)
    replace(look_after, clock=lambda: later)()
    assert asked.count(UUID(batch["id"])) == 1


def test_it_is_cancelled_and_invites_nobody_more(
    own: Firm, template_id: str, monkeypatch: pytest.MonkeyPatch, api_database: Database
) -> None:
    batch = check(own.recruiter, template_id)
    begin(own.recruiter, batch["id"])
    assert own.recruiter.post(f"/api/invitation-batches/{batch['id']}/cancellation").json["state"] == "cancelled"
    work(batch["id"])
    assert shown(own.recruiter, batch["id"]) == ("cancelled", {"ready": 3})
    assert names(own.recruiter) == []
    refused = own.recruiter.post(f"/api/invitation-batches/{batch['id']}/start")
    assert (refused.status, refused.error) == (409, "conflict")
    used = api_database.organisations.find_one({"_id": own.organisation_id})
    assert used
    assert used["usage"]["links"]["count"] == 0


def test_more_than_a_day_has_room_for_are_refused_before_the_first(
    own: Firm, template_id: str, api_database: Database
) -> None:
    used = {"count": quotas.LINKS.most - 2, "ends_at": utc_now() + timedelta(hours=1)}
    api_database.organisations.update_one({"_id": own.organisation_id}, {"$set": {"usage.links": used}})
    batch = check(own.recruiter, template_id)
    refused = own.recruiter.post(f"/api/invitation-batches/{batch['id']}/start")
    assert (refused.status, refused.error, refused.params["limit"]) == (429, "too_many_attempts", "links")
    assert shown(own.recruiter, batch["id"]) == ("checked", {"ready": 3})


def test_what_is_fetched_is_calculated_by_no_spreadsheet(own: Firm, template_id: str) -> None:
    text = 'Name,E-Mail\n"=cmd|\' /C calc\'!A0",nobody\n"@SUM(1)",sum@example.com\n'
    batch = check(own.recruiter, template_id, text)
    (row,) = table(own.recruiter, batch["id"], "not-invited")
    assert row == {
        "line": "2",
        "candidate_name": "'=cmd|' /C calc'!A0",
        "candidate_email": "nobody",
        "reason": "email_invalid",
    }
    begin(own.recruiter, batch["id"])
    work(batch["id"])
    assert table(own.recruiter, batch["id"], "links")[0]["candidate_name"] == "'@SUM(1)"
    german = own.recruiter.get(f"/api/invitation-batches/{batch['id']}/not-invited.csv", language="de").body
    assert german.splitlines()[0] == "\ufeffZeile;Name;E-Mail;reason".replace("reason", "Begründung")
    assert german.splitlines()[1].endswith(";keine E-Mail-Adresse")


def test_a_list_is_its_makers_alone(own: Firm, template_id: str) -> None:
    batch = check(own.recruiter, template_id)
    for path in ("", "/rows", "/links.csv", "/not-invited.csv"):
        assert own.admin.get(f"/api/invitation-batches/{batch['id']}{path}").status == 404
    for path in ("/start", "/cancellation"):
        assert own.admin.post(f"/api/invitation-batches/{batch['id']}{path}").status == 404
    again = {**a_list(template_id), "id": batch["id"]}
    assert own.recruiter.post("/api/invitation-batches", again).json["counts"] == {"ready": 3}, "a repeat"
    assert own.admin.post("/api/invitation-batches", again).error == "id_used"


def test_who_reuses_the_id_of_a_list_that_is_gone_has_none_of_its_interviews(
    own: Firm, other_firm: Firm, template_id: str, api_database: Database
) -> None:
    batch = check(own.recruiter, template_id)
    begin(own.recruiter, batch["id"])
    work(batch["id"])
    links = {each["link"] for each in table(own.recruiter, batch["id"], "links")}
    batch_id = UUID(batch["id"])
    api_database.invitation_rows.delete_many({"batch_id": batch_id})
    api_database.invitation_batches.delete_one({"_id": batch_id})
    foreign = check(other_firm.recruiter, other_firm.template(), id=batch["id"])
    begin(other_firm.recruiter, foreign["id"])
    work(foreign["id"])
    others = {each["link"] for each in table(other_firm.recruiter, batch["id"], "links")}
    assert (len(links), len(others)) == (3, 3)
    assert not links & others


def test_a_file_that_is_no_list_says_why(own: Firm, template_id: str) -> None:
    refused = own.recruiter.post("/api/invitation-batches", a_list(template_id, "Ort\nUlm\n"))
    assert (refused.status, refused.error) == (400, "no_name_column")


def test_who_is_forgotten_is_gone_from_the_list_as_well(own: Firm, template_id: str, api_database: Database) -> None:
    batch = check(own.recruiter, template_id)
    begin(own.recruiter, batch["id"])
    work(batch["id"])
    stored = api_database.invitation_rows.find_one({"batch_id": UUID(batch["id"]), "line": 2})
    assert stored
    erased = own.recruiter.post(f"/api/sessions/{stored['session_id']}/erasure", {"reason": "candidate_asked"})
    assert erased.status == 202, erased.body
    assert shown(own.recruiter, batch["id"])[1] == {"invited": 2}
    assert [link["candidate_name"] for link in table(own.recruiter, batch["id"], "links")] == ["Bob Cho", "Cy Dee"]
