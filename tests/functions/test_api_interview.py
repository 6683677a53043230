"""The candidate's way through the API."""

import base64
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.step_functions import Executions
from interview.domain.clock import utc_now
from interview.domain.recordings.chunks import MAX_QUESTION_CHUNKS, Chunk, Manifest
from interview.domain.sessions.session import CONSENT_VERSION
from interview.domain.tokens import TicketRole, hashed
from tests.builders import permit_of
from tests.functions.api_client import START, Firm, Invitation, Log, a_manifest
from tests.functions.test_api_sessions import executions_of, unavailable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient

UPLOADS = "/api/interview/questions/0/uploads"
MANIFEST = "/api/interview/questions/0/manifest"
UPLOAD_TEST = "/api/interview/upload-test"
NO_TIME = {
    **dict.fromkeys(("thinking_ms", "answer_ms", "more_thinking", "more_answer", "asked_ago_ms", "told_ago_ms"), 0),
    "ended": True,
}
WEBM = {"content_type": "video/webm"}


def change(database: Database, session_id: UUID, **fields: Any) -> None:
    database.sessions.update_one({"_id": session_id}, {"$set": fields})


def stored_session(database: Database, session_id: UUID) -> dict[str, Any]:
    found = database.sessions.find_one({"_id": session_id})
    assert found
    return found


def stored_answer(database: Database, session_id: UUID) -> dict[str, Any]:
    found = database.answers.find_one({"session_id": session_id, "question_index": 0})
    assert found
    return found


def arrive(database: Database, session_id: UUID, *indexes: int, question: int = 0, size: int = 500) -> None:
    """What the registry holds once chunks are in the bucket."""
    ChunkRepository(database).register(
        [
            Chunk(
                session_id=session_id,
                question_index=question,
                chunk_index=index,
                key=f"{session_id}/{question}/chunk_{index:03}.webm",
                version_id=f"v{index}",
                size=size,
                sequencer="1",
                registered_at=utc_now(),
            )
            for index in indexes
        ]
    )


def with_chunk(**lies: object) -> dict[str, Any]:
    manifest = a_manifest(0)
    manifest["runs"][0]["chunks"][0] |= lies
    return manifest


def with_run(**lies: object) -> dict[str, Any]:
    manifest = a_manifest(0)
    manifest["runs"][0] |= lies
    return manifest


def merges_of(sqs: "SQSClient", session_id: UUID) -> list[int]:
    """The questions of a session whose merge was asked for; empties the queue."""
    url = sqs.get_queue_url(QueueName="merge-requests.fifo")["QueueUrl"]
    bodies: list[dict[str, Any]] = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            bodies.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [body["question_index"] for body in bodies if body["session_id"] == str(session_id)]


def test_a_candidate_sees_the_questions_to_come_as_times_without_words(firm: Firm) -> None:
    answer = firm.invite().candidate.get("/api/interview")
    assert answer.status == 200
    assert answer.json["state"] == "pending"
    assert answer.json["organisation_name"] == firm.recruiter.get("/api/me").json["organisation"]["name"]
    assert answer.json["questions"][0] == {
        "text": None,
        "thinking_time_s": 30,
        "answer_time_s": 120,
        "follow_ups": 0,
        "follows": None,
        "begun": False,
        "recorded": False,
        "recorded_ms": 0,
        "written": False,
        "awaited": 0,
        "time": None,
    }
    assert answer.json["asking_order"] == [0, 1]
    assert answer.json["practice_question"]
    assert answer.json["closed"] is None
    assert answer.json["consent_text_version"] == START["consent"]["text_version"]
    assert "Question 1?" not in answer.body
    assert "secret point" not in answer.body


def test_consent_comes_first_and_is_stored_once(firm: Firm, api_database: Database) -> None:
    invitation = firm.invite()
    candidate = invitation.candidate
    for answer in (
        candidate.post(UPLOADS, WEBM),
        candidate.put(MANIFEST, a_manifest(0)),
        candidate.post("/api/interview/finish"),
    ):
        assert (answer.status, answer.error) == (409, "not_begun")
    old_text = {**START, "consent": {"text_version": "2020-01-01"}}
    assert candidate.post("/api/interview/start", old_text).error == "consent_changed"
    human = {"name": "Ada L.", "consent": {**START["consent"], "human_review_only": True}}
    assert candidate.post("/api/interview/start", human).json["state"] == "in_progress"
    again = candidate.post("/api/interview/start", {**START, "name": "Eve"})
    assert (again.status, again.json["candidate_name"]) == (200, "Ada L.")
    consent = stored_session(api_database, invitation.session_id)["consent"]
    assert consent["human_review_only"] is True
    assert consent["text_version"] == CONSENT_VERSION
    session = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json["session"]
    assert session["human_review_only"] is True


def test_an_upload_pins_prefix_type_size_and_an_hour(firm: Firm) -> None:
    invitation = firm.start()
    upload = invitation.candidate.post(UPLOADS, WEBM)
    assert upload.status == 201
    assert upload.json["url"] == "https://colloquy-raw.s3.us-east-1.amazonaws.com/"
    assert upload.json["key_pattern"] == f"{invitation.session_id}/0/chunk_{{index}}.webm"
    assert upload.json["min_size"] == 100
    policy = json.loads(base64.b64decode(upload.json["fields"]["policy"]))
    conditions = policy["conditions"]
    assert ["starts-with", "$key", f"{invitation.session_id}/0/chunk_"] in conditions
    assert ["content-length-range", 100, 20 * 1024 * 1024] in conditions
    assert {"Content-Type": "video/webm"} in conditions
    left = utc_now().fromisoformat(upload.json["expires_at"]) - utc_now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)
    mp4 = invitation.candidate.post(UPLOADS, {"content_type": "video/mp4"})
    assert mp4.json["key_pattern"].endswith("{index}.mp4")
    assert mp4.json["fields"]["Content-Type"] == "video/mp4"


def test_a_test_of_the_connection_may_post_one_object_that_is_no_chunk(firm: Firm) -> None:
    invitation = firm.invite()
    answer = invitation.candidate.post(UPLOAD_TEST)
    assert answer.status == 201
    assert answer.json["url"] == "https://colloquy-raw.s3.us-east-1.amazonaws.com/"
    assert answer.json["max_size"] == 1024 * 1024
    fields = answer.json["fields"]
    assert (fields["key"], fields["Content-Type"]) == (
        f"{invitation.session_id}/upload-test",
        "application/octet-stream",
    )
    conditions = json.loads(base64.b64decode(fields["policy"]))["conditions"]
    assert {"key": f"{invitation.session_id}/upload-test"} in conditions
    assert {"Content-Type": "application/octet-stream"} in conditions
    assert ["content-length-range", 1, 1024 * 1024] in conditions
    left = utc_now().fromisoformat(answer.json["expires_at"]) - utc_now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    assert invitation.candidate.get("/api/interview").json["state"] == "pending"


@pytest.mark.parametrize("content_type", ["video/webm;codecs=vp8", "text/html", "", None, "VIDEO/WEBM"])
def test_other_types_are_refused(firm: Firm, content_type: str | None) -> None:
    assert firm.start().candidate.post(UPLOADS, {"content_type": content_type}).error == "malformed_request"


@pytest.mark.parametrize("index", ["2", "-1", "99999999999999999999", "zero", "0.5"])
def test_a_question_that_is_not_there_is_not_found(firm: Firm, index: str) -> None:
    candidate = firm.start().candidate
    assert candidate.post(f"/api/interview/questions/{index}/uploads", WEBM).status == 404
    assert candidate.put(f"/api/interview/questions/{index}/manifest", a_manifest(0)).status == 404


def test_runs_are_leased_ahead_and_never_twice(firm: Firm) -> None:
    candidate = firm.start().candidate
    runs = [run for _ in range(3) for run in candidate.post(UPLOADS, WEBM).json["runs"]]
    assert [run["run"] for run in runs] == list(range(15))
    assert [run["first_chunk_index"] for run in runs] == list(range(0, 15_000, 1000))


def test_practice_is_over_once_a_question_was_asked(firm: Firm) -> None:
    candidate = firm.start().candidate
    assert candidate.get("/api/interview").json["asked"] is False
    candidate.post(UPLOADS, WEBM)
    assert candidate.get("/api/interview").json["asked"] is True


def test_leases_end_when_the_numbers_do(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    api_database.answers.update_one({"session_id": invitation.session_id}, {"$set": {"next_run": 996}})
    answer = invitation.candidate.post(UPLOADS, WEBM)
    assert (answer.status, answer.error) == (409, "recorded_too_often")


def test_the_interview_resumes_at_the_furthest_question(firm: Firm) -> None:
    candidate = firm.start().candidate
    for index in (1, 0):
        candidate.post(f"/api/interview/questions/{index}/uploads", WEBM)
    assert candidate.get("/api/interview").json["current_question_index"] == 1


def test_a_lease_ahead_leaves_the_candidate_where_they_are(firm: Firm) -> None:
    candidate = firm.start().candidate
    ahead = candidate.post("/api/interview/questions/1/uploads", {**WEBM, "ahead": True})
    assert ahead.status == 201
    assert [run["run"] for run in ahead.json["runs"]] == [0, 1, 2, 3, 4]
    assert candidate.get("/api/interview").json["current_question_index"] == 0


@pytest.mark.parametrize("interrupted", [False, True])
def test_an_answer_that_broke_off_is_not_recorded_yet(firm: Firm, interrupted: bool) -> None:
    candidate = firm.start().candidate
    candidate.post(UPLOADS, WEBM)
    manifest = a_manifest(0)
    manifest["runs"][0]["interrupted"] = interrupted
    assert candidate.put(MANIFEST, manifest).status == 200
    question = candidate.get("/api/interview").json["questions"][0]
    assert question["recorded"] is not interrupted
    assert question["recorded_ms"] == manifest["runs"][0]["chunks"][-1]["duration_ms"] > 0


def test_a_manifest_of_nothing_but_faults_is_refused_at_the_first(firm: Firm) -> None:
    """Each fault costs time and memory, and a stranger may send as many as fit a body."""
    run = {"run": 0, "mime": "video/webm", "chunks": [{}] * 200_000}
    refused = firm.start().candidate.put(MANIFEST, {"runs": [run]})
    assert (refused.status, refused.json["error"]["code"]) == (400, "malformed_request")
    places = {detail["field"].rpartition(".")[0] for detail in refused.json["error"]["details"]}
    assert places == {"runs.0.chunks.0"}


def test_of_an_answer_that_another_device_began_it_is_known_that_a_part_arrived(
    firm: Firm, api_database: Database
) -> None:
    invitation = firm.start()
    arrive(api_database, invitation.session_id, 0, 1)
    first, second = invitation.candidate.get("/api/interview").json["questions"]
    assert (first["begun"], first["recorded"], first["awaited"]) == (True, False, 0)
    assert not second["begun"]


def test_a_manifest_says_what_is_missing_and_asks_for_the_merge_when_nothing_is(
    firm: Firm, api_database: Database, sqs: "SQSClient"
) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post(UPLOADS, WEBM)
    arrive(api_database, session_id, 0, 1)
    assert candidate.put(MANIFEST, a_manifest(0, 1, 2)).json == {"missing": [2]}
    assert merges_of(sqs, session_id) == []
    arrive(api_database, session_id, 2, 1000)
    assert candidate.put(MANIFEST, a_manifest(1000)).json == {"missing": []}
    assert merges_of(sqs, session_id) == [0]
    answer = stored_answer(api_database, session_id)
    assert [run["run"] for run in answer["manifest"]["runs"]] == [0, 1]


def test_a_manifest_names_leased_runs_only(firm: Firm) -> None:
    candidate = firm.start().candidate
    assert candidate.put(MANIFEST, a_manifest(0)).status == 409
    candidate.post(UPLOADS, WEBM)
    assert candidate.put(MANIFEST, a_manifest(4000)).status == 200
    assert candidate.put(MANIFEST, a_manifest(5000)).status == 409


@pytest.mark.parametrize(
    "broken",
    [
        {"runs": []},
        {"runs": [{"run": 0, "mime": "text/html", "chunks": []}]},
        {"runs": [{"run": 0, "mime": "video/webm", "chunks": [], "started_at": "0001-01-01T00:00:00+14:00"}]},
        {"runs": [{"run": 0, "mime": "video/webm", "chunks": [], "started_at": "2026-11-03T10:00:00"}]},
        {**a_manifest(0), "note": "?"},
        {"runs": a_manifest(1000)["runs"] + a_manifest(0)["runs"]},
        a_manifest(0, size=99),
        a_manifest(0, size=20 * 1024 * 1024 + 1),
        a_manifest(1, 0),
        a_manifest(0, 0),
        with_chunk(index=-1),
        with_chunk(index=1000),
        with_chunk(index=1_000_000),
        with_chunk(index=10**30),
        with_chunk(index="zero"),
        with_chunk(size=-500),
        with_chunk(size=10**30),
        with_chunk(sha256="0" * 63),
        with_chunk(sha256="G" * 64),
        with_chunk(start_ms=-1),
        with_chunk(duration_ms=-5000),
        with_chunk(duration_ms=24 * 60 * 60 * 1000 + 1),
        with_run(run=-1),
        with_run(run=1000),
        with_run(run=10**30),
        with_run(mime="video/webm;codecs=vp8,opus\r\nx-evil: 1"),
        with_run(interrupted="perhaps"),
        {"runs": [{"run": run, "mime": "video/webm", "chunks": []} for run in range(1001)]},
    ],
)
def test_a_manifest_that_cannot_be_true_is_refused(firm: Firm, broken: dict[str, Any]) -> None:
    candidate = firm.start().candidate
    candidate.post(UPLOADS, WEBM)
    assert candidate.put(MANIFEST, broken).error == "malformed_request"


def test_a_manifest_that_lies_harms_nobody_but_its_own_question(
    firm: Firm, api_database: Database, sqs: "SQSClient"
) -> None:
    """Sizes that nothing in the bucket has are awaited; of another question or session nothing changes."""
    honest, liar = firm.start(), firm.start()
    for invitation in (honest, liar):
        invitation.candidate.post(UPLOADS, WEBM)
        arrive(api_database, invitation.session_id, 0, 1)
    assert honest.candidate.put(MANIFEST, a_manifest(0, 1)).json == {"missing": []}
    assert liar.candidate.put(MANIFEST, a_manifest(0, 1, size=501)).json == {"missing": [0, 1]}
    assert merges_of(sqs, liar.session_id) == []
    assert liar.candidate.put(MANIFEST, a_manifest(0, 1)).json == {"missing": []}, "the last word counts"
    assert liar.candidate.post("/api/interview/finish").status == 200
    untouched = firm.reviewer.get(f"/api/sessions/{honest.session_id}").json
    assert untouched["session"]["state"] == "in_progress"
    assert [len(firm.answer(honest.session_id, question)["runs"]) for question in range(2)] == [1, 0]


def test_a_question_has_no_more_chunks_than_it_may_have(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    answers, permit = AnswerRepository(api_database), permit_of(api_database, invitation.session_id)
    answers.lease_runs(permit, 0, 30)
    answers.add_to_manifest(permit, 0, Manifest.model_validate(a_manifest(*range(MAX_QUESTION_CHUNKS))))
    refused = invitation.candidate.put(MANIFEST, a_manifest(MAX_QUESTION_CHUNKS))
    assert (refused.status, refused.error) == (400, "malformed_request")
    assert "at most 3000 chunks" in refused.message


def test_finishing_locks_and_starts_processing_once(firm: Firm, state_machines: "SFNClient", log: Log) -> None:
    invitation = firm.start()
    answers = [invitation.candidate.post("/api/interview/finish") for _ in range(3)]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert answers[0].json == {"session_id": str(invitation.session_id), "state": "completed"}
    assert executions_of(state_machines, invitation.session_id) == [f"{invitation.session_id}-1"]
    assert [line["sessionId"] for line in log.named("session_locked")] == [str(invitation.session_id)]


def test_the_execution_gets_ids_alone(firm: Firm, state_machines: "SFNClient", api_database: Database) -> None:
    invitation = firm.start()
    invitation.candidate.post("/api/interview/finish")
    stored = stored_session(api_database, invitation.session_id)
    started = state_machines.describe_execution(executionArn=stored["execution"]["arn"])
    assert json.loads(started["input"]) == {"session_id": str(invitation.session_id), "attempt": 1}


def test_a_state_machine_that_is_away_costs_nobody_an_answer(
    firm: Firm, state_machines: "SFNClient", monkeypatch: pytest.MonkeyPatch, api_database: Database
) -> None:
    invitation = firm.start()
    with monkeypatch.context() as away:
        away.setattr(Executions, "start", unavailable)
        assert invitation.candidate.post("/api/interview/finish").json["state"] == "completed"
    assert executions_of(state_machines, invitation.session_id) == []
    stored = stored_session(api_database, invitation.session_id)
    assert stored["is_locked"] is True
    assert stored["execution"]["name"] == f"{invitation.session_id}-1"
    assert invitation.candidate.post("/api/interview/finish").status == 200
    assert executions_of(state_machines, invitation.session_id) == [f"{invitation.session_id}-1"]


@pytest.mark.parametrize("state", ["completed", "processing", "done", "failed"])
def test_a_finished_interview_is_closed_and_says_so(firm: Firm, api_database: Database, state: str) -> None:
    invitation = firm.start()
    candidate = invitation.candidate
    candidate.post(UPLOADS, WEBM)
    candidate.post("/api/interview/finish")
    change(api_database, invitation.session_id, state=state)
    shown = candidate.get("/api/interview")
    assert (shown.status, shown.json["closed"], shown.json["questions"]) == (200, "link_closed", [])
    assert shown.json["state"] == state
    for answer in (
        candidate.post("/api/interview/start", START),
        candidate.post(UPLOADS, WEBM),
        candidate.post(UPLOAD_TEST),
        candidate.put(MANIFEST, a_manifest(0)),
        candidate.post("/api/live-tickets", {}),
    ):
        assert (answer.status, answer.error) == (410, "link_closed")
    assert candidate.post("/api/interview/finish").json["state"] == state


def test_a_link_that_the_sweeper_closed_says_so(firm: Firm, api_database: Database) -> None:
    invitation = firm.invite()
    change(api_database, invitation.session_id, state="expired")
    shown = invitation.candidate.get("/api/interview")
    assert (shown.status, shown.json["closed"], shown.json["questions"]) == (200, "link_expired", [])
    assert invitation.candidate.post("/api/interview/finish").error == "link_expired"


@pytest.mark.parametrize("begun", [False, True])
def test_an_expired_link_says_so(firm: Firm, api_database: Database, state_machines: "SFNClient", begun: bool) -> None:
    invitation = firm.start() if begun else firm.invite()
    candidate = invitation.candidate
    change(api_database, invitation.session_id, expires_at=utc_now() - timedelta(seconds=1))
    shown = candidate.get("/api/interview")
    assert (shown.status, shown.json["closed"], shown.json["questions"]) == (200, "link_expired", [])
    answers = [
        candidate.post("/api/interview/start", START),
        candidate.post(UPLOADS, WEBM),
        candidate.post(UPLOAD_TEST),
    ]
    if not begun:
        answers += [candidate.put(MANIFEST, a_manifest(0)), candidate.put("/api/interview/questions/0/time", NO_TIME)]
    for answer in answers:
        assert (answer.status, answer.error) == (410, "link_expired")
    assert executions_of(state_machines, invitation.session_id) == []


def test_what_was_recorded_before_the_links_end_is_taken_until_the_lock(
    firm: Firm, api_database: Database, state_machines: "SFNClient"
) -> None:
    """Who was offline when the link ended comes back hours later."""
    invitation = firm.invite(3, accommodations={"text_answers": True})
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post("/api/interview/start", START)
    candidate.post(UPLOADS, WEBM)
    change(api_database, session_id, expires_at=utc_now() - timedelta(hours=20))

    told = candidate.put(MANIFEST, a_manifest(0, 1000))
    assert (told.status, told.json) == (200, {"missing": [0, 1000]})
    late = candidate.post(UPLOADS, WEBM)
    assert (late.status, late.json["runs"], late.json["expired"]) == (201, [], True)
    kept = candidate.put("/api/interview/questions/1/time", NO_TIME)
    assert (kept.status, kept.json["given"]) == (200, [])
    text = "/api/interview/questions/{}/text-answer"
    assert candidate.put(text.format(1), {"text": "What I wrote on the train."}).status == 200
    shown = candidate.get("/api/interview").json
    assert (shown["closed"], shown["expired"], shown["state"]) == ("link_expired", True, "in_progress")
    assert (shown["current_question_index"], shown["questions"]) == (0, [])

    nothing_new = [
        candidate.put(MANIFEST, a_manifest(5000)),
        candidate.post("/api/interview/questions/1/uploads", WEBM),
        candidate.put(text.format(2), {"text": "Of a question that nobody gave out."}),
        candidate.put("/api/interview/questions/0/correction", {"text": "Other words."}),
        candidate.post("/api/interview/voice-ticket"),
        candidate.post("/api/live-tickets", {}),
        candidate.post(UPLOAD_TEST),
    ]
    assert [answer.error for answer in nothing_new] == ["conflict", *["link_expired"] * 6]
    assert stored_answer(api_database, session_id)["next_run"] == 5

    assert candidate.post("/api/interview/finish").json["state"] == "completed"
    assert len(executions_of(state_machines, session_id)) == 1
    for answer in (candidate.put(MANIFEST, a_manifest(0, 1)), candidate.put(text.format(1), {"text": "Once more."})):
        assert (answer.status, answer.error) == (410, "link_closed")
    assert candidate.get("/api/interview").json["expired"] is False


def test_a_new_link_within_the_grace_goes_on_and_ends_the_old_one(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    invitation.candidate.post(UPLOADS, WEBM)
    change(api_database, invitation.session_id, expires_at=utc_now() - timedelta(hours=20))
    issued = firm.recruiter.post(f"/api/sessions/{invitation.session_id}/link", {"expires_in_days": 1}).json
    assert invitation.candidate.put(MANIFEST, a_manifest(0)).error == "link_replaced"
    again = invitation.candidate.as_(issued["link_path"].partition("#")[2])
    assert again.put(MANIFEST, a_manifest(0)).status == 200
    assert len(again.post(UPLOADS, WEBM).json["runs"]) == 5


def test_late_chunks_of_a_manifest_may_still_be_delivered(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post(UPLOADS, WEBM)
    candidate.put(MANIFEST, a_manifest(0, 1))
    arrive(api_database, session_id, 0)
    candidate.post("/api/interview/finish")
    late = candidate.post(UPLOADS, WEBM)
    assert (late.status, late.json["runs"]) == (201, [])
    assert stored_answer(api_database, session_id)["next_run"] == 5
    assert candidate.post("/api/interview/questions/1/uploads", WEBM).status == 410
    week = timedelta(days=7)
    change(api_database, session_id, completed_at=utc_now() - week - timedelta(seconds=1))
    assert candidate.post(UPLOADS, WEBM).status == 410
    change(api_database, session_id, completed_at=utc_now())
    arrive(api_database, session_id, 1)
    assert candidate.post(UPLOADS, WEBM).status == 410


def test_a_manifest_sent_again_after_the_lock_is_told_what_is_awaited_and_adds_nothing(
    firm: Firm, api_database: Database, sqs: "SQSClient"
) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post(UPLOADS, WEBM)
    candidate.put(MANIFEST, a_manifest(0, 1, 1000))
    arrive(api_database, session_id, 0)
    candidate.post("/api/interview/finish")
    stood = stored_answer(api_database, session_id)["manifest"]
    for known in (a_manifest(0, 1, 1000), a_manifest(0), a_manifest(1000)):
        again = candidate.put(MANIFEST, known)
        assert (again.status, again.json) == (200, {"missing": [1, 1000]})
    for new in (a_manifest(0, 1, 2), a_manifest(2000), a_manifest(0, 1, size=501)):
        assert candidate.put(MANIFEST, new).status == 410
    assert candidate.put("/api/interview/questions/1/manifest", a_manifest(0)).status == 410
    assert stored_answer(api_database, session_id)["manifest"] == stood
    assert merges_of(sqs, session_id) == []
    change(api_database, session_id, completed_at=utc_now() - timedelta(days=7, seconds=1))
    assert candidate.put(MANIFEST, a_manifest(0, 1, 1000)).status == 410


def test_a_run_that_broke_off_is_marked_and_merged_anew(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue takes a request that it knows the digest of for a repeat."""
    digests: list[str] = []
    monkeypatch.setattr(MergeRequests, "send", lambda *asked: digests.append(asked[-1]))
    invitation = firm.start()
    invitation.candidate.post(UPLOADS, WEBM)
    arrive(api_database, invitation.session_id, 0, 1, 1000)
    whole = a_manifest(0, 1, 1000)
    for _ in range(2):
        assert invitation.candidate.put(MANIFEST, whole).status == 200
    whole["runs"][0]["interrupted"] = True
    assert invitation.candidate.put(MANIFEST, whole).status == 200
    first, again, marked = digests
    assert first == again != marked
    stored = stored_answer(api_database, invitation.session_id)["manifest"]["runs"]
    assert [run["interrupted"] for run in stored] == [True, False]


def test_a_ticket_opens_one_connection_within_a_minute(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    tickets = TicketRepository(api_database)
    for caller, body, role in (
        (invitation.candidate, {}, "candidate"),
        (firm.reviewer, {"session_id": str(invitation.session_id)}, "recruiter"),
    ):
        answer = caller.post("/api/live-tickets", body)
        assert answer.status == 201, answer.body
        ticket_hash = hashed(answer.json["ticket"])
        assert api_database.tickets.find_one({"_id": answer.json["ticket"]}) is None
        assert tickets.redeem(ticket_hash, [TicketRole(role)], utc_now() + timedelta(seconds=61)) is None
        redeemed = tickets.redeem(ticket_hash, [TicketRole(role)], utc_now())
        assert redeemed is not None
        assert (redeemed["role"], redeemed["session_id"]) == (role, invitation.session_id)
        assert tickets.redeem(ticket_hash, [TicketRole(role)], utc_now()) is None


def test_a_candidate_gets_a_ticket_for_their_own_session_whatever_they_name(firm: Firm) -> None:
    mine, other = firm.start(), firm.start()
    answer = mine.candidate.post("/api/live-tickets", {"session_id": str(other.session_id)})
    assert answer.json["session_id"] == str(mine.session_id)


def test_a_recruiter_must_name_a_session(firm: Firm) -> None:
    assert firm.recruiter.post("/api/live-tickets", {}).error == "malformed_request"
    assert firm.recruiter.post("/api/live-tickets", {"session_id": str(uuid4())}).status == 404


def test_tokens_of_one_kind_are_none_of_the_other(firm: Firm) -> None:
    invitation: Invitation = firm.start()
    assert invitation.candidate.get("/api/me").status == 401
    assert invitation.candidate.get(f"/api/sessions/{invitation.session_id}").status == 401
    assert firm.recruiter.get("/api/interview").status == 401
    assert firm.recruiter.post("/api/interview/finish").status == 401
