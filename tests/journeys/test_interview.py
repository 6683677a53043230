"""Whole interviews through the deployed template: edge, presigned POST, events, state machine, results."""

import io
import itertools
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from interview.adapters.mongo.client import Database, connect
from interview.domain.recordings.webm import read_contents
from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.cloud.vendors import GROQ
from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recordings import Recording, recording
from local_cloud.simulation.recruiter import Recruiter
from local_cloud.stand_ins.rubric_indicators import ENGINE
from tests.stand_ins import StandIn

Interview = tuple[str, Candidate]

LOOKS_EVERY_S = 0.2
"""A look at the cloud costs it some milliseconds."""

QUESTION = {"text": "What was your hardest bug?", "expected_points": ["Names a concrete bug"]}


@pytest.fixture(scope="module")
def recruiter(cloud: LocalCloud) -> Iterator[Recruiter]:
    with Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter:
        yield recruiter


@pytest.fixture(scope="module")
def template(recruiter: Recruiter) -> str:
    return recruiter.make_template("Journeys", [QUESTION, QUESTION])


@pytest.fixture
def interview(cloud: LocalCloud, recruiter: Recruiter, template: str) -> Iterator[Interview]:
    """(session id, candidate who has begun)."""
    session_id, token = recruiter.invite(template, "Candidate")
    with Candidate(cloud.edge_url, token) as candidate:
        candidate.start("Candidate")
        yield session_id, candidate


def deliver(candidate: Candidate, question: int, recorded: Recording, *, without: tuple[int, ...] = ()) -> None:
    """Post all but some chunks, last first, and the manifest that names them all."""
    lease = candidate.lease(question, recorded.content_type)
    for index, body in reversed(recorded.chunks.items()):
        if index not in without:
            candidate.post(lease, index, body).raise_for_status()
    candidate.send_manifest(question, recorded.manifest)


def played(answer: dict[str, Any]) -> Any:
    """What a browser finds behind the playback address."""
    body = httpx.get(answer["video"]["playback_url"], timeout=30).raise_for_status().content
    return read_contents(io.BytesIO(body))


@contextmanager
def database_of(cloud: LocalCloud) -> Iterator[Database]:
    database = connect(cloud.mongodb_uri, seed.DATABASE)
    with database.client:
        yield database


def executions(cloud: LocalCloud, session_id: str) -> list[str]:
    arn = cloud.outputs["ProcessInterviewArn"]
    pages = cloud.client("stepfunctions").get_paginator("list_executions").paginate(stateMachineArn=arn)
    return [run["name"] for page in pages for run in page["executions"] if run["name"].startswith(session_id)]


def invoke(cloud: LocalCloud, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Call a function at the emulator, as its trigger would."""
    functions = cloud.client("lambda").get_paginator("list_functions").paginate()
    [full_name] = [
        function["FunctionName"]
        for page in functions
        for function in page["Functions"]
        if function["Handler"] == f"functions.{name}.handler.handler"
    ]
    answer = cloud.client("lambda").invoke(FunctionName=full_name, Payload=json.dumps(event))
    payload: dict[str, Any] = json.loads(answer["Payload"].read() or "null") or {}
    return payload


def rings(cloud: LocalCloud, metric: str, where: str) -> bool:
    """Whether a function's log holds a line that the deployed alarm of that metric counts."""
    pages = cloud.client("cloudwatch").get_paginator("describe_alarms").paginate()
    [alarm] = [alarm for page in pages for alarm in page["MetricAlarms"] if alarm.get("MetricName") == metric]
    [log] = cloud.folder.logs.glob(f"functions/*{where}[0-9A-F]*.log")
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith('{"_aws"')]
    counted = {
        (declared["Namespace"], each["Name"], frozenset((name, line[name]) for name in declared["Dimensions"][0]))
        for line in lines
        for declared in line["_aws"]["CloudWatchMetrics"]
        for each in declared["Metrics"]
        if line[each["Name"]] > alarm["Threshold"]
    }
    dimensions = frozenset((dimension["Name"], dimension["Value"]) for dimension in alarm["Dimensions"])
    return (alarm["Namespace"], metric, dimensions) in counted


def test_recordings_become_a_scorecard_with_playable_videos(recruiter: Recruiter, interview: Interview) -> None:
    session_id, candidate = interview
    recordings = [recording("backend-experience"), recording("two-runs")]
    for question, recorded in enumerate(recordings):
        deliver(candidate, question, recorded)
    assert candidate.finish() in ("completed", "processing")

    results = recruiter.wait_for_results(session_id)
    assert results["session"]["state"] == "done", results["session"]["failure"]
    for answer, recorded in zip(results["answers"], recordings, strict=True):
        contents = played(answer)
        assert contents.duration_ms == pytest.approx(recorded.duration_ms, abs=500)
        assert contents.cues_first
        assert answer["video"]["gaps"] == []
        assert len(answer["transcript"]["text"].split()) > 5
        assert answer["score"]["samples"][0]["service"] == ENGINE
        for criterion in answer["score"]["criteria"]:
            assert 0 <= criterion["level"] <= 5
    whole = results["scorecard"]["scorecard"]
    assert [each["question_index"] for each in whole["rests_on"]] == [0, 1]
    assert whole["indicative"], "the stand-in is no language model"


@pytest.mark.parametrize(("lost", "gap_around_ms"), [((3,), 17_500), ((6,), 30_500)], ids=["middle", "last"])
def test_a_lost_chunk_is_named_and_the_rest_is_kept(
    recruiter: Recruiter, interview: Interview, lost: tuple[int, ...], gap_around_ms: int
) -> None:
    session_id, candidate = interview
    recorded = recording("seven-chunks")
    deliver(candidate, 0, recorded, without=lost)
    candidate.finish()
    results = recruiter.wait_for_results(session_id)
    assert results["session"]["state"] == "done", results["session"]["failure"]
    answer = results["answers"][0]
    assert answer["video"]["recorded_ms"] == recorded.duration_ms
    [gap] = answer["video"]["gaps"]
    assert gap["start_ms"] <= gap_around_ms <= gap["end_ms"] + 1500
    kept = played(answer)
    assert kept.packets["video"] > 0
    assert kept.packets["audio"] > 0


def test_a_question_never_answered_does_not_fail_the_interview(recruiter: Recruiter, interview: Interview) -> None:
    session_id, candidate = interview
    deliver(candidate, 1, recording("incident"))
    candidate.finish()
    results = recruiter.wait_for_results(session_id)
    assert results["session"]["state"] == "done"
    assert [answer["state"] for answer in results["answers"]] == ["empty", "scored"]


def test_a_completed_question_is_done_while_the_interview_goes_on(recruiter: Recruiter, interview: Interview) -> None:
    session_id, candidate = interview
    deliver(candidate, 0, recording("incident"))
    assert poll_until(
        lambda: recruiter.progress(session_id)["answers"][0]["state"] == "scored", timeout_s=120, every_s=LOOKS_EVERY_S
    )
    before = recruiter.results(session_id)
    assert before["session"]["state"] == "in_progress"
    candidate.finish()
    after = recruiter.wait_for_results(session_id)
    assert after["session"]["state"] == "done"
    for made in ("transcript", "score"):
        assert after["answers"][0][made] == before["answers"][0][made]


def test_chunks_that_no_event_told_of_are_found_in_the_bucket(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview
) -> None:
    session_id, candidate = interview
    recorded = recording("seven-chunks")
    deliver(candidate, 0, recorded)
    named = {"session_id": UUID(session_id)}
    assert poll_until(lambda: len(cloud.chunks_of(session_id)) == 7, timeout_s=30, every_s=LOOKS_EVERY_S)
    with database_of(cloud) as database:
        database.chunks.delete_many({**named, "chunk_index": {"$in": [3, 4, 6]}})
        database.answers.update_many(named, {"$set": {"video": None}})
    candidate.finish()
    results = recruiter.wait_for_results(session_id)
    assert results["session"]["state"] == "done", results["session"]["failure"]
    assert results["answers"][0]["video"]["gaps"] == []
    assert played(results["answers"][0]).duration_ms == pytest.approx(recorded.duration_ms, abs=500)


def test_a_neighbour_whose_documents_are_poisoned_costs_nobody_a_chunk(
    cloud: LocalCloud, recruiter: Recruiter, template: str, interview: Interview
) -> None:
    """One that posts six chunks a second while the other delivers: its manifest as an earlier version took it, its
    answer as no version would write it."""
    session_id, victim = interview
    attackers = [recruiter.invite(template, "Attacker") for _ in range(2)]
    recorded, done = recording("seven-chunks"), threading.Event()

    posted: list[int] = []

    def attack(token: str, poison: dict[str, Any], session: str) -> None:
        with Candidate(cloud.edge_url, token) as attacker:
            attacker.start("Attacker")
            lease = attacker.lease(0)
            attacker.send_manifest(0, recorded.manifest)
            with database_of(cloud) as database:
                question = {"session_id": UUID(session), "question_index": 0}
                assert database.answers.update_one(question, {"$set": poison}).modified_count == 1
            for index in itertools.count():
                if done.wait(1 / 6):
                    return
                attacker.post(lease, index, b"x" * 500).raise_for_status()
                posted.append(index)

    poisons: tuple[dict[str, Any], ...] = (
        {"manifest.runs.0.started_at": datetime(2200, 1, 1, 11, 59, 59, tzinfo=UTC), "manifest.runs.0.run": 10**9},
        {"next_run": "many", "manifest": {"runs": "none"}},
    )
    with ThreadPoolExecutor(2) as pool:
        attacks = [
            pool.submit(attack, token, poison, session)
            for (session, token), poison in zip(attackers, poisons, strict=True)
        ]
        try:
            lease = victim.lease(0, recorded.content_type)
            for index, body in recorded.chunks.items():
                beside = len(posted) + 6
                assert poll_until(lambda: len(posted) >= beside, timeout_s=30), "nobody attacks"  # noqa: B023
                victim.post(lease, index, body).raise_for_status()
            victim.send_manifest(0, recorded.manifest)
            victim.finish()
            results = recruiter.wait_for_results(session_id)
        finally:
            done.set()
    for attack_ in attacks:
        attack_.result()
    assert results["session"]["state"] == "done", results["session"]["failure"]
    assert (results["session"]["attempt"], results["answers"][0]["video"]["gaps"]) == (1, [])
    assert played(results["answers"][0]).duration_ms == pytest.approx(recorded.duration_ms, abs=500)
    for session, _ in attackers:
        assert recruiter.results(session)["session"]["state"] == "in_progress", "shown, whatever its answer holds"


def test_a_test_of_the_connection_is_no_chunk(cloud: LocalCloud, recruiter: Recruiter, interview: Interview) -> None:
    session_id, candidate = interview
    test = candidate.upload_test()

    def post(size: int, **fields: str) -> int:
        form = {**test["fields"], **fields}
        return httpx.post(test["url"], data=form, files={"file": b"x" * size}, timeout=30).status_code

    assert post(128 * 1024) == 204
    assert post(test["max_size"] + 1) == 400
    assert post(500, key=f"{session_id}/0/chunk_000.webm") == 403
    candidate.post(candidate.lease(0), 1, b"x" * 500).raise_for_status()
    assert poll_until(
        lambda: [chunk["chunk_index"] for chunk in cloud.chunks_of(session_id)] == [1],
        timeout_s=30,
        every_s=LOOKS_EVERY_S,
    )

    def versions() -> list[str]:
        listed = cloud.client("s3").list_object_versions(Bucket=cloud.outputs["RawBucket"], Prefix=f"{session_id}/")
        return [found["Key"] for found in listed["Versions"]]

    # Nor is what stands under a key that no page makes.
    candidate.post(candidate.lease(0), 2, b"x" * 500, key=f"{session_id}/0/chunk_of_mine").raise_for_status()
    assert poll_until(lambda: versions() == [f"{session_id}/0/chunk_001.webm"], timeout_s=30, every_s=LOOKS_EVERY_S)


def test_fifty_finish_calls_at_once_start_one_execution(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview
) -> None:
    session_id, candidate = interview
    deliver(candidate, 0, recording("incident"))
    with ThreadPoolExecutor(50) as pool:
        states = list(pool.map(lambda _: candidate.finish(), range(50)))
    assert set(states) <= {"completed", "processing", "done"}
    assert recruiter.wait_for_results(session_id)["session"]["state"] == "done"
    assert executions(cloud, session_id) == [f"{session_id}-1"]


def test_people_only_means_that_no_model_scores(cloud: LocalCloud, recruiter: Recruiter, template: str) -> None:
    session_id, token = recruiter.invite(template, "Candidate")
    with Candidate(cloud.edge_url, token) as candidate:
        candidate.start("Candidate", human_review_only=True)
        deliver(candidate, 0, recording("incident"))
        candidate.finish()
    results = recruiter.wait_for_results(session_id)
    assert results["session"]["state"] == "done"
    assert results["answers"][0]["state"] == "transcribed"


def test_a_failed_interview_says_why_and_can_be_processed_again(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview
) -> None:
    session_id, candidate = interview
    deliver(candidate, 0, recording("motivation"))
    groq = f"http://127.0.0.1:{cloud.base_port + 3}/stand-in/failures"
    httpx.post(groq, json={"kind": "invalid_key"}).raise_for_status()
    try:
        candidate.finish()
        failed = recruiter.wait_for_results(session_id)
    finally:
        httpx.delete(groq).raise_for_status()
    assert failed["session"]["state"] == "failed"
    assert failed["answers"][0]["failure"]["error"] == "VendorRefusedError"
    assert failed["answers"][0]["video"], "what succeeded stays visible"
    for metric, where in (("VendorRefused", "Score"), ("SessionsFailed", "Finish")):
        assert rings(cloud, metric, where), metric

    recruiter.process_again(session_id)
    again = recruiter.wait_for_results(session_id)
    assert again["session"]["state"] == "done", again["session"]["failure"]
    assert again["session"]["attempt"] == 2
    assert again["answers"][0]["failure"] is None
    assert executions(cloud, session_id) == [f"{session_id}-2", f"{session_id}-1"]


def test_an_answer_waits_outside_its_function_while_the_model_rests(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview
) -> None:
    session_id, candidate = interview
    deliver(candidate, 0, recording("motivation"))
    groq = StandIn(f"http://127.0.0.1:{cloud.base_port + GROQ.port}")
    groq.fail("rate_limit", retry_after_s=7)
    try:
        candidate.finish()
        results = recruiter.wait_for_results(session_id)
    finally:
        groq.reset()
    assert results["session"]["state"] == "done", results["session"]["failure"]
    assert results["answers"][0]["state"] == "scored"
    [log] = cloud.folder.logs.glob("functions/*Score[0-9A-F]*.log")
    waits = [json.loads(line) for line in log.read_text().splitlines() if '"score_waits"' in line]
    assert [each["waitS"] >= 7 for each in waits if each["sessionId"] == session_id][:1] == [True]
    with database_of(cloud) as database:
        assert database.scoring_line.count_documents({"session_id": UUID(session_id)}) == 0


def test_a_chunk_that_comes_after_the_end_still_counts(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview
) -> None:
    session_id, candidate = interview
    recorded = recording("seven-chunks")
    deliver(candidate, 0, recorded, without=(3,))
    candidate.finish()
    assert recruiter.wait_for_results(session_id)["answers"][0]["video"]["gaps"]

    lease = candidate.lease(0)
    assert lease["runs"] == []
    candidate.post(lease, 3, recorded.chunks[3]).raise_for_status()
    whole = poll_until(
        lambda: not recruiter.results(session_id)["answers"][0]["video"]["gaps"], timeout_s=60, every_s=LOOKS_EVERY_S
    )
    assert whole
    invoke(cloud, "sweep", {})  # where the schedule's own came first, there is nothing left to do
    results = recruiter.wait_for_results(session_id)
    assert (results["session"]["state"], results["session"]["attempt"]) == ("done", 2)
    assert invoke(cloud, "sweep", {})["again"] == 0


class TestRefusals:
    """What the bucket and the registry take, and what they do not."""

    def registered(self, cloud: LocalCloud, session_id: str) -> list[int]:
        return [chunk["chunk_index"] for chunk in cloud.chunks_of(session_id)]

    @pytest.mark.parametrize(
        ("body", "fields", "status"),
        [
            (b"x" * 20, {}, 400),
            (b"x" * 30_000_000, {}, 400),
            (b"x" * 500, {"Content-Type": "text/html"}, 403),
            (b"x" * 500, {"key": "00000000-0000-4000-8000-000000000000/0/chunk_000.webm"}, 403),
            (b"x" * 500, {"policy": "eyJjb25kaXRpb25zIjogW119"}, 403),
        ],
        ids=["20 bytes", "30 MB", "wrong type", "foreign prefix", "forged policy"],
    )
    def test_the_bucket_refuses_what_the_policy_does_not_allow(
        self, cloud: LocalCloud, interview: Interview, body: bytes, fields: dict[str, str], status: int
    ) -> None:
        session_id, candidate = interview
        refused = candidate.post(candidate.lease(0), 0, body, **fields)
        assert refused.status_code == status
        good = candidate.post(candidate.lease(0), 5000, b"x" * 500)
        assert good.is_success
        assert poll_until(lambda: self.registered(cloud, session_id) == [5000], timeout_s=30, every_s=LOOKS_EVERY_S)

    def test_an_expired_policy_is_refused(self, cloud: LocalCloud, interview: Interview) -> None:
        session_id, candidate = interview
        s3 = cloud.client("s3")
        expired = s3.generate_presigned_post(
            cloud.outputs["RawBucket"],
            f"{session_id}/0/chunk_000.webm",
            Conditions=[["starts-with", "$x-amz-checksum-sha256", ""]],
            ExpiresIn=-10,
        )
        lease = {**expired, "key_pattern": f"{session_id}/0/chunk_{{index}}.webm"}
        assert candidate.post(lease, 0, b"x" * 500).status_code == 403

    def test_forged_keys_and_runs_never_handed_out_are_not_registered(
        self, cloud: LocalCloud, interview: Interview
    ) -> None:
        session_id, candidate = interview
        lease = candidate.lease(0)
        for key in ("chunk_evil.webm", "chunk_999000.webm", "chunk_000.webm.html"):
            forged = candidate.post(lease, 0, b"x" * 500, key=f"{session_id}/0/{key}")
            assert forged.is_success, "the policy's prefix allows it; the registry does not"
        candidate.post(lease, 1, b"x" * 500).raise_for_status()
        assert poll_until(lambda: self.registered(cloud, session_id) == [1], timeout_s=30, every_s=LOOKS_EVERY_S)


class TestRunTwice:
    """Every handler again, late and out of order, through the emulator with IAM enforced."""

    def test_steps_of_a_finished_attempt_change_nothing(
        self, cloud: LocalCloud, recruiter: Recruiter, interview: Interview
    ) -> None:
        session_id, candidate = interview
        deliver(candidate, 0, recording("incident"))
        candidate.finish()
        first = recruiter.wait_for_results(session_id)
        task = {"session_id": session_id, "question_index": 0}
        for step in ("transcribe", "merge"):
            assert invoke(cloud, step, task) == task
            assert invoke(cloud, "score", task) == {"wait_s": 0}
        assert invoke(cloud, "lock", {"session_id": session_id, "attempt": 1})["errorType"] == "ConflictError"
        late = {"session_id": session_id, "attempt": 1, "error": "States.Timeout"}
        assert invoke(cloud, "finish", late)["state"] == "superseded"

        again = recruiter.results(session_id)
        for results in (first, again):
            for answer in results["answers"]:
                if answer["video"]:
                    answer["video"].pop("playback_url")
                    answer["video"].pop("download_url")
        assert again == first

    def test_chunk_events_may_come_again_and_late(
        self, cloud: LocalCloud, recruiter: Recruiter, interview: Interview
    ) -> None:
        session_id, candidate = interview
        recorded = recording("incident")
        deliver(candidate, 0, recorded)
        candidate.finish()
        recruiter.wait_for_results(session_id)
        before = cloud.chunks_of(session_id)
        old = {
            "Records": [
                {
                    "eventName": "ObjectCreated:Post",
                    "s3": {"object": {"key": chunk["key"], "size": 500, "versionId": "older", "sequencer": "00"}},
                }
                for chunk in before
            ]
        }
        event = {"Records": [{"messageId": "again", "body": json.dumps(old)}]}
        assert invoke(cloud, "chunk_registered", event) == {"batchItemFailures": []}
        assert cloud.chunks_of(session_id) == before

    def test_the_sweep_may_run_at_any_time(self, cloud: LocalCloud) -> None:
        swept = invoke(cloud, "sweep", {})
        assert swept == dict.fromkeys(("expired", "locked", "started", "failed", "again", "left", "stuck"), 0)
