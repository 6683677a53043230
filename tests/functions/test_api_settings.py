"""What an organisation decides for all its interviews: how long they are kept, and what candidates agree to."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import Role
from interview.domain.clock import utc_now
from interview.settings import load
from interview.settings.sweep import SweepSettings
from interview.use_cases.sessions.end_retention import EndRetention
from interview.wiring import sweep
from interview.wiring.sweep import retention_round
from tests.functions.api_client import START, Answer, Api, Firm, Invitation
from tests.functions.conftest import BUCKETS
from tests.functions.test_forget_session import write_what_comes_late

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

RETENTION = {"recordings": 30, "results": 60, "flags": 20, "rest": 90}
POINT = {"lead": "{company} keeps it", "text": "for {recordings_days} days. Ask {contact}."}


@pytest.fixture
def end_retention(
    api: Api, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[timedelta], None]]:
    """What the sweeper does after so long, with the connection that the test has."""
    monkeypatch.setenv("PROCESS_ANSWER_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:process-answer")
    monkeypatch.setattr(sweep, "database", lambda _: api_database)
    monkeypatch.setattr(sweep, "keep_listed", lambda _: lambda _: 1)
    sweep.end_retention._built.clear()
    made: EndRetention = sweep.end_retention(load(SweepSettings))

    def end(after: timedelta) -> None:
        ended = replace(made, clock=lambda: utc_now() + after)()
        assert ended.failed == {}

    yield end
    sweep.end_retention._built.clear()


def retain(firm: Firm, **days: int) -> Answer:
    changed = firm.admin.put("/api/settings/retention", {**RETENTION, **days}, if_match="*")
    assert changed.status == 200, changed.body
    return changed


def agree(invitation: Invitation, language: str = "en", **consent: object) -> Answer:
    text = invitation.candidate.get("/api/interview/consent", language=language).json
    given = {**START["consent"], "text_hash": text["id"], **consent}
    return invitation.candidate.post("/api/interview/start", {**START, "consent": given})


def finished(firm: Firm) -> Invitation:
    invitation = firm.invite()
    assert agree(invitation).status == 200
    assert invitation.candidate.post("/api/interview/finish").status == 200
    return invitation


def times(firm: Firm, invitation: Invitation) -> dict[str, Any]:
    shown = firm.recruiter.get(f"/api/sessions/{invitation.session_id}")
    assert shown.status == 200, shown.body
    return dict(shown.json)


def days_left(firm: Firm, invitation: Invitation) -> dict[str, int | None]:
    shown = times(firm, invitation)
    ended_at = datetime.fromisoformat(shown["session"]["completed_at"])
    return {kind: at and (datetime.fromisoformat(at) - ended_at).days for kind, at in shown["erase_at"].items()}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("method", "path", "body", "who"),
    [
        ("GET", "/api/settings", None, {Role.ADMIN}),
        ("PUT", "/api/settings/retention", RETENTION, {Role.ADMIN}),
        ("PUT", "/api/settings/consent", {"company": "Acme"}, {Role.ADMIN}),
        ("POST", "/api/consent-previews", {}, {Role.ADMIN}),
        ("GET", "/api/consent", None, set(Role)),
    ],
)
def test_admins_alone_decide_for_the_organisation(
    firm: Firm, role: Role, method: str, path: str, body: object, who: set[Role]
) -> None:
    answer = getattr(firm, role).request(method, path, body=body, headers={"if-match": "*"})
    assert answer.status == (200 if role in who else 403), answer.body


def test_settings_are_changed_under_the_version_that_was_read(own: Firm, other_firm: Firm) -> None:
    read = own.admin.get("/api/settings")
    assert (read.headers["etag"], read.json["retention"]["recordings"]) == ('"1"', 365)
    assert own.admin.put("/api/settings/retention", RETENTION, if_match='"1"').json["retention"] == RETENTION
    assert own.admin.put("/api/settings/consent", {}, if_match='"1"').error == "changed_meanwhile"
    assert own.admin.put("/api/settings/consent", {}).error == "version_required"
    assert other_firm.admin.get("/api/settings").json["retention"] != RETENTION
    for impossible in ({"recordings": 91}, {"recordings": 366, "rest": 1000}, {"flags": 6}, {"rest": 4000}):
        refused = own.admin.put("/api/settings/retention", {**RETENTION, **impossible}, if_match="*")
        assert (refused.status, refused.error) == (400, "malformed_request"), impossible


def test_what_was_promised_holds_and_shorter_times_hold_for_all(
    own: Firm, end_retention: Callable[[timedelta], None]
) -> None:
    retain(own)
    first = finished(own)
    assert days_left(own, first) == RETENTION
    retain(own, recordings=50, rest=300)
    end_retention(timedelta(0))
    assert days_left(own, first) == RETENTION, "never longer than was promised"
    second = finished(own)
    assert days_left(own, second) == {**RETENTION, "recordings": 50, "rest": 300}
    retain(own, recordings=10)
    end_retention(timedelta(0))
    assert days_left(own, first) == days_left(own, second) == {**RETENTION, "recordings": 10}
    third = own.invite()
    assert times(own, third)["erase_at"] == dict.fromkeys(RETENTION), "nothing is over yet"


def test_each_kind_goes_when_its_time_is_over(
    own: Firm, api_database: Database, storage: "S3Client", end_retention: Callable[[timedelta], None]
) -> None:
    retain(own)
    invitation = finished(own)
    session_id = invitation.session_id
    write_what_comes_late(api_database, session_id)
    for bucket in BUCKETS:
        storage.put_object(Bucket=bucket, Key=f"{session_id}/0/recording.webm", Body=b"video")

    def kept() -> set[str]:
        found = {
            bucket for bucket in BUCKETS if storage.list_objects_v2(Bucket=bucket, Prefix=f"{session_id}/")["KeyCount"]
        }
        for name in (
            "chunks",
            "scores",
            "transcript_lines",
            "scorecards",
            "passages",
            "decisions",
            "notes",
            "sessions",
        ):
            key = "_id" if name == "sessions" else "session_id"
            if api_database[name].find_one({key: session_id}):
                found.add(name)
        return found

    everything = kept()
    assert everything >= {*BUCKETS, "chunks", "scores", "decisions", "notes", "sessions"}
    end_retention(timedelta(days=21))
    assert kept() == everything, "flags alone"
    assert times(own, invitation)["erased_at"]["flags"]
    end_retention(timedelta(days=31))
    assert kept() == everything - {*BUCKETS, "chunks"}
    end_retention(timedelta(days=61))
    assert kept() == {"sessions", "notes", "decisions"}
    shown = times(own, invitation)
    assert [shown["erased_at"][kind] is None for kind in RETENTION] == [False, False, False, True]
    assert own.recruiter.get(f"/api/sessions/{session_id}/answers/0").status == 200
    end_retention(timedelta(days=91))
    assert kept() == set()
    [erasure, *_] = own.admin.get("/api/erasures").json["erasures"]
    assert erasure["asked_by"] == "retention"
    log = own.admin.get("/api/audit-entries").json["entries"]
    ended = [each["action"] for each in log if each["actor"]["kind"] == "system"]
    assert ended == ["session_erased", "results_erased", "recordings_erased", "flags_erased"]
    assert invitation.candidate.get("/api/interview").error == "interview_erased"


def test_a_link_that_nobody_used_goes_as_well(
    own: Firm, api_database: Database, end_retention: Callable[[timedelta], None]
) -> None:
    retain(own)
    invitation = own.invite()
    sessions = api_database.sessions
    sessions.update_one({"_id": invitation.session_id}, {"$set": {"expires_at": utc_now()}})
    assert SessionRepository(api_database).expire(invitation.session_id, utc_now())
    end_retention(timedelta(days=91))
    assert sessions.find_one({"_id": invitation.session_id}) is None


def test_interviews_of_before_are_kept_as_long_as_their_organisation_keeps_them(
    own: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    retain(own)
    old, new = finished(own), own.invite()
    ids = [old.session_id, new.session_id]
    api_database.sessions.update_many({"_id": {"$in": ids}}, {"$unset": {"retention": True, "erase_at": True}})
    monkeypatch.setattr(sweep, "database", lambda _: api_database)
    monkeypatch.setenv("PROCESS_ANSWER_ARN", "arn")
    retention_round._built.clear()
    assert retention_round(load(SweepSettings)).keep(ids) == 2
    retention_round._built.clear()
    assert days_left(own, old) == RETENTION
    assert times(own, new)["erase_at"] == dict.fromkeys(RETENTION)


def test_candidates_agree_to_the_words_of_their_organisation(own: Firm, api_database: Database) -> None:
    retain(own)
    terms = {"company": "Acme Ltd", "contact": "privacy@acme.example", "wordings": {"en": {"points": [POINT]}}}
    assert own.admin.put("/api/settings/consent", terms, if_match="*").status == 200
    first, second = own.invite(), own.invite()
    text = first.candidate.get("/api/interview/consent").json
    assert text["points"] == [{"lead": "Acme Ltd keeps it", "text": "for 30 days. Ask privacy@acme.example."}]
    german = first.candidate.get("/api/interview/consent", language="de").json
    assert german["points"][0]["lead"] == "Acme Ltd lädt Sie ein,", "the usual words, in a language without others"
    assert own.reviewer.get("/api/consent", language="de").json == german
    preview = own.admin.request(
        "POST", "/api/consent-previews", body={**terms, "company": "B"}, query={"language": "en"}
    )
    assert preview.json["points"][0]["lead"] == "B keeps it"

    given = {**START["consent"], "text_hash": text["id"]}
    assert first.candidate.post("/api/interview/start", {**START, "consent": given}).status == 200
    assert own.admin.put("/api/settings/consent", {**terms, "contact": ""}, if_match="*").status == 200
    outdated = second.candidate.post("/api/interview/start", {**START, "consent": given})
    assert outdated.error == "consent_changed"
    assert agree(second, "de").status == 200

    shown = own.reviewer.get(f"/api/sessions/{first.session_id}/consent").json
    assert shown["text"] == text, "word for word, whatever was changed since"
    assert own.reviewer.get(f"/api/sessions/{second.session_id}/consent").json["text"]["language"] == "de"
    assert own.reviewer.get(f"/api/sessions/{own.invite().session_id}/consent").status == 404
    kept = api_database.sessions.find({"_id": first.session_id}).next()
    assert kept["consent"]["text_hash"] == text["id"]
    assert len(text["id"]) == len(hashlib.sha256().hexdigest())


def test_nothing_is_left_to_be_filled_in(own: Firm) -> None:
    unknown = {"wordings": {"de": {"points": [{"lead": "A", "text": "Ask {nobody}."}]}}}
    refused = own.admin.put("/api/settings/consent", unknown, if_match="*")
    assert (refused.status, refused.error) == (400, "malformed_request")
    for language in ("en", "de"):
        text = own.invite().candidate.get("/api/interview/consent", language=language).json
        assert not [point for point in text["points"] if "{" in point["lead"] + point["text"]]


def test_what_another_organisation_agreed_to_is_not_shown(own: Firm, other_firm: Firm) -> None:
    theirs: UUID = finished(other_firm).session_id
    assert own.admin.get(f"/api/sessions/{theirs}/consent").status == 404
