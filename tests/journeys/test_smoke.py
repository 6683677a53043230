"""`python -m smoke`, as an operator runs it against a stage."""

import os
import re
import signal
import subprocess
import sys

import httpx
import pytest

from interview.adapters.mongo.client import connect
from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.cloud.emulator.server import ROOT_KEY
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
    "feedback given",
    "interview finished and locked",
    "processed: merged, transcribed, scored",
    "recording plays, transcript and score are there",
    "interview erased",
)


def started(cloud: LocalCloud, **environment: str) -> subprocess.Popen[str]:
    credentials = {
        "AWS_ENDPOINT_URL": cloud.endpoint_url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "smoke", "--stage", "local"],
        env=os.environ | credentials | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def smoke(cloud: LocalCloud, **environment: str) -> tuple[int, str, str]:
    """Exit code, and what was said."""
    with started(cloud, **environment) as run:
        said, complained = run.communicate(timeout=240)
        return run.returncode, said, complained


def ended(cloud: LocalCloud, number: signal.Signals) -> tuple[int, str, str]:
    """As `smoke`, of a run that is sent a signal once its interview has begun."""
    with started(cloud) as run:
        assert run.stdout
        for line in run.stdout:
            if "consent given" in line:
                break
        run.send_signal(number)
        said, complained = run.communicate(timeout=60)
        return run.returncode, said, complained


def left(cloud: LocalCloud) -> tuple[int, bool]:
    """How many interviews there are of the smoke test's, and whether its account is open."""
    store = connect(cloud.mongodb_uri, seed.DATABASE)
    with store.client:
        (user,) = store.users.find({"email": EMAIL})
        sessions = store.sessions.count_documents({"organisation_id": user["organisation_id"]})
        is_open = not user["is_disabled"] or store.sign_ins.count_documents({"user_id": user["_id"]}) > 0
        return sessions, is_open


def test_a_sound_stage_holds_an_interview_of_which_nothing_stays(cloud: LocalCloud) -> None:
    code, said, complained = smoke(cloud)
    assert code == 0, said + complained
    steps = [line for line in said.splitlines() if re.fullmatch(r"  \S.* +\d+\.\d\d s", line)]
    assert tuple(re.sub(r" +\d+\.\d\d s$", "", line).strip() for line in steps) == STEPS
    assert left(cloud) == (0, False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_run_that_is_ended_leaves_nothing(cloud: LocalCloud, number: signal.Signals) -> None:
    code, said, complained = ended(cloud, number)
    assert (code, complained) == (128 + number, f"Ended by {number.name}, and cleaned up.\n")
    assert "interview erased" in said
    assert left(cloud) == (0, False)


def test_what_a_run_that_was_killed_left_the_next_one_clears(cloud: LocalCloud) -> None:
    ended(cloud, signal.SIGKILL)
    assert left(cloud) == (1, True)
    ended(cloud, signal.SIGTERM)
    assert left(cloud) == (0, False)


def test_a_stage_without_a_voice_is_told_of_in_a_sentence_and_left_clean(cloud: LocalCloud) -> None:
    deepgram = f"http://127.0.0.1:{cloud.base_port + 4}/stand-in/failures"
    httpx.post(deepgram, json={"kind": "refuse", "target": "agent", "status": 401}).raise_for_status()
    try:
        code, said, complained = smoke(cloud, SMOKE_EMAIL=cloud.demo_email, SMOKE_PASSWORD=cloud.demo_password)
    finally:
        httpx.delete(deepgram).raise_for_status()
    assert code == 1
    assert re.search(r"^FAILED: The voice (is not ready|proxy says)", complained, re.MULTILINE), complained
    assert "interview erased" in said
