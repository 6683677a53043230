"""`python -m smoke`, as an operator runs it against a stage."""

import os
import re
import subprocess
import sys

import httpx

from interview.adapters.mongo.client import connect
from local_cloud import seed
from local_cloud.cloud import LocalCloud
from local_cloud.emulator.server import ROOT_KEY
from smoke.__main__ import EMAIL

STEPS = (
    "outputs of Colloquy-local read",
    "pages, API and voice proxy answer",
    "signed in",
    "template there, link issued",
    "consent given, connection tested",
    "live socket joined",
    "question heard, answer spoken and recognised",
    "recording uploaded by presigned POST",
    "answer reviewed",
    "interview finished and locked",
    "processed: merged, transcribed, scored",
    "recording plays, transcript and score are there",
    "interview erased",
)


def smoke(cloud: LocalCloud, **environment: str) -> subprocess.CompletedProcess[str]:
    credentials = {
        "AWS_ENDPOINT_URL": cloud.endpoint_url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
    }
    return subprocess.run(
        [sys.executable, "-m", "smoke", "--stage", "local"],
        env=os.environ | credentials | environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_a_sound_stage_holds_an_interview_of_which_nothing_stays(cloud: LocalCloud) -> None:
    finished = smoke(cloud)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    steps = [line for line in finished.stdout.splitlines() if re.fullmatch(r"  \S.* +\d+\.\d\d s", line)]
    assert tuple(re.sub(r" +\d+\.\d\d s$", "", line).strip() for line in steps) == STEPS
    store = connect(cloud.mongodb_uri, seed.DATABASE)
    with store.client:
        (user,) = store.users.find({"email": EMAIL})
        assert store.sessions.count_documents({"organisation_id": user["organisation_id"]}) == 0
        assert user["is_disabled"] is True
        assert store.sign_ins.count_documents({"user_id": user["_id"]}) == 0


def test_a_stage_without_a_voice_is_told_of_in_a_sentence_and_left_clean(cloud: LocalCloud) -> None:
    deepgram = f"http://127.0.0.1:{cloud.base_port + 4}/stand-in/failures"
    httpx.post(deepgram, json={"kind": "refuse", "target": "agent", "status": 401}).raise_for_status()
    try:
        finished = smoke(cloud, SMOKE_EMAIL=cloud.demo_email, SMOKE_PASSWORD=cloud.demo_password)
    finally:
        httpx.delete(deepgram).raise_for_status()
    assert finished.returncode == 1
    assert re.search(r"^FAILED: The voice (is not ready|proxy says)", finished.stderr, re.MULTILINE), finished.stderr
    assert "interview erased" in finished.stdout
