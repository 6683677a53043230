"""What candidates say of themselves, and the audit that is made of it: asked where the template says so, when all is
over; told to nobody; gone when they take it back, or are forgotten; read in sums."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.self_identifications import SelfIdentificationRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.domain.accounts import Role
from interview.domain.analytics.bias import audited_until
from interview.domain.analytics.facts import SessionFacts
from interview.domain.clock import utc_now
from interview.domain.decisions.entries import Choice
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.sessions.self_identification import RaceEthnicity, Sex, Statement, expiry_of, month_of
from tests.functions.api_client import START, Answer, Firm, Invitation

SAY = "/api/interview/result/self-identification"
SAID = {"sex": "female", "race_ethnicity": "asian"}


def invited(firm: Firm, *, asks: bool = True) -> Invitation:
    made = {"title": "Backend", "questions": [{"text": "Why?"}], "asks_self_identification": asks}
    template = firm.recruiter.post("/api/templates", made)
    assert template.json["asks_self_identification"] is asks
    invitation = firm.invite(template_id=template.json["id"])
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    return invitation


def over(firm: Firm, *, asks: bool = True) -> Invitation:
    invitation = invited(firm, asks=asks)
    assert invitation.candidate.post("/api/interview/finish").status == 200
    return invitation


def told(invitation: Invitation) -> object:
    """Never what it was: whoever made the link may have kept it."""
    result = invitation.candidate.get("/api/interview/result")
    assert not any(word in result.body for word in ("female", "asian", "undisclosed"))
    return result.json["has_self_identified"]


def test_it_is_said_changed_and_taken_back_and_told_to_nobody_else(firm: Firm, api_database: Database) -> None:
    invitation = over(firm)
    assert invitation.candidate.get("/api/interview/result").json["asks_self_identification"] is True
    assert told(invitation) is False
    assert invitation.candidate.put(SAY, SAID).json == {"has_self_identified": True}
    assert invitation.candidate.put(SAY, {"sex": "female"}).status == 200
    assert told(invitation) is True
    session = f"/api/sessions/{invitation.session_id}"
    shown = [firm.admin.get(path).body for path in (session, f"{session}/export.json", f"{session}/review")]
    assert not any("female" in body or "race" in body for body in shown)
    said_id = SelfIdentificationRepository(api_database).id_of(invitation.session_id)
    stored = api_database.self_identifications.find_one({"_id": said_id}) or {}
    assert (stored["sex"], stored["race_ethnicity"], stored["month"]) == ("female", "undisclosed", month_of(utc_now()))
    assert str(invitation.session_id) not in str(stored)
    assert invitation.session_id not in stored.values()
    assert {type(value).__name__ for value in stored.values()} == {"str", "UUID", "datetime"}
    assert stored["expires_at"].day == expiry_of(utc_now()).day, "which says no more of when it was"
    assert invitation.candidate.put(SAY, {}).json == {"has_self_identified": False}
    assert told(invitation) is False
    assert api_database.self_identifications.find_one({"_id": said_id}) is None


def test_it_is_asked_where_the_template_says_so_and_when_it_is_over(firm: Firm) -> None:
    unasked = over(firm, asks=False)
    assert unasked.candidate.get("/api/interview/result").json["asks_self_identification"] is False
    assert unasked.candidate.put(SAY, SAID).status == 404
    going_on = invited(firm).candidate.put(SAY, SAID)
    assert (going_on.status, going_on.error) == (409, "not_over")
    assert over(firm).candidate.put(SAY, {"sex": "unknown"}).error == "malformed_request"


def test_it_goes_with_its_interview(firm: Firm, api_database: Database) -> None:
    kept, forgotten = over(firm), over(firm)
    for each in (kept, forgotten):
        assert each.candidate.put(SAY, SAID).status == 200
    ForgottenSessionRepository(api_database).erase(forgotten.session_id)
    assert not SelfIdentificationRepository(api_database).has(forgotten.session_id)
    assert told(kept) is True


ROUTES = ("/api/bias-audit", "/api/bias-audit.csv")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("role", Role)
def test_who_may_audit(firm: Firm, other_firm: Firm, role: Role, route: str) -> None:
    may = role in MAY[Action.AUDIT]
    asked = {"year": 2026, "template_id": firm.template()}
    assert getattr(firm, role).get(route, **asked).status == (200 if may else 403)
    foreign = {**asked, "template_id": other_firm.template()}
    assert getattr(firm, role).get(route, **foreign).status == (404 if may else 403)
    assert firm.admin.as_("x" * 40).get(route, **asked).status == 401
    if may:
        assert getattr(firm, role).get(route, year=2026).error == "malformed_request", "of one template, never of all"


def person(firm: Firm, database: Database, template: str, sex: Sex, choice: Choice) -> None:
    """Somebody who was decided about last month, and has said who they are."""
    last_month = audited_until(utc_now()) - timedelta(days=2)
    facts = SessionFacts(
        session_id=uuid4(),
        organisation_id=firm.organisation_id,
        template_id=UUID(template),
        created_at=last_month,
        locked_at=last_month,
        decided_at=last_month,
        choice=choice,
        places=1,
    )
    SessionFactsRepository(database).put({facts.session_id: (1, facts)})
    statements = SelfIdentificationRepository(database)
    statements.put(
        Statement(
            id=statements.id_of(facts.session_id),
            organisation_id=firm.organisation_id,
            template_id=facts.template_id,
            month=month_of(last_month),
            sex=sex,
            race_ethnicity=RaceEthnicity.WHITE,
            expires_at=expiry_of(last_month),
        )
    )


def audit(firm: Firm, template: str, ending: str = "", **asked: str) -> Answer:
    year = (audited_until(utc_now()) - timedelta(days=2)).year
    return firm.admin.get(f"/api/bias-audit{ending}", template_id=template, year=year, **asked)


def test_an_audit_tells_rates_of_ten_and_more_and_the_file_says_the_same(firm: Firm, api_database: Database) -> None:
    template = firm.template()
    for nth in range(12):
        person(firm, api_database, template, Sex.FEMALE, Choice.ADVANCE if nth < 4 else Choice.REJECT)
        person(firm, api_database, template, Sex.MALE, Choice.ADVANCE if nth < 8 else Choice.HOLD)
    shown = audit(firm, template).json
    female, male = shown["selection"]["by_sex"]
    assert (female["people"], female["rate"], female["impact_ratio"]) == (12, 0.333, 0.5)
    assert (male["rate"], male["impact_ratio"]) == (0.667, 1.0)
    assert shown["scoring"]["people"] is None
    file = audit(firm, template, ".csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert "selection,female,all,12,4,0.333,0.5" in file.body
    assert 'selection,all,asian,"fewer than 10' in file.body
    assert "Auswahl;Weiblich;alle;12;4;0,333;0,5" in audit(firm, template, ".csv", language="de").body


def test_nobody_is_told_of_by_a_decision_that_is_made_anew_or_an_interview_that_goes(
    firm: Firm, api_database: Database
) -> None:
    template = firm.template()
    for nth in range(24):
        person(firm, api_database, template, Sex.FEMALE if nth < 12 else Sex.MALE, Choice.ADVANCE)
    before = audit(firm, template).json
    anew = {"organisation_id": firm.organisation_id, "template_id": UUID(template)}
    api_database.session_facts.update_one(anew, {"$set": {"decided_at": utc_now()}})
    assert audit(firm, template).json == before
    api_database.session_facts.delete_one(anew)
    assert audit(firm, template).json == before
    person(firm, api_database, template, Sex.FEMALE, Choice.REJECT)
    assert audit(firm, template, ".csv").body.count("all,12,12,1.0,1.0") == 2


def test_of_nine_nothing_is_told_and_nothing_of_those_beside_them(firm: Firm, api_database: Database) -> None:
    template = firm.template()
    for nth in range(30):
        person(firm, api_database, template, Sex.FEMALE if nth < 9 else Sex.MALE, Choice.ADVANCE)
    shown = audit(firm, template).json["selection"]
    assert shown["people"] == 30
    assert {each["people"] for each in shown["by_sex"]} == {None}
    assert {each["people"] for each in shown["by_both"]} == {None}
