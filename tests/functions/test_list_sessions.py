"""The list of interviews through the API, and the function behind the bus that keeps it."""

import importlib
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.errors import DatabaseUnavailableError
from interview.use_cases.sessions.keep_listed import KeepListed
from interview.wiring import sweep
from interview.wiring.publishing import publish_events
from tests.functions.api_client import Api, Context, Firm
from tests.functions.conftest import Subscriber
from tests.functions.test_api_decisions import LEVELS, decision, finish, of


@pytest.fixture
def function(api: Api) -> ModuleType:
    return importlib.import_module("functions.list_sessions.handler")


def found(api: Api, **query: object) -> list[str]:
    answer = api.get("/api/sessions", limit=100, **query)
    assert answer.status == 200, answer.body
    return [row["id"] for row in answer.json["sessions"]]


def row_of(api: Api, session_id: UUID) -> Any:
    return next(row for row in api.get("/api/sessions", limit=100).json["sessions"] if row["id"] == str(session_id))


def test_what_somebody_does_they_find_at_once(found_firm: Callable[[], Firm], api_database: Database) -> None:
    firm = found_firm()
    invited = str(firm.invite(candidate_name="Jörg Müller", candidate_email="jm@mail.example").session_id)
    finished = finish(firm, api_database)
    recruiter, done = firm.recruiter, str(finished)
    assert recruiter.post(of(finished, "decisions"), decision("hold", "Later.")).status == 201
    assert recruiter.post(of(finished, "tags"), {"add": ["a, b"]}).status == 200
    given = {"id": str(uuid4()), "overall": 9.5, "reason": "Heard it all."}
    assert recruiter.post(of(finished, "overrides"), given).status == 201
    judged = {"id": str(uuid4()), "levels": LEVELS}
    assert firm.reviewer.post(of(finished, "answers/0/levels"), judged).status == 201
    reviewer = next(each for each in recruiter.get("/api/reviewers").json["reviewers"] if each["name"] == "Reviewer")
    for query, expected in (
        ({"q": "muller, jorg"}, [invited]),
        ({"q": "jm@mail"}, [invited]),
        ({"q": "nobody"}, []),
        ({"decision": "hold"}, [done]),
        ({"decision": ["none", "advance"]}, [invited]),
        ({"tag": ["a, b", "c"]}, [done]),
        ({"tag": "a"}, []),
        ({"reviewer": reviewer["id"]}, [done]),
        ({"score_min": 9}, [done]),
        ({"sort": "score"}, [done, invited]),
        ({"state": ["done", "failed"]}, [done]),
        ({"from": "2000-01-01T00:00:00+01:00", "to": "2001-01-01T00:00:00Z"}, []),
        ({"sort": "name"}, [done, invited]),
        ({"sort": "created"}, [invited, done]),
        ({"sort": "-created", "from": "2000-01-01T00:00:00Z"}, [done, invited]),
    ):
        assert found(recruiter, **query) == expected, query
    row = row_of(recruiter, finished)
    assert (row["override"]["overall"], row["override"]["by"], row["certainty"]) == (9.5, "Recruiter", None)
    assert (row["decision"]["choice"], row["decision"]["by"], row["reviewers"]) == ("hold", "Recruiter", ["Reviewer"])
    template = recruiter.get(f"/api/sessions/{invited}").json["session"]["template_id"]
    of_template = recruiter.get("/api/sessions", template_id=template).json
    assert [each["id"] for each in of_template["sessions"]] == [invited]
    assert (of_template["counts"]["pending"], of_template["counts"]["done"]) == (1, 0)
    totals = recruiter.get("/api/sessions", q="nobody").json["totals"]
    assert totals == {"to_decide": 0, "needs_person": 0, "under_way": 0, "decided": 1, "failed": 0}


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "luck"},
        {"decision": "maybe"},
        {"state": ["done", "x"]},
        {"template_id": "x"},
        {"template_id": [str(uuid4()) for _ in range(21)]},
        {"score_min": 11},
        {"score_max": "nan"},
        {"flags": 3},
        {"from": "yesterday"},
        {"from": "2026-11-01T00:00:00"},
        {"q": "x" * 301},
        {"sort": "name", "cursor": "x"},
    ],
)
def test_what_cannot_be_listed_is_refused(firm: Firm, query: dict[str, object]) -> None:
    assert firm.recruiter.get("/api/sessions", **query).error == "malformed_request"


def test_what_others_change_is_listed_by_their_events(
    function: ModuleType, firm: Firm, api_database: Database, subscriber: Subscriber
) -> None:
    """In whatever order they come, and however often."""
    invitation = firm.start()
    assert invitation.candidate.post("/api/interview/finish").status == 200
    subscriber.records()
    assert SessionRepository(api_database).begin_processing(invitation.session_id, 1)
    assert str(invitation.session_id) not in found(firm.recruiter, state="processing")
    publish_events(importlib.import_module("functions.lock.handler").settings)(invitation.session_id)
    records = subscriber.records()
    assert function.handler({"Records": [*records, *records]}, Context()) == {"batchItemFailures": []}
    assert str(invitation.session_id) in found(firm.recruiter, state="processing")


def test_one_that_cannot_be_read_comes_again_alone_and_all_where_the_database_is_away(
    function: ModuleType, firm: Firm, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber.records()
    firm.invite()
    records = [*subscriber.records(), {"messageId": "none", "body": json.dumps({"detail": {}})}]
    assert function.handler({"Records": records}, Context()) == {"batchItemFailures": [{"itemIdentifier": "none"}]}

    def away(*_: object) -> None:
        raise DatabaseUnavailableError("the database did not answer")

    monkeypatch.setattr(KeepListed, "__call__", away)
    again = function.handler({"Records": records}, Context())["batchItemFailures"]
    assert {each["itemIdentifier"] for each in again} == {record["messageId"] for record in records}


def test_a_change_is_kept_where_it_cannot_be_listed_at_once(
    function: ModuleType, firm: Firm, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseUnavailableError("the database did not answer")

    subscriber.records()
    with monkeypatch.context() as patch:
        patch.setattr(KeepListed, "__call__", away)
        session_id = str(firm.invite().session_id)
    assert session_id not in found(firm.recruiter)
    assert function.handler({"Records": subscriber.records()}, Context()) == {"batchItemFailures": []}
    assert session_id in found(firm.recruiter)


def test_the_sweeper_lists_interviews_of_before_the_list(api: Api, firm: Firm, api_database: Database) -> None:
    session_id = firm.invite().session_id
    api_database.listed_sessions.delete_many({"session_id": session_id})
    api_database.stage_usage.delete_one({"_id": "listing"})
    assert sweep.list_round(importlib.import_module("functions.sweep.handler").settings)().count > 0
    assert str(session_id) in found(firm.recruiter)
