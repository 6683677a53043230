"""What is sent again under the same `Idempotency-Key` is done once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from functions.api.application import openapi_document
from interview.adapters.mongo.client import Database
from interview.domain import idempotency
from interview.domain.clock import utc_now
from interview.domain.idempotency import IN_FLIGHT_FOR, KeptAnswer, fingerprint_of, place_of
from tests.functions.api_client import Answer, Api, Firm, request_event

TEMPLATE = {"title": "T", "questions": [{"text": "Q?"}]}


@pytest.fixture
def key() -> str:
    return uuid4().hex


def post(api: Api, path: str, body: Any, key: str) -> Answer:
    return api.request("POST", path, body=body, headers={"idempotency-key": key})


def test_the_second_request_is_answered_as_the_first_and_does_nothing(own: Firm, key: str) -> None:
    first, second = (post(own.recruiter, "/api/templates", TEMPLATE, key) for _ in range(2))
    assert (first.status, second.status) == (201, 201)
    assert first.json == second.json
    assert second.headers["idempotency-replayed"] == "true"
    assert len(own.recruiter.get("/api/templates").json["templates"]) == 1
    assert len(own.admin.get("/api/audit-entries", action="template_created").json["entries"]) == 1


def test_a_link_that_is_shown_once_comes_again_and_is_stored_nowhere(
    own: Firm, api_database: Database, key: str
) -> None:
    link = {"template_id": own.template(), "candidate_name": "Ada"}
    first, second = (post(own.recruiter, "/api/sessions", link, key) for _ in range(2))
    token = first.json["link_path"].removeprefix("/interview#")
    assert second.json == first.json
    stored = str(list(api_database["kept_answers"].find({"expires_at": {"$gt": utc_now()}})))
    assert "sealed" in stored
    assert token not in stored
    assert key not in stored


def test_another_query_under_the_same_key_is_refused(own: Firm, key: str) -> None:
    first, second = (
        own.admin.request(
            "POST", "/api/consent-previews", body={}, query={"language": each}, headers={"idempotency-key": key}
        )
        for each in ("en", "de")
    )
    assert (first.status, first.json["language"]) == (200, "en")
    assert (second.status, second.error) == (422, "key_reused")


@pytest.mark.parametrize("changed", [{**TEMPLATE, "title": "U"}, {**TEMPLATE, "language": "de"}])
def test_another_body_under_the_same_key_is_refused(own: Firm, key: str, changed: dict[str, Any]) -> None:
    assert post(own.recruiter, "/api/templates", TEMPLATE, key).status == 201
    refused = post(own.recruiter, "/api/templates", changed, key)
    assert (refused.status, refused.error) == (422, "key_reused")
    assert post(own.recruiter, "/api/exports", {"format": "csv"}, key).error == "key_reused"


def test_a_key_is_of_the_person_who_sent_it(own: Firm, other_firm: Firm, key: str) -> None:
    made = [post(firm.recruiter, "/api/templates", TEMPLATE, key).json["id"] for firm in (own, other_firm)]
    assert made[0] != made[1]


def begun(firm: Firm, key: str, body: str, ago: timedelta) -> KeptAnswer:
    """As a request that is at work has left it."""
    user = UUID(firm.recruiter.get("/api/me").json["user"]["id"])
    now = utc_now() - ago
    fingerprint = fingerprint_of("POST", "/api/templates", body)
    return KeptAnswer(
        id=place_of(user, key), fingerprint=fingerprint, begun_at=now, expires_at=now + idempotency.ANSWERS_LAST
    )


@pytest.mark.parametrize(("ago", "status"), [(timedelta(0), 409), (IN_FLIGHT_FOR, 201)])
def test_while_the_first_is_at_work_the_second_waits_until_the_first_must_be_dead(
    own: Firm, api_database: Database, key: str, ago: timedelta, status: int
) -> None:
    event = request_event("POST", "/api/templates", None, TEMPLATE, None, {}, {})
    request = begun(own, key, event["body"], ago)
    api_database["kept_answers"].insert_one({**request.model_dump(exclude={"id"}), "_id": request.id})
    answer = post(own.recruiter, "/api/templates", TEMPLATE, key)
    assert answer.status == status, answer.body
    assert status == 201 or answer.error == "in_flight"


def test_what_was_refused_may_be_sent_again_under_the_same_key(own: Firm, key: str) -> None:
    link = {"template_id": str(uuid4()), "candidate_name": "Ada"}
    assert post(own.recruiter, "/api/sessions", link, key).status == 404
    link["template_id"] = own.template()
    assert post(own.recruiter, "/api/sessions", link, key).status == 201


def test_what_was_answered_too_large_to_be_kept_is_not_done_again(
    own: Firm, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview.use_cases.integrations.answer_once.MAX_ANSWER_BYTES", 10)
    assert post(own.recruiter, "/api/templates", TEMPLATE, key).status == 201
    assert post(own.recruiter, "/api/templates", TEMPLATE, key).error == "answer_not_kept"
    assert len(own.recruiter.get("/api/templates").json["templates"]) == 1


@pytest.mark.parametrize("bad", ["short", "x" * 256, "with a space", "ümlaut-key"])
def test_what_is_no_key_is_refused(own: Firm, bad: str) -> None:
    assert post(own.recruiter, "/api/templates", TEMPLATE, bad).error == "malformed_request"


def test_every_post_of_people_is_described_with_the_header() -> None:
    for path, operations in openapi_document()["paths"].items():
        operation = operations.get("post", {})
        names = [each["name"] for each in operation.get("parameters", ())]
        of_people = {"signIn": []} in operation.get("security", ()) and path != "/api/sign-out"
        assert ("Idempotency-Key" in names) == of_people, path
