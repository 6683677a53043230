"""What is held of a candidate, told to themselves by their link; and what they do about it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.mail.letters import Letter, LetterKind, letter_id
from interview.domain.recordings.videos import Video
from interview.domain.sessions.session import ADDRESS_LINK_TTL
from interview.domain.tokens import LinkPurpose, derived_token
from tests.builders import NOW, permit_of
from tests.functions.api_client import START, Answer, Api, Firm, Invitation, Log, a_manifest
from tests.functions.conftest import LINK_KEY, Subscriber
from tests.functions.test_api_quotas import few
from tests.functions.test_api_scores import SAID, scored
from tests.functions.test_api_shares import viewer

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

DATA = "/api/interview/data"
WITHDRAWAL = "/api/interview/withdrawal"
NAME, EMAIL = "/api/interview/contact/name", "/api/interview/contact/email"
CONFIRM = "/api/address-confirmations"


def filmed(database: Database, session_id: UUID, question: int = 0) -> None:
    key = f"{session_id}/{question}/video.webm"
    video = Video(key=key, audio_key=None, digest="d", size=1, duration_ms=9_000, recorded_ms=9_000, merged_at=NOW)
    AnswerRepository(database).publish_video(session_id, question, video, None)


def finished(firm: Firm, database: Database, **link: Any) -> Invitation:
    """Of two questions the first was answered, put into words and scored."""
    invitation = firm.invite(**link)
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    permit = permit_of(database, invitation.session_id)
    AnswerRepository(database).lease_runs(permit, 0, 1)
    assert invitation.candidate.put("/api/interview/questions/0/manifest", a_manifest(0)).status == 200
    assert invitation.candidate.post("/api/interview/finish").status == 200
    filmed(database, invitation.session_id)
    AnswerRepository(database).store_transcript(invitation.session_id, 0, SAID, "d")
    ScoreRepository(database).add(invitation.session_id, 0, "first", scored(5.0, 4, 2), NOW)
    database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"state": "done"}})
    return invitation


def confirm(api: Api, of: UUID, number: int) -> Answer:
    token = derived_token(LINK_KEY, LinkPurpose.ADDRESS, of, number)
    return api.request("POST", CONFIRM, query={"of": of, "token": token})


def told(invitation: Invitation) -> list[int]:
    """What is answered of each of three questions."""
    return [invitation.candidate.get(f"{DATA}/answers/{question}").status for question in range(3)]


def seen(firm: Firm, invitation: Invitation) -> dict[str, Any]:
    session: dict[str, Any] = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json["session"]
    return session


def test_a_candidate_sees_each_kind_that_is_held_and_until_when(firm: Firm, api_database: Database) -> None:
    invitation = finished(firm, api_database, candidate_email="ada@example.com")
    letter = letter_id(LetterKind.INVITATION, invitation.session_id, 0)
    of = {"organisation_id": firm.organisation_id, "session_id": invitation.session_id, "to": "ada@example.com"}
    LetterRepository(api_database).queue(
        Letter(id=letter, kind=LetterKind.INVITATION, created_at=NOW, due_at=NOW, **of)
    )
    shown = invitation.candidate.get(DATA)
    assert shown.status == 200, shown.body
    data = shown.json
    [answer] = data["answers"]
    assert (answer["question"], answer["number"], answer["of"]) == ("Question 1?", 1, 2)
    held = ("has_video", "is_in_words", "is_scored", "is_written", "is_corrected", "is_awaited", "has_feedback")
    assert {name: answer[name] for name in held} == dict.fromkeys(held[:3], True) | dict.fromkeys(held[3:], False)
    assert [(each["kind"], each["to"]) for each in data["letters"]] == [("invitation", "ada@example.com")]
    kept = {each["kind"]: each for each in data["kept"]}
    results = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json
    assert {kind: each["erase_at"] for kind, each in kept.items()} == results["erase_at"]
    assert kept["recordings"]["days"] == 365
    assert data["consent_given_at"]
    for hidden in ("secret point", "5.0", "Question 2?"):
        assert hidden not in shown.body


def test_an_answer_is_watched_read_and_saved_by_ones_own_link_alone(
    firm: Firm, api_database: Database, storage: "S3Client"
) -> None:
    invitation, other = finished(firm, api_database), finished(firm, api_database)
    own = invitation.candidate.get(f"{DATA}/answers/0").json
    assert own["text"] == SAID.text
    for url in (own["video"]["playback_url"], own["video"]["download_url"]):
        assert str(invitation.session_id) in url
        assert str(other.session_id) not in url
        assert "X-Amz-Expires=3600" in url
    assert invitation.candidate.get(f"{DATA}/answers/9").status == 404
    assert firm.admin.get(f"{DATA}/answers/0").status == 401
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"erased_at.recordings": NOW}})
    assert invitation.candidate.get(f"{DATA}/answers/0").json["video"] is None
    read = firm.admin.get("/api/audit-entries", action="recording_read", limit=100).json["entries"]
    mine = [entry for entry in read if entry["object"]["ids"] == [str(invitation.session_id)]]
    assert [entry["actor"]["kind"] for entry in mine] == ["candidate"], "once an hour"


def test_while_it_is_processed_that_is_said(firm: Firm, api_database: Database) -> None:
    invitation = finished(firm, api_database)
    nothing_yet = {"$set": {"state": "processing"}}
    api_database.sessions.update_one({"_id": invitation.session_id}, nothing_yet)
    api_database.answers.update_many({"session_id": invitation.session_id}, {"$set": {"video": None}})
    [held] = invitation.candidate.get(DATA).json["answers"]
    answer = invitation.candidate.get(f"{DATA}/answers/0").json
    assert (held["is_awaited"], held["has_video"], answer["is_awaited"], answer["video"]) == (True, False, True, None)


def test_no_question_is_told_before_it_comes(firm: Firm) -> None:
    invitation = firm.invite(questions=3)
    assert invitation.candidate.get(DATA).json["answers"] == []
    assert told(invitation) == [404, 404, 404]
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    assert invitation.candidate.get("/api/interview").status == 200
    assert told(invitation) == [200, 200, 404]


def test_no_question_is_told_to_who_leaves_before_it_comes(firm: Firm) -> None:
    pending, begun = firm.invite(questions=3), firm.start(questions=3)
    assert begun.candidate.get("/api/interview").status == 200
    for invitation in (pending, begun):
        assert invitation.candidate.post(WITHDRAWAL).status == 200
    assert (told(pending), told(begun)) == ([404, 404, 404], [200, 200, 404])


def test_who_withdraws_is_out_for_good_and_judged_no_more(
    firm: Firm, api_database: Database, subscriber: Subscriber, log: Log
) -> None:
    invitation = finished(firm, api_database)
    path = f"/api/sessions/{invitation.session_id}"
    for _ in range(2):
        withdrawn = invitation.candidate.post(WITHDRAWAL)
        assert (withdrawn.status, withdrawn.json["state"]) == (200, "withdrawn")
    told = [event for event in subscriber.heard() if event["type"] == "SessionChanged"]
    assert [event["data"]["state"] for event in told][-1:] == ["withdrawn"]
    assert len({event["id"] for event in told if event["data"]["state"] == "withdrawn"}) == 1
    assert seen(firm, invitation)["state"] == "withdrawn"
    listed = firm.recruiter.get("/api/sessions", state="withdrawn", limit=100).json["sessions"]
    assert str(invitation.session_id) in {each["id"] for each in listed}
    levels = {"id": str(uuid4()), "levels": {"content": 3}}
    decided = {"id": str(uuid4()), "choice": "hold", "reason": "R"}
    for refused in (
        firm.recruiter.post(f"{path}/answers/0/scores", {"after": 0}),
        firm.recruiter.post(f"{path}/scores", {"answers": [{"question_index": 0, "after": 0}]}),
        firm.recruiter.post(f"{path}/answers/0/levels", levels),
        firm.recruiter.post(f"{path}/decisions", decided),
        invitation.candidate.get("/api/interview/result"),
        invitation.candidate.put("/api/interview/result/contest", {"text": "Look again."}),
    ):
        assert (refused.status, refused.error) == (409, "withdrawn")
    assert firm.recruiter.post(f"{path}/link", {}).error == "interview_over"
    interview = invitation.candidate.get("/api/interview").json
    assert (interview["closed"], interview["ending"]) == ("link_closed", "withdrawn")
    assert invitation.candidate.get(f"{DATA}/answers/0").json["text"] == SAID.text, "it is there until it is erased"
    written = firm.admin.get("/api/audit-entries", action="interview_withdrawn", limit=100).json["entries"]
    assert [entry["object"]["ids"] for entry in written].count([str(invitation.session_id)]) == 1


def test_who_withdraws_is_shown_by_no_link_any_more(firm: Firm, api_database: Database) -> None:
    invitation = finished(firm, api_database)
    shares = f"/api/sessions/{invitation.session_id}/shares"
    made = firm.recruiter.post(shares, {"label": "Panel", "shows": ["transcript"], "comments": True})
    panel = viewer(made, firm.recruiter)
    assert [panel.get(path).status for path in ("/api/shared", "/api/shared/answers/0")] == [200, 200]
    assert invitation.candidate.post(WITHDRAWAL).status == 200
    comment = panel.post("/api/shared/comments", {"id": str(uuid4()), "text": "C"})
    refused = [panel.get("/api/shared"), panel.get("/api/shared/answers/0"), comment]
    assert [answer.status for answer in refused] == [404] * 3


def test_one_may_withdraw_before_and_during_the_interview(firm: Firm, api_database: Database) -> None:
    pending, begun = firm.invite(), firm.start()
    for invitation in (pending, begun):
        assert invitation.candidate.post(WITHDRAWAL).json["state"] == "withdrawn"
        assert invitation.candidate.post("/api/interview/start", START).status == 410
        assert invitation.candidate.post("/api/interview/finish").json["state"] == "withdrawn"
        assert invitation.candidate.put("/api/interview/questions/0/manifest", a_manifest(0)).status in (410, 409)
        session = seen(firm, invitation)
        assert (session["state"], session["ending"]) == ("withdrawn", "withdrawn")
    assert (seen(firm, pending)["completed_at"], bool(seen(firm, begun)["completed_at"])) == (None, True)
    stored = SessionRepository(api_database).get(begun.session_id)
    assert stored
    assert stored.execution is None, "nothing is processed"
    assert stored.erase_at.rest


def test_the_name_that_a_candidate_gives_stands_beside_the_recruiters(firm: Firm) -> None:
    invitation = firm.start()
    session = seen(firm, invitation)
    assert (session["candidate_name"], session["stated_name"]) == ("Ada Lovelace", "Ada L.")
    changed = invitation.candidate.put(NAME, {"name": " Ada  King "})
    assert (changed.status, changed.json["stated_name"], changed.json["invited_as"]) == (
        200,
        "Ada King",
        "Ada Lovelace",
    )
    session = seen(firm, invitation)
    assert (session["candidate_name"], session["stated_name"]) == ("Ada Lovelace", "Ada King")
    found = firm.recruiter.get("/api/sessions", q="king", limit=100).json["sessions"]
    assert str(invitation.session_id) in {each["id"] for each in found}
    assert invitation.candidate.get("/api/interview").json["candidate_name"] == "Ada King"
    assert invitation.candidate.put(NAME, {"name": "\u200b"}).status == 400


def test_another_address_holds_once_somebody_there_says_so(firm: Firm, api: Api, api_database: Database) -> None:
    invitation = firm.invite(candidate_email="old@example.com")
    of, letters = invitation.session_id, LetterRepository(api_database)
    now = utc_now()
    waits = Letter(
        id=letter_id(LetterKind.REMINDER, of, "0:3"),
        organisation_id=firm.organisation_id,
        session_id=of,
        kind=LetterKind.REMINDER,
        to="old@example.com",
        created_at=now,
        due_at=now + timedelta(days=1),
    )
    letters.queue(waits)
    asked = invitation.candidate.put(EMAIL, {"email": "wrong@example.com"})
    assert (asked.status, asked.json["asked_email"], asked.json["email"]) == (
        202,
        "wrong@example.com",
        "old@example.com",
    )
    assert invitation.candidate.put(EMAIL, {"email": "new@example.com"}).status == 202
    assert seen(firm, invitation)["candidate_email"] == "old@example.com"
    letter = letters.get(letter_id(LetterKind.ADDRESS_CONFIRMATION, of, 2))
    assert letter
    assert (letter.to, letter.link_number, letter.params.name, letter.params.title) == ("new@example.com", 2, "", "")

    assert confirm(api, of, 1).status == 404, "another was asked for since"
    assert api.request("POST", CONFIRM, query={"of": of, "token": "x" * 43}).status == 404
    for _ in range(2):
        assert confirm(api, of, 2).status == 204
    assert seen(firm, invitation)["candidate_email"] == "new@example.com"
    told_before = letters.get(letter_id(LetterKind.ADDRESS_CHANGED, of, 2))
    assert told_before
    assert (told_before.to, told_before.params.name) == ("old@example.com", ""), "who has the link may be another"
    moved = letters.get(waits.id)
    assert moved
    assert moved.to == "new@example.com"
    assert invitation.candidate.get(DATA).json["contact"]["asked_email"] is None

    assert invitation.candidate.put(EMAIL, {"email": "late@example.com"}).status == 202
    earlier = api_database.sessions.find_one({"_id": of})
    assert earlier
    api_database.sessions.update_one({"_id": of}, {"$set": {"link_number": 1}})
    assert confirm(api, of, 3).status == 404, "whoever has another link may be somebody else"
    api_database.sessions.replace_one({"_id": of}, earlier)
    long_ago = utc_now() - ADDRESS_LINK_TTL
    api_database.sessions.update_one({"_id": of}, {"$set": {"asked_address.asked_at": long_ago}})
    assert confirm(api, of, 3).status == 404
    assert confirm(api, uuid4(), 1).status == 404


def test_a_mailbox_is_not_filled_by_however_many_candidates(firm: Firm, api_database: Database) -> None:
    most = quotas.PUBLIC_REQUESTS_OF_ADDRESS.most
    to = f"{uuid4().hex}@example.com"
    invitations = [firm.invite() for _ in range(most + 1)]
    asked = [each.candidate.put(EMAIL, {"email": to}) for each in invitations]
    assert [(each.status, each.json["asked_email"]) for each in asked] == [(202, to)] * (most + 1), "nobody is told"
    of_these = {"session_id": {"$in": [each.session_id for each in invitations]}}
    assert api_database.letters.count_documents(of_these) == most


def test_contact_is_corrected_only_so_often(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = firm.invite()
    few(monkeypatch, "CONTACT_CHANGES")
    given = [invitation.candidate.put(EMAIL, {"email": f"a{number}@example.com"}) for number in range(3)]
    assert [each.status for each in given] == [202, 202, 429]
    assert (given[-1].error, given[-1].params["limit"]) == ("quota_exceeded", "contact_changes")
    letters = api_database.letters.count_documents({"session_id": invitation.session_id})
    assert letters == 2
