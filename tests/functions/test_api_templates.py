"""Templates: who may write them, and whose they are."""

import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from functions.api.templates import TemplateRequest
from interview.adapters.mongo.client import Database, document
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.templates import Template
from tests.functions.api_client import START, Firm

TEMPLATE = {"title": "Nurse", "questions": [{"text": "Why nursing?", "expected_points": ["care"]}]}


def test_a_template_is_kept_as_it_was_written(firm: Firm) -> None:
    made = firm.admin.post("/api/templates", TEMPLATE)
    assert made.status == 201, made.body
    times = {"thinking_time_s": 30, "answer_time_s": 180}
    question = {"text": "Why nursing?", **times, "expected_points": ["care"], "follow_ups": 0}
    assert made.json["questions"] == [question]
    assert firm.reviewer.get(f"/api/templates/{made.json['id']}").json == made.json
    [listed] = [one for one in firm.reviewer.get("/api/templates").json["templates"] if one["id"] == made.json["id"]]
    outline = {"opening": ["Why nursing?"], "question_count": 1, "longest_s": 210}
    assert listed == {name: value for name, value in made.json.items() if name != "questions"} | outline


def test_the_longest_that_a_template_takes_counts_follow_up_questions(firm: Firm) -> None:
    times = {"text": "Q?", "thinking_time_s": 10, "answer_time_s": 60}
    questions = [{**times, "follow_ups": follow_ups} for follow_ups in (0, 2)]
    made = firm.admin.post("/api/templates", {"title": "T", "questions": questions}).json["id"]
    listed = {one["id"]: one["longest_s"] for one in firm.reviewer.get("/api/templates").json["templates"]}
    assert listed[made] == 4 * 70


def test_a_point_that_is_listed_twice_is_one(firm: Firm) -> None:
    points = ["Names the cause", "What was learned", " names the Cause "]
    made = firm.admin.post("/api/templates", {"title": "T", "questions": [{"text": "Q?", "expected_points": points}]})
    assert made.json["questions"][0]["expected_points"] == ["Names the cause", "What was learned"]


def test_a_change_does_not_reach_links_issued_before(firm: Firm) -> None:
    invitation = firm.invite(questions=1)
    session = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json["session"]
    changed = {"title": "Renamed", "questions": [{"text": "Another question?"}]}
    answer = firm.recruiter.put(f"/api/templates/{session['template_id']}", changed, if_match='"1"')
    assert (answer.status, answer.json["title"]) == (200, "Renamed")
    begun = invitation.candidate.post("/api/interview/start", START)
    assert begun.json["questions"][0]["text"] == "Question 1?"


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
        other_firm.admin.put(f"/api/templates/{template}", TEMPLATE, if_match="*"),
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


def test_two_who_edit_at_once_do_not_overwrite_each_other(firm: Firm) -> None:
    template = f"/api/templates/{firm.template()}"
    read = firm.admin.get(template)
    assert read.headers["etag"] == f'"{read.json["version"]}"'
    first = firm.admin.put(template, {**TEMPLATE, "title": "First"}, if_match=read.headers["etag"])
    assert (first.status, first.json["title"]) == (200, "First")
    second = firm.recruiter.put(template, {**TEMPLATE, "title": "Second"}, if_match=read.headers["etag"])
    assert (second.status, second.error) == (412, "changed_meanwhile")
    now = firm.recruiter.get(template)
    assert (now.json["title"], now.headers["etag"]) == ("First", first.headers["etag"])
    again = firm.recruiter.put(template, {**TEMPLATE, "title": "Second"}, if_match=now.headers["etag"])
    assert (again.status, again.json["title"]) == (200, "Second")
    assert firm.recruiter.put(template, TEMPLATE, if_match="*").status == 200


def test_a_change_says_of_which_version_it_is(firm: Firm) -> None:
    template = f"/api/templates/{firm.template()}"
    answer = firm.admin.put(template, TEMPLATE)
    assert (answer.status, answer.error) == (428, "version_required")
    for tag in ("1", '"abc"', '"0"', '"1", "2"'):
        assert firm.admin.put(template, TEMPLATE, if_match=tag).status == 412


def test_a_template_of_before_there_were_versions_is_of_the_first(firm: Firm, api_database: Database) -> None:
    template = firm.template()
    api_database.templates.update_one({"_id": UUID(template)}, {"$unset": {"version": ""}})
    read = firm.admin.get(f"/api/templates/{template}")
    assert read.headers["etag"] == '"1"'
    statuses = [firm.admin.put(f"/api/templates/{template}", TEMPLATE, if_match='"1"').status for _ in range(2)]
    assert statuses == [200, 412]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": " "}, "title", "This is empty."),
        ({"title": "a" * 301}, "title", "At most 300 characters, please."),
        ({"title": 1}, "title", "This has to be text."),
        ({"questions": []}, "questions", "At least 1 of these, please."),
        ({"questions": [{}]}, "questions.0.text", "This is missing."),
        ({"questions": [{"text": "\n"}]}, "questions.0.text", "This is empty."),
        ({"questions": [{"text": "Q", "answer_time_s": 5}]}, "questions.0.answer_time_s", "This has to be 15 or more."),
        ({"questions": [{"text": "Q", "answer_time_s": 1.5}]}, "questions.0.answer_time_s", "whole number"),
        ({"questions": [{"text": "Q", "answer_time_s": "soon"}]}, "questions.0.answer_time_s", "whole number"),
        ({"questions": [{"text": "Q", "follow_ups": 3}]}, "questions.0.follow_ups", "This has to be 2 or less."),
        ({"questions": [{"text": "Q", "expected_points": [""]}]}, "questions.0.expected_points.0", "This is empty."),
        ({"colour": "red"}, "colour", "There is no such field."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_in_words_for_people(
    firm: Firm, change: dict[str, object], field: str, words: str
) -> None:
    [detail] = firm.recruiter.post("/api/templates", {**TEMPLATE, **change}).json["error"]["details"]
    assert detail["field"] == field
    assert words in detail["problem"]


LAMBDA_ANSWERS_WITH = 6_291_556
"""Bytes, at most."""


def test_as_many_templates_as_there_may_be_are_listed_in_one_answer_whatever_they_are_called(
    found_firm: Callable[[], Firm], api_database: Database
) -> None:
    firm = found_firm()
    longest = {"title": "🎓" * 300, "questions": [{"text": "🎓" * 2000}] * 3}
    body = TemplateRequest.model_validate_json(json.dumps(longest))
    template = Template(
        id=uuid4(),
        organisation_id=firm.organisation_id,
        title=body.title,
        questions=tuple(body.asked()),
        created_at=utc_now(),
        updated_at=utc_now(),
    )
    stored = document(template)
    api_database.templates.insert_many([{**stored, "_id": uuid4()} for _ in range(quotas.MAX_TEMPLATES)])
    listed = firm.reviewer.get("/api/templates")
    assert len(listed.json["templates"]) == quotas.MAX_TEMPLATES
    assert (
        len(json.dumps({"statusCode": 200, "headers": dict(listed.headers), "body": listed.body})) < LAMBDA_ANSWERS_WITH
    )

    refused = firm.recruiter.post("/api/templates", TEMPLATE)
    assert (refused.status, refused.error) == (429, "quota_exceeded")
    assert refused.message.startswith("Your organisation has 500 templates")


def test_a_template_is_at_most_so_long_altogether(firm: Firm) -> None:
    """Each interview has a copy of it."""
    page = {"text": "x" * 2000}
    assert firm.recruiter.post("/api/templates", {"title": "T", "questions": [page] * 50}).status == 201
    too_long = {"title": "T", "questions": [{**page, "expected_points": ["y"]}, *[page] * 49]}
    refused = firm.recruiter.post("/api/templates", too_long)
    problem = "Questions and points have at most 100,000 characters altogether."
    assert (refused.status, refused.json["error"]["details"]) == (400, [{"field": "questions", "problem": problem}])
