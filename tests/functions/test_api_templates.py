"""Templates: who may write them, and whose they are."""

from uuid import uuid4

import pytest

from tests.functions.api_client import Firm

TEMPLATE = {"title": "Nurse", "questions": [{"text": "Why nursing?", "expected_points": ["care"]}]}


def test_a_template_is_kept_as_it_was_written(firm: Firm) -> None:
    made = firm.admin.post("/api/templates", TEMPLATE)
    assert made.status == 201, made.body
    times = {"thinking_time_s": 30, "answer_time_s": 180}
    question = {"text": "Why nursing?", **times, "expected_points": ["care"], "follow_ups": 0}
    assert made.json["questions"] == [question]
    assert firm.reviewer.get(f"/api/templates/{made.json['id']}").json == made.json
    assert made.json in firm.reviewer.get("/api/templates").json["templates"]


def test_a_change_does_not_reach_links_issued_before(firm: Firm) -> None:
    invitation = firm.invite(questions=1)
    session = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json["session"]
    changed = {"title": "Renamed", "questions": [{"text": "Another question?"}]}
    answer = firm.recruiter.put(f"/api/templates/{session['template_id']}", changed)
    assert (answer.status, answer.json["title"]) == (200, "Renamed")
    assert invitation.candidate.get("/api/interview").json["questions"][0]["text"] == "Question 1?"


def test_reviewers_only_read(firm: Firm) -> None:
    template = firm.template()
    for answer in (
        firm.reviewer.post("/api/templates", TEMPLATE),
        firm.reviewer.put(f"/api/templates/{template}", TEMPLATE),
        firm.reviewer.post("/api/sessions", {"template_id": template, "candidate_name": "A"}),
        firm.reviewer.post(f"/api/sessions/{uuid4()}/link", {}),
        firm.reviewer.post(f"/api/sessions/{uuid4()}/processing"),
    ):
        assert (answer.status, answer.error) == (403, "forbidden")
    assert firm.reviewer.get("/api/sessions").status == 200


def test_other_organisations_do_not_exist(firm: Firm, other_firm: Firm) -> None:
    template = firm.template()
    for answer in (
        other_firm.admin.get(f"/api/templates/{template}"),
        other_firm.admin.put(f"/api/templates/{template}", TEMPLATE),
        other_firm.admin.post("/api/sessions", {"template_id": template, "candidate_name": "A"}),
    ):
        assert (answer.status, answer.error, answer.message) == (404, "not_found", "No such template.")
    assert template not in [one["id"] for one in other_firm.admin.get("/api/templates").json["templates"]]


@pytest.mark.parametrize(
    "change",
    [
        {"title": " "},
        {"questions": []},
        {"questions": [{"text": "Q?"}] * 51},
        {"questions": [{"text": "Q?", "answer_time_s": 5}]},
        {"questions": [{"text": "Q?", "expected_points": [""]}]},
    ],
)
def test_a_template_that_cannot_be_asked_is_refused(firm: Firm, change: dict[str, object]) -> None:
    assert firm.recruiter.post("/api/templates", {**TEMPLATE, **change}).status == 400
