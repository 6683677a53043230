"""What a candidate is told when the interview is over, and what they say to it: by their own link, in its time."""

import re
from datetime import timedelta
from typing import Any

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.sessions.candidate_result import MAX_CONTEST, RESULT_PERIOD
from tests.builders import NOW
from tests.functions.api_client import START, Answer, Firm, Invitation, Log
from tests.functions.conftest import Subscriber
from tests.functions.test_api_quotas import few
from tests.functions.test_api_scores import SAID, scored

RESULT = "/api/interview/result"
CONTEST = f"{RESULT}/contest"
SATISFACTION = f"{RESULT}/satisfaction"
WORDS = {"text": "I did name the disk: you hear it at the end."}


def over(firm: Firm, database: Database, *levels: int, start: dict[str, Any] = START) -> Invitation:
    """An interview of two questions that is done, whose first answer was scored."""
    invitation = firm.invite()
    assert invitation.candidate.post("/api/interview/start", start).status == 200
    assert invitation.candidate.post("/api/interview/finish").status == 200
    AnswerRepository(database).store_transcript(invitation.session_id, 0, SAID, None)
    if levels:
        ScoreRepository(database).add(invitation.session_id, 0, "first", scored(5.0, *levels), NOW)
    set_session(database, invitation, state="done")
    return invitation


def set_session(database: Database, invitation: Invitation, **fields: object) -> None:
    database.sessions.update_one({"_id": invitation.session_id}, {"$set": fields})


def say_everything(invitation: Invitation) -> list[Answer]:
    candidate = invitation.candidate
    return [candidate.get(RESULT), candidate.put(CONTEST, WORDS), candidate.put(SATISFACTION, {"rating": 4})]


def test_a_candidate_reads_bullets_and_no_figure(firm: Firm, api_database: Database) -> None:
    invitation = over(firm, api_database, 4, 2)
    shown = invitation.candidate.get(RESULT)
    assert shown.status == 200, shown.body
    first, second = shown.json["answers"]
    assert (first["standing"], second["standing"]) == ("judged", "nothing")
    assert first["question"] == "Question 1?"
    assert first["strength"]["criterion"]
    assert first["figure"] is None
    assert shown.json["ready"]
    assert shown.json["organisation_name"] == firm.recruiter.get("/api/me").json["organisation"]["name"]
    assert "secret point" not in shown.body
    assert not re.search(r"(?<![\d.])5\.0(?!\d)", shown.body)  # ...:05.046 is a time


def test_figures_are_shown_where_the_template_said_so_when_the_link_was_issued(
    firm: Firm, api_database: Database
) -> None:
    made = {"title": "T", "questions": [{"text": "Q?"}], "shows_scores": True}
    template = firm.recruiter.post("/api/templates", made).json
    assert template["shows_scores"] is True
    invitation = firm.invite(template_id=template["id"])
    changed = firm.recruiter.put(f"/api/templates/{template['id']}", made | {"shows_scores": False}, if_match="*")
    assert changed.json["shows_scores"] is False
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    assert invitation.candidate.post("/api/interview/finish").status == 200
    AnswerRepository(api_database).store_transcript(invitation.session_id, 0, SAID, None)
    ScoreRepository(api_database).add(invitation.session_id, 0, "first", scored(5.0, 3, 3), NOW)
    set_session(api_database, invitation, state="done")
    [answer] = invitation.candidate.get(RESULT).json["answers"]
    assert answer["figure"]["overall"] == 5.0


def test_while_it_is_processed_what_there_is_is_shown(firm: Firm, api_database: Database) -> None:
    invitation = over(firm, api_database)
    set_session(api_database, invitation, state="processing")
    shown = invitation.candidate.get(RESULT).json
    assert (shown["ready"], shown["answers"][0]["standing"]) == (False, "awaited")


def test_a_contest_is_kept_and_read_by_the_recruiting_team(
    firm: Firm, other_firm: Firm, api_database: Database, log: Log, subscriber: Subscriber
) -> None:
    invitation = over(firm, api_database, 4, 2)
    results = f"/api/sessions/{invitation.session_id}"
    assert firm.reviewer.get(results).json["contest"] is None
    for _ in range(2):
        assert invitation.candidate.put(CONTEST, WORDS).json["text"] == WORDS["text"]
    seen = firm.reviewer.get(results).json["contest"]
    assert seen == invitation.candidate.get(RESULT).json["contest"]
    assert seen["text"] == WORDS["text"]
    again = invitation.candidate.put(CONTEST, {"text": "And the logs."}).json
    written = firm.admin.get("/api/audit-entries", action="result_contested", limit=100).json["entries"]
    mine = [entry for entry in written if entry["object"]["ids"] == [str(invitation.session_id)]]
    assert len(mine) == 2, "the same words again are no other deed"
    assert (again["text"], again["made_at"]) == ("And the logs.", seen["made_at"])
    assert other_firm.reviewer.get(results).status == 404
    told = [event for event in subscriber.heard() if event["type"] == "ResultContested"]
    assert len({event["id"] for event in told}) == 2
    assert "disk" not in str(told)
    assert "disk" not in log.stream.getvalue()


def test_satisfaction_is_kept_once_and_shown_to_no_recruiter(firm: Firm, api_database: Database) -> None:
    invitation = over(firm, api_database, 4, 2)
    assert invitation.candidate.get(RESULT).json["satisfaction"] is None
    for given in ({"rating": 2, "comment": " It was long.\u2028"}, {"rating": 5}):
        assert invitation.candidate.put(SATISFACTION, given).status == 200
    assert invitation.candidate.get(RESULT).json["satisfaction"] == {"rating": 5, "comment": ""}
    assert api_database.satisfaction.count_documents({"session_id": invitation.session_id}) == 1
    assert invitation.candidate.put(SATISFACTION, {"rating": 5, "comment": "\ufb03" * 800}).status == 400
    for path in ("", "/answers/0"):
        shown = firm.admin.get(f"/api/sessions/{invitation.session_id}{path}")
        assert shown.status == 200
        assert "satisfaction" not in shown.body
    assert "satisfaction" not in firm.admin.get("/api/sessions").body
    ForgottenSessionRepository(api_database).erase(invitation.session_id)
    assert api_database.satisfaction.count_documents({"session_id": invitation.session_id}) == 0


@pytest.mark.parametrize("rating", [0, 6, 2.5, "4", True, None])
def test_a_rating_is_one_to_five(firm: Firm, api_database: Database, rating: object) -> None:
    invitation = over(firm, api_database)
    assert invitation.candidate.put(SATISFACTION, {"rating": rating}).error == "malformed_request"


@pytest.mark.parametrize("text", ["", " \u200b", "x" * (MAX_CONTEST + 1)], ids=["nothing", "invisible", "too long"])
def test_a_contest_says_something_and_not_too_much(firm: Firm, api_database: Database, text: str) -> None:
    invitation = over(firm, api_database)
    assert invitation.candidate.put(CONTEST, {"text": text}).error == "malformed_request"


def test_nothing_is_told_before_the_end(firm: Firm) -> None:
    for invitation in (firm.invite(), firm.start()):
        assert {(answer.status, answer.error) for answer in say_everything(invitation)} == {(409, "not_over")}


@pytest.mark.parametrize("state", ["completed", "processing"])
def test_what_is_not_judged_yet_is_not_contested(firm: Firm, api_database: Database, state: str) -> None:
    invitation = over(firm, api_database)
    set_session(api_database, invitation, state=state)
    refused = invitation.candidate.put(CONTEST, WORDS)
    assert (refused.status, refused.error) == (409, "result_awaited")
    assert invitation.candidate.put(SATISFACTION, {"rating": 4}).status == 200
    assert invitation.candidate.get(RESULT).json["contest"] is None
    set_session(api_database, invitation, state="failed")
    assert invitation.candidate.put(CONTEST, WORDS).status == 200


def test_nothing_is_told_once_its_time_is_over(firm: Firm, api_database: Database) -> None:
    invitation = over(firm, api_database, 4, 2)
    long_ago = utc_now() - RESULT_PERIOD
    set_session(api_database, invitation, completed_at=long_ago, expires_at=utc_now() + timedelta(days=1))
    assert {answer.status for answer in say_everything(invitation)} == {200}
    set_session(api_database, invitation, expires_at=long_ago)
    assert {(answer.status, answer.error) for answer in say_everything(invitation)} == {(410, "link_expired")}


def test_nobody_else_is_told(firm: Firm, api_database: Database) -> None:
    invitation = over(firm, api_database, 4, 2)
    another = over(firm, api_database)
    assert another.candidate.put(CONTEST, {"text": "Mine."}).status == 200
    assert invitation.candidate.get(RESULT).json["contest"] is None
    for stranger in (firm.recruiter, firm.recruiter.as_("0" * 36)):
        for refused in (
            stranger.get(RESULT),
            stranger.put(CONTEST, WORDS),
            stranger.put(SATISFACTION, {"rating": 1}),
        ):
            assert refused.status == 401


def test_what_is_asked_for_too_often_is_refused(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    few(monkeypatch, "CONTESTS")
    few(monkeypatch, "RATINGS")
    few(monkeypatch, "RESULT_LOOKS")
    invitation, other = over(firm, api_database), over(firm, api_database)
    candidate = invitation.candidate
    contests = [candidate.put(CONTEST, {"text": f"Words {n}"}) for n in range(3)]
    ratings = [candidate.put(SATISFACTION, {"rating": n + 1}) for n in range(3)]
    looks = [candidate.get(RESULT) for _ in range(3)]
    for asked, name, error in (
        (contests, quotas.CONTESTS.name, "quota_exceeded"),
        (ratings, quotas.RATINGS.name, "quota_exceeded"),
        (looks, quotas.RESULT_LOOKS.name, "too_many_attempts"),
    ):
        assert [answer.status for answer in asked] == [200, 200, 429]
        assert (asked[-1].error, asked[-1].params["limit"]) == (error, name)
    kept = firm.reviewer.get(f"/api/sessions/{invitation.session_id}").json["contest"]
    assert kept["text"] == "Words 1"
    assert {answer.status for answer in say_everything(other)} == {200}


def test_a_candidate_who_wished_people_only_reads_that(firm: Firm, api_database: Database) -> None:
    wish: dict[str, Any] = {"name": "Ada", "consent": {**START["consent"], "human_review_only": True}}
    shown = over(firm, api_database, start=wish).candidate.get(RESULT).json
    assert (shown["people_only"], shown["answers"][0]["why"], shown["judges"]) == (True, "wished", [])
