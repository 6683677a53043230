"""What becomes of an invitation after it was sent, at the routes."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import utc_now
from tests.functions.api_client import START, Answer, Api, Firm, a_manifest
from tests.functions.conftest import Subscriber

ADDRESS = "ada@example.com"


def cancel(api: Api, session_id: UUID, *, tell: bool = False) -> Answer:
    return api.post(f"/api/sessions/{session_id}/cancellation", {"tell": tell})


def stored(database: Database, session_id: UUID) -> dict[str, Any]:
    session = database.sessions.find_one({"_id": session_id})
    assert session is not None
    return session


def with_link(answer: Answer, api: Api) -> Api:
    """Who opens the link that this answer shows."""
    assert answer.status in (200, 201), answer.body
    return api.as_(answer.json["link_path"].removeprefix("/interview#"))


def audited(firm: Firm, action: str, session_id: UUID) -> int:
    entries = firm.admin.get("/api/audit-entries", limit=100).json["entries"]
    return sum(entry["action"] == action and str(session_id) in entry["object"]["ids"] for entry in entries)


def test_a_cancelled_link_is_closed_on_every_way_in_with_a_reason_of_its_own(firm: Firm) -> None:
    begun = firm.start()
    assert cancel(firm.recruiter, begun.session_id).json["state"] == "cancelled"
    candidate, question = begun.candidate, "/api/interview/questions/0"
    shown = candidate.get("/api/interview").json
    assert (shown["closed"], shown["expired"], shown["questions"]) == ("interview_cancelled", False, [])
    for answer in (
        candidate.post("/api/interview/start", START),
        candidate.post(f"{question}/uploads", {"content_type": "video/webm"}),
        candidate.put(f"{question}/manifest", a_manifest(0)),
        candidate.put(f"{question}/text-answer", {"text": "Words."}),
        candidate.post("/api/interview/upload-test"),
        candidate.post("/api/interview/voice-ticket"),
        candidate.post("/api/live-tickets", {}),
        candidate.post("/api/interview/finish"),
        candidate.get("/api/interview/result"),
    ):
        assert (answer.status, answer.error) == (410, "interview_cancelled")
    assert candidate.post("/api/interview/erasure").status < 300, "who was invited may still have all of it deleted"


def test_cancelling_is_told_and_written_down_once_however_often_it_is_asked_for(
    firm: Firm, subscriber: Subscriber
) -> None:
    session_id = firm.invite().session_id
    subscriber.records()
    answers = [cancel(firm.recruiter, session_id), cancel(firm.admin, session_id, tell=True)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].json["cancellation"] == answers[1].json["cancellation"]
    assert answers[1].json["cancellation"]["tells"] is False, "a repeat tells nobody"
    heard = [event["data"] for event in subscriber.heard() if event["type"] == "SessionChanged"]
    assert heard == [{"state": "cancelled"}]
    assert audited(firm, "invitation_cancelled", session_id) == 1


def test_only_those_who_invite_cancel_and_only_what_is_not_over(
    firm: Firm, other_firm: Firm, api_database: Database
) -> None:
    begun = firm.start()
    assert cancel(firm.reviewer, begun.session_id).error == "forbidden"
    assert cancel(other_firm.admin, begun.session_id).error == "not_found"
    assert begun.candidate.post("/api/interview/finish").status == 200
    assert cancel(firm.recruiter, begun.session_id).error == "invitation_over"
    expired = firm.invite().session_id
    api_database.sessions.update_one({"_id": expired}, {"$set": {"state": "expired"}})
    assert cancel(firm.recruiter, expired).error == "invitation_over"


def test_of_a_candidate_who_finishes_and_a_recruiter_who_cancels_the_first_wins(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has read the interview before the other changed it."""
    finished, cancelled = firm.start(), firm.start()
    sessions = SessionRepository(api_database)
    before = {each.session_id: sessions.get(each.session_id) for each in (finished, cancelled)}
    assert finished.candidate.post("/api/interview/finish").status == 200
    assert cancel(firm.recruiter, cancelled.session_id).status == 200

    with monkeypatch.context() as late:
        reads = iter([before[finished.session_id], sessions.get(finished.session_id)])
        late.setattr(SessionRepository, "of_organisation", lambda *_: next(reads))
        assert cancel(firm.recruiter, finished.session_id).error == "invitation_over"
    assert stored(api_database, finished.session_id)["state"] == "completed"

    with monkeypatch.context() as late:
        late.setattr(SessionRepository, "by_link", lambda *_: before[cancelled.session_id])
        assert cancelled.candidate.post("/api/interview/finish").error == "interview_cancelled"
        question = "/api/interview/questions/0"
        assert cancelled.candidate.put(f"{question}/text-answer", {"text": "Words."}).status >= 400
    there = stored(api_database, cancelled.session_id)
    assert (there["state"], there["execution"]) == ("cancelled", None), "nothing of it is processed"


def test_who_cancels_while_another_link_is_issued_cancels_that_one(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = firm.start()
    sessions = SessionRepository(api_database)
    before = sessions.get(begun.session_id)
    newer = with_link(firm.admin.post(f"/api/sessions/{begun.session_id}/link", {}), begun.candidate)
    with monkeypatch.context() as late:
        reads = iter([before, sessions.get(begun.session_id)])
        late.setattr(SessionRepository, "of_organisation", lambda *_: next(reads))
        assert cancel(firm.recruiter, begun.session_id).json["state"] == "cancelled"
    assert newer.get("/api/interview").json["closed"] == "interview_cancelled"


def test_another_link_opens_a_cancelled_interview_again_where_it_was(firm: Firm, api_database: Database) -> None:
    begun, invited = firm.start(), firm.invite()
    begun.candidate.post("/api/interview/questions/0/uploads", {"content_type": "video/webm"})
    assert begun.candidate.put("/api/interview/questions/0/manifest", a_manifest(0)).status == 200
    for invitation, state in ((begun, "in_progress"), (invited, "pending")):
        cancel(firm.recruiter, invitation.session_id)
        assert stored(api_database, invitation.session_id)["erase_at"]["rest"] > utc_now()
        again = firm.recruiter.post(f"/api/sessions/{invitation.session_id}/link", {})
        assert (again.json["session"]["state"], again.json["session"]["cancellation"]) == (state, None)
        assert with_link(again, invitation.candidate).get("/api/interview").json["closed"] is None
        assert "erase_at" not in stored(api_database, invitation.session_id)
        assert invitation.candidate.get("/api/interview").error == "link_replaced"
    candidate = with_link(firm.recruiter.post(f"/api/sessions/{begun.session_id}/link", {}), begun.candidate)
    assert candidate.get("/api/interview").json["questions"][0]["recorded"] is True
    assert candidate.put("/api/interview/questions/0/manifest", a_manifest(0, 1)).status == 200


def test_what_was_erased_of_a_cancelled_interview_is_not_gone_on_with(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    cancel(firm.recruiter, session_id)
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"erased_at.recordings": utc_now()}})
    assert firm.recruiter.post(f"/api/sessions/{session_id}/link", {}).error == "interview_over"


def test_whose_invitation_was_cancelled_is_listed_so_counted_nowhere_else_and_may_be_invited_anew(own: Firm) -> None:
    template = own.template()
    own.invite(template_id=template, candidate_email=ADDRESS)
    gone = own.invite(template_id=template, candidate_email="bea@example.com")
    cancel(own.recruiter, gone.session_id)
    listed = own.reviewer.get("/api/sessions", state="cancelled").json
    assert [each["id"] for each in listed["sessions"]] == [str(gone.session_id)]
    assert (listed["counts"]["cancelled"], listed["counts"]["pending"]) == (1, 1)
    assert own.recruiter.get("/api/analytics", template_id=template).json["funnel"]["invited"] == 1
    again = {"template_id": template, "candidate_name": "Bea", "candidate_email": "BEA@example.com", "once": True}
    assert own.recruiter.post("/api/sessions", again).status == 201
    assert own.recruiter.post("/api/sessions", {**again, "candidate_email": ADDRESS}).error == "already_invited"


def address(api: Api, session_id: UUID, email: str | None, **fields: object) -> Answer:
    to = {"candidate_name": "Ada Lovelace", "candidate_email": email, **fields}
    return api.put(f"/api/sessions/{session_id}/candidate", to)


def test_another_name_is_found_and_greets_and_leaves_the_link_as_it_is(own: Firm, subscriber: Subscriber) -> None:
    invitation = own.invite(candidate_email=ADDRESS)
    subscriber.records()
    for _ in range(2):
        named = address(own.recruiter, invitation.session_id, ADDRESS, candidate_name="$name Kovač")
        assert (named.status, named.json["link_path"]) == (200, None)
    assert [each["id"] for each in own.recruiter.get("/api/sessions", q="Kovac").json["sessions"]] == [
        str(invitation.session_id)
    ]
    assert invitation.candidate.get("/api/interview").json["candidate_name"] == "$name Kovač"
    assert [event["type"] for event in subscriber.heard()] == ["SessionChanged"]
    assert audited(own, "candidate_changed", invitation.session_id) == 1


def test_another_address_means_another_link_and_what_was_recorded_goes_on_under_it(
    firm: Firm, api_database: Database, subscriber: Subscriber
) -> None:
    begun = firm.start()
    question = "/api/interview/questions/0"
    begun.candidate.post(f"{question}/uploads", {"content_type": "video/webm"})
    added = address(firm.recruiter, begun.session_id, ADDRESS)
    assert added.json["link_path"] is None, "nobody else was ever sent the link"
    assert address(firm.recruiter, begun.session_id, "ADA@example.com").json["link_path"] is None
    before = stored(api_database, begun.session_id)["expires_at"]
    subscriber.records()
    changed = address(firm.recruiter, begun.session_id, "ada@example.org", by_email=True)
    assert changed.json["session"]["candidate_email"] == "ada@example.org"
    assert begun.candidate.post("/api/interview/voice-ticket").error == "link_replaced"
    candidate = with_link(changed, begun.candidate)
    assert candidate.put(f"{question}/manifest", a_manifest(0)).status == 200, "what is on the device arrives"
    assert stored(api_database, begun.session_id)["expires_at"] == before
    assert [event["type"] for event in subscriber.heard()] == ["SessionChanged", "LinkIssued"]
    gone = address(firm.recruiter, begun.session_id, None)
    assert (gone.json["session"]["by_email"], bool(gone.json["link_path"])) == (False, True)


def test_of_two_who_change_an_address_at_once_the_later_one_counts_and_one_link_is_open(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = firm.invite(candidate_email=ADDRESS)
    sessions = SessionRepository(api_database)
    before = sessions.get(invitation.session_id)
    first = with_link(address(firm.recruiter, invitation.session_id, "one@example.com"), invitation.candidate)
    with monkeypatch.context() as late:
        reads = iter([before, sessions.get(invitation.session_id)])
        late.setattr(SessionRepository, "of_organisation", lambda *_: next(reads))
        changed = address(firm.admin, invitation.session_id, "two@example.com")
    assert first.get("/api/interview").error == "link_replaced"
    assert with_link(changed, invitation.candidate).get("/api/interview").status == 200
    assert stored(api_database, invitation.session_id)["candidate_email"] == "two@example.com"


def test_an_invitation_that_is_over_is_changed_by_nobody_and_a_foreign_one_is_not_there(
    firm: Firm, other_firm: Firm, api_database: Database
) -> None:
    finished, cancelled, ended = firm.start(), firm.invite(), firm.invite()
    finished.candidate.post("/api/interview/finish")
    cancel(firm.recruiter, cancelled.session_id)
    api_database.sessions.update_one({"_id": ended.session_id}, {"$set": {"expires_at": utc_now()}})
    for invitation in (finished, cancelled, ended):
        for path, body in (
            ("candidate", {"candidate_name": "Ada", "candidate_email": None}),
            ("accommodations", {"captions": True}),
        ):
            changed = f"/api/sessions/{invitation.session_id}/{path}"
            assert firm.recruiter.put(changed, body).error == "invitation_over"
            assert firm.reviewer.put(changed, body).error == "forbidden"
            assert other_firm.admin.put(changed, body).error == "not_found"
    assert extend(firm.recruiter, finished.session_id, 3).error == "invitation_over"
    assert extend(firm.recruiter, cancelled.session_id, 3).error == "invitation_over"
    unmailable = {"candidate_name": "Ada", "candidate_email": "ädä@example.com", "by_email": True}
    assert firm.recruiter.put(f"/api/sessions/{ended.session_id}/candidate", unmailable).error == "malformed_request"


def extend(api: Api, session_id: UUID, days: float) -> Answer:
    until = (utc_now() + timedelta(days=days)).isoformat()
    return api.put(f"/api/sessions/{session_id}/expiry", {"expires_at": until})


def test_the_same_link_holds_for_longer_and_holds_again_where_nobody_had_begun(
    firm: Firm, api_database: Database, subscriber: Subscriber
) -> None:
    invitation, expired = firm.invite(), firm.invite()
    over = {"state": "expired", "expires_at": utc_now(), "erase_at": {"rest": utc_now() + timedelta(days=9)}}
    api_database.sessions.update_one({"_id": expired.session_id}, {"$set": over})
    assert expired.candidate.get("/api/interview").json["expired"] is True
    subscriber.records()
    until = (utc_now() + timedelta(days=30)).replace(microsecond=0)
    for each in (invitation, expired, expired):
        moved = firm.recruiter.put(f"/api/sessions/{each.session_id}/expiry", {"expires_at": until.isoformat()})
        assert (moved.status, moved.json["state"]) == (200, "pending"), moved.body
        assert utc_now().fromisoformat(moved.json["expires_at"]) == until
        assert each.candidate.get("/api/interview").json["closed"] is None
    assert "erase_at" not in stored(api_database, expired.session_id)
    heard = subscriber.heard()
    assert [event["type"] for event in heard] == ["SessionChanged", "LinkIssued"] * 2
    assert {event["data"]["link_number"] for event in heard if event["type"] == "LinkIssued"} == {0}
    assert audited(firm, "link_extended", expired.session_id) == 1


def test_a_link_is_not_extended_beyond_what_was_promised(firm: Firm, api_database: Database) -> None:
    invitation, begun = firm.invite(), firm.start()
    short = {"retention": {"recordings": 20, "results": 20, "flags": 20, "rest": 20}}
    api_database.sessions.update_one({"_id": begun.session_id}, {"$set": short})
    assert extend(firm.recruiter, invitation.session_id, 89).status == 200
    for session_id, days, most in ((invitation.session_id, 91, 90), (begun.session_id, 21, 19)):
        refused = extend(firm.recruiter, session_id, days)
        assert (refused.error, refused.params) == ("ends_too_late", {"most": most})
    assert extend(firm.recruiter, begun.session_id, 19).status == 200
    assert extend(firm.recruiter, begun.session_id, -1).error == "malformed_request"


def arrange(api: Api, session_id: UUID, **arranged: object) -> Answer:
    return api.put(f"/api/sessions/{session_id}/accommodations", arranged)


def test_accommodations_are_arranged_afterwards_and_only_added_to_once_it_has_begun(firm: Firm) -> None:
    invitation = firm.invite(accommodations={"answer_time_factor": 2, "captions": True})
    assert arrange(firm.recruiter, invitation.session_id, answer_time_factor=1.5).status == 200, "not begun yet"
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    for less in ({"answer_time_factor": 1.25}, {"answer_time_factor": 1.5, "silence_s": 2}):
        assert arrange(firm.recruiter, invitation.session_id, **less).error == "less_than_begun"
    more = {"answer_time_factor": 3, "silence_s": None, "text_answers": True}
    arranged = arrange(firm.recruiter, invitation.session_id, **more)
    assert arranged.json["accommodations"] == {**more, "captions": False}
    assert arrange(firm.admin, invitation.session_id, **more).status == 200
    shown = invitation.candidate.get("/api/interview").json
    assert shown["accommodations"]["silence_s"] is None
    assert shown["questions"][0]["answer_time_s"] == 360
    written = invitation.candidate.put("/api/interview/questions/0/text-answer", {"text": "Words."})
    assert written.status == 200
    assert audited(firm, "accommodations_changed", invitation.session_id) == 2


def test_who_begins_while_something_is_taken_away_keeps_what_they_began_with(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = firm.invite(accommodations={"answer_time_factor": 2})
    sessions = SessionRepository(api_database)
    before = sessions.get(invitation.session_id)
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    with monkeypatch.context() as late:
        reads = iter([before, sessions.get(invitation.session_id)])
        late.setattr(SessionRepository, "of_organisation", lambda *_: next(reads))
        assert arrange(firm.recruiter, invitation.session_id).error == "less_than_begun"
    assert stored(api_database, invitation.session_id)["accommodations"]["answer_time_factor"] == 2


def test_an_invitation_is_not_changed_without_end(firm: Firm, api_database: Database) -> None:
    session_id = firm.invite().session_id
    assert address(firm.recruiter, session_id, None, candidate_name="Ada 1").status == 200
    api_database.sessions.update_one({"_id": session_id}, {"$inc": {"usage.invitation_changes.count": 99}})
    assert address(firm.recruiter, session_id, None, candidate_name="Ada 1").status == 200, "nothing is changed by it"
    refused = address(firm.recruiter, session_id, None, candidate_name="Ada 2")
    assert (refused.error, refused.params) == ("too_many_attempts", {"limit": "invitation_changes"})


def test_several_are_reminded_and_who_is_not_is_named_with_the_reason(
    firm: Firm, other_firm: Firm, api_database: Database
) -> None:
    template = firm.template()
    waiting, stopped, over = (
        firm.invite(template_id=template, candidate_email=f"{name}@example.com") for name in ("ada", "bea", "cleo")
    )
    nameless, foreign = firm.invite(template_id=template), other_firm.invite(candidate_email=ADDRESS)
    api_database.sessions.update_one({"_id": stopped.session_id}, {"$set": {"reminders_stopped_at": utc_now()}})
    over.candidate.post("/api/interview/start", START)
    over.candidate.post("/api/interview/finish")
    chosen = [str(each.session_id) for each in (waiting, stopped, over, nameless, foreign)]

    def remind(api: Api, request_id: str) -> list[str | None]:
        answer = api.post("/api/sessions/bulk/reminders", {"id": request_id, "session_ids": chosen})
        assert answer.status == 200, answer.body
        assert [each["session_id"] for each in answer.json["results"]] == chosen
        return [each["error"] and each["error"]["code"] for each in answer.json["results"]]

    others = ["unsubscribed", "interview_over", "no_address", "not_found"]
    wish = str(uuid4())
    assert remind(firm.recruiter, wish) == [None, *others]
    assert remind(firm.recruiter, wish) == [None, *others], "what is sent again reminds nobody twice"
    assert remind(firm.admin, str(uuid4())) == ["too_many_attempts", *others], "two recruiters remind once"
    assert api_database.letters.count_documents({"session_id": waiting.session_id, "kind": "reminder"}) == 1
    assert audited(firm, "candidate_written_to", waiting.session_id) >= 1


def test_several_are_cancelled_each_as_by_itself_and_a_repeat_changes_nothing(
    firm: Firm, api_database: Database
) -> None:
    pending, begun, over = firm.invite(), firm.start(), firm.start()
    over.candidate.post("/api/interview/finish")
    chosen = [str(each.session_id) for each in (pending, begun, over)]
    outcomes = []
    for _ in range(2):
        answer = firm.recruiter.post("/api/sessions/bulk/cancellations", {"session_ids": chosen, "tell": True})
        results = answer.json["results"]
        outcomes.append([(each["error"] and each["error"]["code"], each["was_so"]) for each in results])
    assert outcomes == [
        [(None, False), (None, False), ("invitation_over", False)],
        [(None, True), (None, True), ("invitation_over", False)],
    ]
    assert {stored(api_database, each.session_id)["state"] for each in (pending, begun)} == {"cancelled"}
    assert audited(firm, "invitation_cancelled", pending.session_id) == 1
    assert firm.recruiter.post("/api/sessions/bulk/cancellations", {"session_ids": []}).error == "malformed_request"
