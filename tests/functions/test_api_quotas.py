"""What one interview may ask for has an end, told in words, and an end of one help ends no interview."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.sessions.session import CONSENT_VERSION
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
def test_what_is_asked_for_too_often_is_refused_for_this_interview_alone(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    quota, ask = few(monkeypatch, name), ASKED[name]
    invitation, other = ready(firm, api_database), ready(firm, api_database)
    assert [ask(invitation, n).status // 100 for n in range(2)] == [2, 2]
    refused = ask(invitation, 2)
    assert (refused.status, refused.error, refused.params) == (429, "quota_exceeded", {"limit": quota.name})
    assert "retry-after" not in refused.headers
    assert ask(other, 0).status // 100 == 2
    assert invitation.candidate.post("/api/interview/finish").status == 200


def test_a_manifest_that_says_nothing_new_costs_nothing(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    few(monkeypatch, "MANIFESTS", 1)
    invitation = ready(firm, api_database)
    assert {ASKED["MANIFESTS"](invitation, 0).status for _ in range(5)} == {200}


def test_a_failed_interview_is_processed_again_so_often_and_no_more(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota = few(monkeypatch, "RESTARTS")
    invitation, other = firm.start(), firm.start()

    def again(of: Invitation) -> Answer:
        api_database.sessions.update_one({"_id": of.session_id}, {"$set": {"state": "failed"}})
        return firm.recruiter.post(f"/api/sessions/{of.session_id}/processing")

    for one in (invitation, other):
        assert one.candidate.post("/api/interview/finish").status == 200
    *taken, refused = [again(invitation) for _ in range(3)]
    assert [answer.status for answer in taken] == [202, 202]
    assert (refused.status, refused.error, refused.params) == (429, "quota_exceeded", {"limit": quota.name})
    assert again(other).status == 202


def test_an_interviews_live_tickets_have_a_pace_beside_their_number(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate = replace(quotas.LIVE_TICKETS_LATELY, most=2)
    monkeypatch.setattr(quotas, "LIVE_TICKETS_LATELY", rate)
    invitation, other = firm.start(), firm.start()
    asked = [invitation.candidate.post("/api/live-tickets", {}) for _ in range(3)]
    assert [answer.status for answer in asked] == [201, 201, 429]
    assert (asked[2].error, asked[2].params) == ("too_many_attempts", {"limit": rate.name})
    assert 540 < int(asked[2].headers["retry-after"]) <= 600
    assert other.candidate.post("/api/live-tickets", {}).status == 201
    is_over = {"usage.live_tickets_lately.ends_at": utc_now()}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": is_over})
    assert invitation.candidate.post("/api/live-tickets", {}).status == 201
    assert invitation.candidate.post("/api/interview/finish").status == 200


def test_who_watches_opens_no_socket_without_end(
    found_firm: Callable[[], Firm], api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate = replace(quotas.WATCHING_TICKETS, most=2)
    monkeypatch.setattr(quotas, "WATCHING_TICKETS", rate)
    firm = found_firm()
    watched = [{"session_id": str(firm.start().session_id)} for _ in range(3)]
    asked = [firm.recruiter.post("/api/live-tickets", session) for session in watched]
    assert [answer.status for answer in asked] == [201, 201, 429]
    assert (asked[2].error, asked[2].params) == ("too_many_attempts", {"limit": rate.name})
    assert 3540 < int(asked[2].headers["retry-after"]) <= 3600
    assert firm.reviewer.post("/api/live-tickets", watched[2]).status == 201, "a colleague is not kept waiting"
    assert firm.recruiter.get("/api/me").status == 200
    recruiter = {"email": firm.emails["recruiter"]}
    api_database.users.update_one(recruiter, {"$set": {"usage.watching_tickets.ends_at": utc_now()}})
    assert firm.recruiter.post("/api/live-tickets", watched[2]).status == 201


def test_links_of_a_day_are_counted_for_one_organisation_alone(
    found_firm: Callable[[], Firm], monkeypatch: pytest.MonkeyPatch
) -> None:
    rate = replace(quotas.LINKS, most=3)
    monkeypatch.setattr(quotas, "LINKS", rate)
    firm, other = found_firm(), found_firm()
    template = firm.template()
    link = {"template_id": template, "candidate_name": "Ada"}
    session_id = firm.invite(template_id=template).session_id
    assert firm.recruiter.post("/api/sessions", {**link, "template_id": str(uuid4())}).status == 404, "counts nothing"
    asked = [
        firm.recruiter.post(f"/api/sessions/{session_id}/link", {}),
        firm.admin.post("/api/sessions", link),
        firm.recruiter.post("/api/sessions", link),
        firm.recruiter.post(f"/api/sessions/{session_id}/link", {}),
    ]
    assert [answer.status for answer in asked] == [201, 201, 429, 429]
    assert (asked[2].error, asked[2].params) == ("too_many_attempts", {"limit": rate.name})
    assert 86_000 < int(asked[2].headers["retry-after"]) <= 86_400
    other.invite()


def test_open_interviews_of_one_organisation_are_bounded(
    found_firm: Callable[[], Firm], api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotas, "MAX_OPEN_INTERVIEWS", 2)
    firm, other = found_firm(), found_firm()
    begun, waiting = firm.start(), firm.invite()
    link = {"template_id": firm.template(), "candidate_name": "Ada"}
    refused = firm.recruiter.post("/api/sessions", link)
    assert (refused.status, refused.error) == (429, "quota_exceeded")
    assert refused.params == {"limit": "open_interviews", "most": 2}
    assert firm.recruiter.post(f"/api/sessions/{waiting.session_id}/link", {}).status == 201, "none more"
    other.invite()

    assert begun.candidate.post("/api/interview/finish").status == 200
    expired = firm.invite().session_id
    api_database.sessions.update_one({"_id": expired}, {"$set": {"state": "expired"}})
    firm.invite()
    assert firm.recruiter.post(f"/api/sessions/{expired}/link", {}).error == "quota_exceeded"


def test_a_storm_of_manifests_is_asked_to_come_again_and_is_no_failure_of_ours(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each adds to what the one before left; who is overtaken again and again gives up."""
    invitation = ready(firm, api_database)
    monkeypatch.setattr("interview.adapters.mongo.answers.MANIFEST_TRIES", 0)
    refused = invitation.candidate.put(f"{QUESTION}/manifest", a_manifest(0))
    assert (refused.status, refused.error, refused.headers["retry-after"]) == (429, "too_many_attempts", "1")
    monkeypatch.undo()
    assert invitation.candidate.put(f"{QUESTION}/manifest", a_manifest(0)).status == 200
