"""What one interview may ask for has an end, told in words, and an end of one help ends no interview."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from interview.adapters.mongo import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.domain import quotas
from interview.domain.sessions import CONSENT_VERSION
from tests.builders import a_transcript, permit_of
from tests.functions.api_client import Answer, Firm, Invitation, a_manifest

Ask = Callable[[Invitation, int], Answer]
QUESTION = "/api/interview/questions/0"
SAID = "we moved the quay of orders to a new server and nobody lost any order"
ASKED: dict[str, Ask] = {
    "LIVE_TICKETS": lambda to, _: to.candidate.post("/api/live-tickets", {}),
    "VOICE_TICKETS": lambda to, _: to.candidate.post("/api/interview/voice-ticket"),
    "UPLOAD_TESTS": lambda to, _: to.candidate.post("/api/interview/upload-test"),
    "UPLOAD_POLICIES": lambda to, _: to.candidate.post(f"{QUESTION}/uploads", {"content_type": "video/webm"}),
    "MANIFESTS": lambda to, n: to.candidate.put(f"{QUESTION}/manifest", a_manifest(*range(n + 1))),
    "CORRECTIONS": lambda to, n: to.candidate.put(f"{QUESTION}/correction", {"text": f"{SAID} {n}"}),
    "TEXT_ANSWERS": lambda to, n: to.candidate.put(f"{QUESTION}/text-answer", {"text": f"text {n}"}),
}


def few(monkeypatch: pytest.MonkeyPatch, name: str, most: int = 2) -> quotas.Quota:
    quota: quotas.Quota = replace(getattr(quotas, name), most=most)
    monkeypatch.setattr(quotas, name, quota)
    return quota


def ready(firm: Firm, database: Database) -> Invitation:
    """A begun interview whose first answer may be written, was heard, and has runs to record in."""
    invitation = firm.invite(accommodations={"text_answers": True})
    start = {"name": "Ada", "consent": {"text_version": CONSENT_VERSION}}
    assert invitation.candidate.post("/api/interview/start", start).status == 200
    permit, answers = permit_of(database, invitation.session_id), AnswerRepository(database)
    answers.lease_runs(permit, 0, 5)
    answers.store_live_transcript(permit, 0, a_transcript(SAID, timed=True), complete=True)
    return invitation


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_for_too_often_is_refused_in_words_for_this_interview_alone(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    quota, ask = few(monkeypatch, name), ASKED[name]
    invitation, other = ready(firm, api_database), ready(firm, api_database)
    assert [ask(invitation, n).status // 100 for n in range(2)] == [2, 2]
    refused = ask(invitation, 2)
    assert (refused.status, refused.error, refused.message) == (429, "quota_exceeded", quota.refusal)
    assert "retry-after" not in refused.headers
    assert ask(other, 0).status // 100 == 2
    assert invitation.candidate.post("/api/interview/finish").status == 200


def test_a_manifest_that_says_nothing_new_costs_nothing(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    few(monkeypatch, "MANIFESTS", 1)
    invitation = ready(firm, api_database)
    assert {ASKED["MANIFESTS"](invitation, 0).status for _ in range(5)} == {200}
