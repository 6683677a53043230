"""The language of an interview: the template's, the link's, the candidate's own choice until it begins."""

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.languages import Language, vocabulary
from tests.builders import ENGLISH, GERMAN
from tests.functions.api_client import START, Firm

QUESTION = "Was war Ihr schwierigster Fehler?"


def a_template(firm: Firm, language: Language) -> str:
    body = {"title": "Entwicklung", "language": language, "questions": [{"text": QUESTION}]}
    return str(firm.recruiter.post("/api/templates", body).json["id"])


def test_an_interview_is_held_in_the_language_of_its_template(firm: Firm) -> None:
    invitation = firm.invite(template_id=a_template(firm, GERMAN))
    session = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json["session"]
    assert (session["language"], session["template_language"]) == ("de", "de")
    shown = invitation.candidate.get("/api/interview").json
    assert (shown["language"], shown["template_language"]) == ("de", "de")
    assert shown["practice_question"] == vocabulary(GERMAN).phrases.practice_question
    started = invitation.candidate.post("/api/interview/start", START).json
    assert (started["language"], started["questions"][0]["text"]) == ("de", QUESTION)


def test_a_recruiter_may_choose_another_for_one_candidate(firm: Firm) -> None:
    invitation = firm.invite(template_id=a_template(firm, GERMAN), language="en")
    shown = invitation.candidate.get("/api/interview").json
    assert (shown["language"], shown["template_language"]) == ("en", "de")


def test_a_change_of_the_template_does_not_reach_links_issued_before(firm: Firm) -> None:
    template = a_template(firm, GERMAN)
    invitation = firm.invite(template_id=template)
    body = {"title": "Engineering", "language": "en", "questions": [{"text": "Why?"}]}
    assert firm.recruiter.put(f"/api/templates/{template}", body, if_match="*").status == 200
    assert invitation.candidate.get("/api/interview").json["language"] == "de"


def test_a_candidate_chooses_until_the_interview_begins_and_no_longer(firm: Firm) -> None:
    invitation = firm.invite()
    chosen = invitation.candidate.post("/api/interview/start", {**START, "language": "de"}).json
    assert (chosen["language"], chosen["template_language"]) == ("de", "en")
    assert chosen["questions"][0]["text"] == "Question 1?", "questions stay as they were written"
    assert chosen["practice_question"] == vocabulary(GERMAN).phrases.practice_question
    again = invitation.candidate.post("/api/interview/start", {**START, "language": "en"}).json
    assert again["language"] == "de", "questions were heard in it"
    session = firm.recruiter.get(f"/api/sessions/{invitation.session_id}").json["session"]
    assert (session["language"], session["template_language"]) == ("de", "en")


@pytest.mark.parametrize("language", ["fr", "de-DE", "", 1])
def test_a_language_that_no_interview_is_held_in_is_refused(firm: Firm, language: object) -> None:
    link = {"template_id": firm.template(), "candidate_name": "Ada", "language": language}
    assert firm.recruiter.post("/api/sessions", link).status == 400
    invitation = firm.invite()
    assert invitation.candidate.post("/api/interview/start", {**START, "language": language}).status == 400
    assert invitation.candidate.get("/api/interview").json["state"] == "pending"


def test_a_session_of_before_there_were_languages_is_english(firm: Firm, api_database: Database) -> None:
    invitation = firm.invite()
    unset = {"$unset": {"language": 1, "template_language": 1}}
    assert api_database["sessions"].update_one({"_id": invitation.session_id}, unset).modified_count == 1
    shown = invitation.candidate.get("/api/interview").json
    assert (shown["language"], shown["template_language"]) == (ENGLISH, ENGLISH)
    assert invitation.candidate.post("/api/interview/start", START).json["language"] == "en"
