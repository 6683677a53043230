"""What a recruiter sees of mails to a candidate, and has sent; and the end of reminders."""

import base64
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.letters import LetterRepository
from interview.domain.clock import utc_now
from interview.domain.mail.letters import Letter, LetterKind, UnsentReason, letter_id
from interview.domain.tokens import LinkPurpose, address_mark, derived_token
from tests.functions.api_client import START, Answer, Api, Firm, Invitation, request_event

KEY = "a key of links"
ADDRESS = "ada@example.com"
STOP = "/api/unsubscribe"


def ask(api: Api, invitation: Invitation, kind: str, request_id: str = "") -> Answer:
    return api.post(f"/api/sessions/{invitation.session_id}/letters", {"id": request_id or str(uuid4()), "kind": kind})


def end(invitation: Invitation, database: Database) -> None:
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    assert invitation.candidate.post("/api/interview/finish").status == 200
    database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"state": "done"}})


def stop(api: Api, of: UUID, token: str) -> Answer:
    return api.request("POST", STOP, query={"of": of, "token": token})


def decide(api: Api, invitation: Invitation, choice: str) -> None:
    body = {"id": str(uuid4()), "choice": choice, "reason": "Read all of it."}
    assert api.post(f"/api/sessions/{invitation.session_id}/decisions", body).status == 201


def test_the_link_is_sent_once_more_and_twice_the_same_wish_is_one_letter(firm: Firm) -> None:
    invitation = firm.invite(candidate_email=ADDRESS)
    wish = str(uuid4())
    for _ in range(2):
        asked = ask(firm.recruiter, invitation, "invitation", wish)
        assert (asked.status, asked.json["state"]) == (202, "waiting")
    listed = firm.reviewer.get(f"/api/sessions/{invitation.session_id}/letters").json
    assert listed["is_on"] is True
    assert [letter["kind"] for letter in listed["letters"]] == ["invitation"]
    assert ADDRESS not in str(listed), "whoever may not see who it is reads this as well"


def test_a_letter_that_cannot_be_written_is_refused_with_its_reason(firm: Firm, api_database: Database) -> None:
    nobody = firm.invite()
    assert ask(firm.recruiter, nobody, "invitation").error == "no_address"
    older = firm.invite(candidate_email=ADDRESS)
    api_database.sessions.update_one({"_id": older.session_id}, {"$set": {"link_token_hash": uuid4().hex}})
    assert ask(firm.recruiter, older, "invitation").error == "link_unknown"
    over = firm.invite(candidate_email=ADDRESS)
    end(over, api_database)
    assert ask(firm.recruiter, over, "invitation").error == "interview_over"
    assert ask(firm.recruiter, over, "decision").error == "nothing_decided"
    decide(firm.recruiter, over, "hold")
    assert ask(firm.recruiter, over, "decision").error == "nothing_decided"
    assert ask(firm.reviewer, over, "decision").error == "forbidden"
    assert ask(firm.recruiter, over, "finished").error == "malformed_request"


def test_a_reminder_is_listed_while_it_would_be_sent(firm: Firm, api_database: Database) -> None:
    now, letters = utc_now(), LetterRepository(api_database)

    def remind() -> tuple[Invitation, UUID]:
        invitation = firm.invite(candidate_email=ADDRESS)
        stored = api_database.sessions.find_one({"_id": invitation.session_id})
        assert stored is not None
        of = {"organisation_id": stored["organisation_id"], "session_id": invitation.session_id, "to": ADDRESS}
        times = {"created_at": now, "due_at": now + timedelta(days=1)}
        kind = LetterKind.REMINDER
        letters.queue(Letter(id=letter_id(kind, invitation.session_id, "0:3"), kind=kind, **of, **times))
        return invitation, stored["organisation_id"]

    def is_listed(invitation: Invitation) -> bool:
        return bool(firm.reviewer.get(f"/api/sessions/{invitation.session_id}/letters").json["letters"])

    for change in ({"reminders_stopped_at": now}, {"link_number": 1}, {"expires_at": now}):
        invitation, _ = remind()
        assert is_listed(invitation)
        api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": change})
        assert not is_listed(invitation), change
    finished, organisation_id = remind()
    bounced, _ = remind()
    end(finished, api_database)
    assert not is_listed(finished)
    assert is_listed(bounced)
    letters.suppress(organisation_id, address_mark(KEY, organisation_id, ADDRESS), UnsentReason.ADDRESS_BOUNCED, now)
    assert not is_listed(bounced)


def test_a_decision_is_told_and_shown_as_told_to_nobody_from_whom_it_is_hidden(
    firm: Firm, api_database: Database
) -> None:
    invitation = firm.invite(candidate_email=ADDRESS)
    end(invitation, api_database)
    decide(firm.recruiter, invitation, "reject")
    api_database.answers.update_many({"session_id": invitation.session_id}, {"$set": {"text_answer": {}}})

    def blind(how: str) -> None:
        api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"blinding": how}})

    def listed() -> list[str]:
        letters = firm.admin.get(f"/api/sessions/{invitation.session_id}/letters").json["letters"]
        return [letter["kind"] for letter in letters]

    blind("scores")
    assert ask(firm.admin, invitation, "decision").error == "judge_first"
    blind("off")
    assert ask(firm.admin, invitation, "decision").status == 202
    (stored,) = api_database.letters.find({"session_id": invitation.session_id})
    assert stored["params"]["choice"] == "reject"
    assert listed() == ["decision"]
    blind("scores")
    assert listed() == [], "that there is a decision is hidden as well"


def test_nobody_is_written_to_without_end(firm: Firm) -> None:
    invitation = firm.invite(candidate_email=ADDRESS)
    wishes = [str(uuid4()) for _ in range(20)]
    for wish in (*wishes, *wishes):
        assert ask(firm.recruiter, invitation, "invitation", wish).status == 202, "what is sent again counts once"
    refused = ask(firm.recruiter, invitation, "invitation")
    assert (refused.error, refused.params) == ("quota_exceeded", {"limit": "letters_asked_for"})


def test_reminders_are_those_of_the_template_and_end_by_one_click(api: Api, firm: Firm, api_database: Database) -> None:
    questions = [{"text": "Why?", "answer_time_s": 60}]
    template = firm.recruiter.post("/api/templates", {"title": "T", "questions": questions, "reminders": [1, 3, 1]})
    assert template.json["reminders"] == [3, 1]
    invitation = firm.invite(template_id=template.json["id"], candidate_email=ADDRESS, by_email=True)
    stored = api_database.sessions.find_one({"_id": invitation.session_id})
    assert stored is not None
    assert stored["reminders"] == [3, 1]
    token = derived_token(KEY, LinkPurpose.UNSUBSCRIBE, invitation.session_id)
    for wrong in (("other", LinkPurpose.UNSUBSCRIBE), (KEY, LinkPurpose.INTERVIEW)):
        assert stop(api, invitation.session_id, derived_token(*wrong, invitation.session_id)).status == 404
    query = {"of": invitation.session_id, "token": token}
    for encoded in (False, True):
        form = b"List-Unsubscribe=One-Click"
        headers = {"content-type": "application/x-www-form-urlencoded"}
        event = request_event("POST", STOP, None, None, form.decode(), query, headers)
        if encoded:
            event |= {"body": base64.b64encode(form).decode(), "isBase64Encoded": True}
        assert api.send(event).status == 204
    stored = api_database.sessions.find_one({"_id": invitation.session_id})
    assert stored is not None
    assert stored["reminders_stopped_at"]


def test_a_person_ends_what_is_ready_as_well(api: Api, firm: Firm, api_database: Database) -> None:
    user = api_database.users.find_one({"email": firm.emails["recruiter"]})
    assert user is not None
    user_id: UUID = user["_id"]
    token = derived_token(KEY, LinkPurpose.UNSUBSCRIBE, user_id)
    assert stop(api, user_id, token).status == 204
    stored = api_database.users.find_one({"_id": user_id})
    assert stored is not None
    assert stored["results_mail_off"] is True


@pytest.mark.parametrize("reminders", [[0], [31], [1, 2, 3, 4], ["x"]])
def test_reminders_that_make_no_sense_are_refused(firm: Firm, reminders: list[object]) -> None:
    questions = [{"text": "Why?", "answer_time_s": 60}]
    made = firm.recruiter.post("/api/templates", {"title": "T", "questions": questions, "reminders": reminders})
    assert made.error == "malformed_request"
