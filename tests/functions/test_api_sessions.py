"""Links and results, as recruiters see them."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.step_functions import Executions
from interview.domain.clock import utc_now
from interview.domain.recordings.gap_reasons import chunk_reason
from interview.domain.recordings.videos import Gap, Video
from interview.errors import StorageUnavailableError
from tests.functions.api_client import START, Api, Firm, Log, a_manifest

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

NEVER_ARRIVED = {"code": "never_arrived", "params": {"first": 1, "last": 1}}


def executions_of(state_machines: "SFNClient", session_id: UUID, name: str = "process-interview") -> list[str]:
    machines = state_machines.list_state_machines()["stateMachines"]
    [machine] = [each["stateMachineArn"] for each in machines if each["name"] == name]
    pages = state_machines.get_paginator("list_executions").paginate(stateMachineArn=machine)
    names = [execution["name"] for page in pages for execution in page["executions"]]
    return sorted(name for name in names if name.startswith(str(session_id)))


def fail(database: Database, session_id: UUID) -> None:
    """What the state machine leaves behind when it gives up."""
    database.sessions.update_one(
        {"_id": session_id}, {"$set": {"state": "failed", "failure": "Question 1 could not be processed."}}
    )


def a_video(session_id: UUID) -> Video:
    return Video(
        key=f"{session_id}/0/abc.webm",
        audio_key=None,
        digest="abc",
        size=4321,
        duration_ms=9800,
        recorded_ms=15000,
        gaps=(Gap(start_ms=5000, end_ms=10000, reason=chunk_reason("never_arrived", 1)),),
        merged_at=utc_now(),
    )


def test_a_link_is_shown_once_and_only_its_hash_is_stored(firm: Firm, api_database: Database, log: Log) -> None:
    link = {"template_id": firm.template(), "candidate_name": "Grace", "candidate_email": "grace@example.com"}
    made = firm.recruiter.post("/api/sessions", link)
    token = made.json["link_path"].removeprefix("/interview#")
    session_id = made.json["session"]["id"]
    assert session_id not in token
    assert made.json["session"]["state"] == "pending"
    assert token not in str(api_database.sessions.find_one({"_id": UUID(session_id)}))
    assert token not in firm.recruiter.get(f"/api/sessions/{session_id}").body
    [created] = log.named("session_created")
    assert created["sessionId"] == session_id
    for personal in (token, "Grace", "grace@example.com"):
        assert personal not in log.stream.getvalue()


def test_a_link_lasts_as_long_as_was_asked(firm: Firm) -> None:
    for asked, days in (({}, 14), ({"expires_in_days": 3}, 3)):
        invitation = firm.invite(**asked)
        session = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json["session"]
        left = utc_now().fromisoformat(session["expires_at"]) - utc_now()
        assert timedelta(days=days, minutes=-1) < left <= timedelta(days=days)
    for wrong in (0, 91, "soon"):
        link = {"template_id": firm.template(), "candidate_name": "A", "expires_in_days": wrong}
        assert firm.recruiter.post("/api/sessions", link).status == 400


def test_the_list_is_paged_filtered_and_counted(found_firm: Callable[[], Firm]) -> None:
    firm = found_firm()
    made = [str(firm.invite().session_id) for _ in range(5)]
    started = str(firm.start().session_id)
    newest_first = [started, *reversed(made)]
    seen: list[str] = []
    cursor: dict[str, object] = {}
    for expected in (4, 2):
        page = firm.reviewer.get("/api/sessions", limit=4, **cursor).json
        assert len(page["sessions"]) == expected
        assert page["counts"]["pending"] == 5
        assert page["counts"]["in_progress"] == 1
        assert page["counts"]["done"] == 0
        seen += [session["id"] for session in page["sessions"]]
        cursor = {"cursor": page["next_cursor"]}
    assert seen == newest_first
    assert page["next_cursor"] is None
    only = firm.reviewer.get("/api/sessions", state="in_progress").json
    assert [session["id"] for session in only["sessions"]] == [started]


@pytest.mark.parametrize("query", [{"cursor": "x"}, {"cursor": "AAAA"}, {"limit": 0}, {"limit": 101}, {"state": "x"}])
def test_a_list_that_cannot_be_is_refused(firm: Firm, query: dict[str, object]) -> None:
    assert firm.recruiter.get("/api/sessions", **query).error == "malformed_request"


def test_other_organisations_do_not_exist(firm: Firm, other_firm: Firm) -> None:
    session_id = str(firm.start().session_id)
    stranger = other_firm.admin
    for answer in (
        stranger.get(f"/api/sessions/{session_id}"),
        stranger.get(f"/api/sessions/{session_id}/flags"),
        stranger.get(f"/api/sessions/{session_id}/answers/0"),
        stranger.get(f"/api/sessions/{session_id}/answers/0/transcript"),
        stranger.post(f"/api/sessions/{session_id}/link", {}),
        stranger.post(f"/api/sessions/{session_id}/processing"),
        stranger.post("/api/live-tickets", {"session_id": session_id}),
    ):
        assert (answer.status, answer.error, answer.message) == (404, "not_found", "No such session.")
    assert session_id not in [one["id"] for one in stranger.get("/api/sessions", limit=100).json["sessions"]]
    assert firm.recruiter.get(f"/api/sessions/{uuid4()}").message == "No such session."


def test_results_show_a_video_that_plays_for_an_hour(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    video = a_video(session_id)
    AnswerRepository(api_database).publish_video(session_id, 0, video, replaces=None)
    results = firm.reviewer.get(f"/api/sessions/{session_id}").json
    assert [answer["state"] for answer in results["answers"]] == ["merged", "empty"]
    first, second = (firm.answer(session_id, question) for question in range(2))
    assert (first["state"], second["state"]) == ("merged", "empty")
    assert second["video"] is None
    assert first["video"]["duration_ms"] == 9800
    assert first["video"]["gaps"] == [{"start_ms": 5000, "end_ms": 10000, "reason": NEVER_ARRIVED}]
    address = urlsplit(first["video"]["playback_url"])
    assert (address.hostname, address.path) == ("colloquy-merged.s3.us-east-1.amazonaws.com", f"/{video.key}")
    assert parse_qs(address.query)["X-Amz-Expires"] == ["3600"]
    download = urlsplit(first["video"]["download_url"])
    assert (download.hostname, download.path) == (address.hostname, address.path)
    name = f"interview-{str(session_id)[:8]}-question-1.webm"
    assert parse_qs(download.query)["response-content-disposition"] == [f'attachment; filename="{name}"']
    assert first["question"]["expected_points"] == ["the secret point 1"]


def test_what_was_stored_in_sentences_is_told_in_codes(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    question = {"session_id": session_id, "question_index": 0}
    video = a_video(session_id).model_dump()
    video["gaps"] = [{"start_ms": 0, "end_ms": 5000, "reason": "chunk 1 never arrived"}]
    failure = {"error": "MediaError", "message": "FFmpeg gave up", "attempt": 1}
    api_database.answers.update_one(question, {"$set": {"video": video, "failure": failure}})
    fail(api_database, session_id)
    answer = firm.answer(session_id, 0)
    assert answer["video"]["gaps"] == [{"start_ms": 0, "end_ms": 5000, "reason": NEVER_ARRIVED}]
    assert answer["failure"] == {"code": "media_error", "error": "MediaError", "attempt": 1}
    session = firm.recruiter.get(f"/api/sessions/{session_id}").json["session"]
    assert session["failure"] == {"code": "other", "params": {"text": "Question 1 could not be processed."}}


def test_a_failed_interview_is_processed_again_once(
    firm: Firm, api_database: Database, state_machines: "SFNClient"
) -> None:
    invitation = firm.start()
    session_id = invitation.session_id
    path = f"/api/sessions/{session_id}/processing"
    assert firm.recruiter.post(path).status == 409
    invitation.candidate.post("/api/interview/finish")
    assert firm.recruiter.post(path).status == 409
    fail(api_database, session_id)
    answer = firm.recruiter.post(path)
    assert (answer.status, answer.json["state"], answer.json["attempt"]) == (202, "completed", 2)
    assert answer.json["failure"] is None
    assert firm.recruiter.post(path).status == 409
    assert executions_of(state_machines, session_id) == [f"{session_id}-1", f"{session_id}-2"]


def test_a_restart_that_cannot_reach_the_state_machine_is_left_to_the_sweeper(
    firm: Firm, api_database: Database, state_machines: "SFNClient", monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = firm.start()
    invitation.candidate.post("/api/interview/finish")
    fail(api_database, invitation.session_id)
    monkeypatch.setattr(Executions, "start", unavailable)
    answer = firm.recruiter.post(f"/api/sessions/{invitation.session_id}/processing")
    assert (answer.status, answer.json["state"]) == (202, "completed")
    assert len(executions_of(state_machines, invitation.session_id)) == 1


def test_results_say_when_each_recorder_ran(firm: Firm) -> None:
    invitation = firm.start()
    invitation.candidate.post("/api/interview/questions/0/uploads", {"content_type": "video/webm"})
    manifest = a_manifest(0, 1, 1000)
    started = ["2026-11-03T10:00:00Z", "2026-11-03T10:05:00Z"]
    for run, at in zip(manifest["runs"], started, strict=True):
        run["started_at"] = at
    manifest["runs"][1]["without_picture"] = [{"start_ms": 1_000, "end_ms": 4_000}]
    assert invitation.candidate.put("/api/interview/questions/0/manifest", manifest).status == 200
    recorded, empty = (firm.answer(invitation.session_id, question) for question in range(2))
    assert recorded["runs"] == [
        {"started_at": started[0], "start_ms": 0, "length_ms": 10_000, "without_picture": []},
        {
            "started_at": started[1],
            "start_ms": 10_000,
            "length_ms": 5_000,
            "without_picture": [{"start_ms": 11_000, "end_ms": 14_000}],
        },
    ]
    assert empty["runs"] == []


def test_a_link_issued_again_replaces_the_old_one(firm: Firm, api_database: Database, api: Api) -> None:
    invitation = firm.invite()
    path = f"/api/sessions/{invitation.session_id}/link"
    expired = {"state": "expired", "expires_at": utc_now() - timedelta(days=1)}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": expired})
    assert invitation.candidate.get("/api/interview").json["closed"]
    again = firm.recruiter.post(path, {"expires_in_days": 2})
    assert (again.status, again.json["session"]["state"]) == (201, "pending")
    candidate = api.as_(again.json["link_path"].removeprefix("/interview#"))
    assert candidate.get("/api/interview").json["closed"] is None
    old = invitation.candidate.get("/api/interview")
    assert (old.status, old.error) == (401, "link_replaced")
    stranger = api.as_(str(uuid4())).get("/api/interview")
    assert (stranger.status, stranger.error) == (401, "sign_in_required")


def test_a_link_that_was_replaced_says_so_wherever_it_is_used(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    for _ in range(25):
        assert firm.recruiter.post(f"/api/sessions/{invitation.session_id}/link", {}).status == 201
    remembered = api_database.sessions.find_one({"_id": invitation.session_id})
    assert remembered
    assert len(remembered["replaced_link_hashes"]) == 20
    replaced = firm.start()
    firm.recruiter.post(f"/api/sessions/{replaced.session_id}/link", {})
    candidate, question = replaced.candidate, "/api/interview/questions/0"
    for answer in (
        candidate.post("/api/interview/start", START),
        candidate.post(f"{question}/uploads", {"content_type": "video/webm"}),
        candidate.put(f"{question}/manifest", a_manifest(0)),
        candidate.put(f"{question}/text-answer", {"text": "Words."}),
        candidate.post("/api/interview/voice-ticket"),
        candidate.post("/api/live-tickets", {}),
        candidate.post("/api/interview/finish"),
    ):
        assert (answer.status, answer.error) == (401, "link_replaced")


def test_the_recruiter_sees_whether_the_candidate_is_inside(firm: Firm, api_database: Database) -> None:
    invitation = firm.invite()
    candidate, session_id = invitation.candidate, invitation.session_id

    def seen() -> tuple[bool, Any]:
        shown = firm.recruiter.get(f"/api/sessions/{session_id}").json
        rows = firm.recruiter.get("/api/sessions", limit=100, sort="-created").json["sessions"]
        [row] = [each for each in rows if each["id"] == str(session_id)]
        assert (row["candidate_is_here"], row["last_seen_at"]) == (
            shown["candidate_is_here"],
            shown["session"]["last_seen_at"],
        )
        return shown["candidate_is_here"], shown["candidate_seen_at"]

    assert seen() == (False, None)
    candidate.post("/api/interview/start", START)
    is_here, began = seen()
    assert (is_here, began is not None) == (True, True)
    away = utc_now() - timedelta(seconds=16)
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"last_seen_at": away}})
    assert seen()[0] is False
    candidate.get("/api/interview")
    is_here, again = seen()
    assert (is_here, again >= began) == (True, True)
    candidate.post("/api/interview/finish")
    assert seen() == (False, None)


def test_an_interview_under_way_goes_on_under_its_new_link_until_it_is_finished(firm: Firm, api: Api) -> None:
    invitation = firm.start()
    path = f"/api/sessions/{invitation.session_id}/link"
    again = firm.recruiter.post(path, {})
    assert again.json["session"]["state"] == "in_progress"
    candidate = api.as_(again.json["link_path"].removeprefix("/interview#"))
    assert candidate.post("/api/interview/finish").status == 200
    refused = firm.recruiter.post(path, {})
    assert (refused.status, refused.error) == (409, "interview_over")


def unavailable(*_: object) -> str:
    raise StorageUnavailableError("processing cannot be started right now")


def test_who_was_invited_before_is_named_to_who_asks(firm: Firm) -> None:
    template = firm.template()
    first = {"template_id": template, "candidate_name": "Grace Hopper", "candidate_email": "grace@example.com"}
    assert firm.recruiter.post("/api/sessions", {**first, "once": True}).status == 201
    same_address = {**first, "candidate_name": "G. Hopper", "candidate_email": "GRACE@example.com"}
    same_name = {"template_id": template, "candidate_name": "grace hopper"}
    for again in (first, same_address, same_name):
        refused = firm.recruiter.post("/api/sessions", {**again, "once": True})
        assert (refused.status, refused.error) == (409, "already_invited")
    other_address = {**first, "candidate_email": "another.grace@example.com"}
    other_template = {**first, "template_id": firm.template()}
    for another in (other_address, other_template):
        assert firm.recruiter.post("/api/sessions", {**another, "once": True}).status == 201
    assert firm.recruiter.post("/api/sessions", first).status == 201


def test_a_link_is_sent_to_no_address_that_letters_do_not_reach(firm: Firm) -> None:
    link = {"template_id": firm.template(), "candidate_name": "Anna", "candidate_email": "anna.köhler@example.com"}
    refused = firm.recruiter.post("/api/sessions", {**link, "by_email": True})
    assert (refused.status, [each["field"] for each in refused.json["error"]["details"]]) == (400, ["by_email"])
    assert firm.recruiter.post("/api/sessions", link).status == 201
    elsewhere = {**link, "candidate_email": "anna@köhler.example", "by_email": True}
    assert firm.recruiter.post("/api/sessions", elsewhere).status == 201


def test_a_link_is_sent_nowhere_where_there_is_no_address(firm: Firm) -> None:
    template = firm.template()
    link = {"template_id": template, "candidate_name": "Anna", "by_email": True}
    refused = firm.recruiter.post("/api/sessions", link)
    assert (refused.status, refused.error) == (409, "no_address")
    invitation = firm.invite(template_id=template)
    refused = firm.recruiter.post(f"/api/sessions/{invitation.session_id}/link", {"by_email": True})
    assert (refused.status, refused.error) == (409, "no_address")
    assert invitation.candidate.get("/api/interview").status == 200, "the link is as it was"
