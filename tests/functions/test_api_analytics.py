"""Figures of many interviews, through the API: what people and candidates do is counted, and who may see it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.domain.accounts import Role
from interview.domain.clock import utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.evaluation.rubric import RUBRIC
from tests.functions.api_client import Api, Firm
from tests.functions.test_api_decisions import decision, of
from tests.functions.test_api_quotas import few
from tests.functions.test_api_shares import finished

LEVELS = {"content": 4, "structure": 3, "clarity": 3, "delivery": 2}


def figures(api: Api, database: Database, **asked: object) -> Any:
    """As they are now, and not as they were kept."""
    database.analytics.delete_many({})
    answer = api.get("/api/analytics", **asked)
    assert answer.status == 200, answer.body
    return answer.json


@pytest.mark.parametrize("role", Role)
def test_who_may_see_figures(firm: Firm, other_firm: Firm, role: Role) -> None:
    may = role in MAY[Action.ANALYSE]
    assert getattr(firm, role).get("/api/analytics").status == (200 if may else 403)
    foreign = other_firm.template()
    assert getattr(firm, role).get("/api/analytics", template_id=foreign).status == (404 if may else 403)
    assert firm.admin.as_("x" * 40).get("/api/analytics").status == 401


@pytest.mark.parametrize("asked", [{"period": "1d"}, {"template_id": "x"}])
def test_what_cannot_be_counted_is_refused(firm: Firm, asked: dict[str, str]) -> None:
    assert firm.admin.get("/api/analytics", **asked).error == "malformed_request"


def test_what_happens_to_interviews_is_counted(found_firm: Callable[[], Firm], api_database: Database) -> None:
    firm = found_firm()
    firm.invite()
    opened = firm.invite()
    for _ in range(2):
        assert opened.candidate.get("/api/interview").status == 200
    firm.start()
    done = finished(firm, api_database)
    ended = utc_now() - timedelta(hours=1)
    begun = {"started_at": ended, "completed_at": ended, "opened_at": ended}
    api_database.sessions.update_one({"_id": done}, {"$set": begun})
    api_database.scores.update_one({"session_id": done}, {"$set": {"score.rubric_hash": RUBRIC.hash}})
    assert firm.recruiter.get(f"/api/sessions/{done}").json["scorecard"], "made when somebody looks"
    assert firm.recruiter.post(of(done, "decisions"), decision()).status == 201
    for person in (firm.recruiter, firm.reviewer):
        judged = {"id": str(uuid4()), "levels": LEVELS}
        assert person.post(of(done, "answers/0/levels"), judged).status == 201
    shown = figures(firm.recruiter, api_database)
    counted = {"invited": 4, "opened": 3, "begun": 2, "finished": 1, "decided": 1, "still_open": 3}
    assert shown["funnel"] == counted
    assert [(each["reached"], each["answered"], each["left"]) for each in shown["questions"]] == [(1, 1, 1), (0, 0, 0)]
    assert shown["time_to_decide"]["decided"] == 1
    assert 3600 <= shown["time_to_decide"]["median_s"] < 3660
    assert (shown["by_model"]["count"], shown["by_model"]["mean"]) == (1, 5.0)
    assert shown["by_people"]["count"] == 1
    assert shown["between_people"]["pairs"] == 4
    facts = api_database.session_facts.find_one({"session_id": done})
    assert facts
    assert facts["with_model"], "the model's levels stand beside theirs"


@pytest.mark.parametrize("blinding", ["scores", "identity"])
def test_of_a_blind_interview_nothing_is_counted_before_ones_own_judgement(
    found_firm: Callable[[], Firm], api_database: Database, blinding: str
) -> None:
    firm = found_firm()
    session_id = finished(firm, api_database, blinding=blinding)
    judged = {"id": str(uuid4()), "levels": LEVELS}
    assert firm.admin.post(of(session_id, "answers/0/levels"), judged).status == 201
    assert firm.admin.get(f"/api/sessions/{session_id}").json["scorecard"]
    assert firm.admin.post(of(session_id, "decisions"), decision()).status == 201
    whole, hidden = figures(firm.admin, api_database), figures(firm.recruiter, api_database)
    assert (whole["hidden"], whole["by_model"]["count"], whole["funnel"]["decided"]) == (0, 1, 1)
    assert (hidden["hidden"], hidden["by_model"]["count"], hidden["funnel"]["decided"]) == (1, 0, 0)
    assert (hidden["by_people"]["count"], hidden["time_to_decide"]["decided"]) == (0, 0)


def test_counting_has_a_limit_and_looking_again_has_none(
    found_firm: Callable[[], Firm], monkeypatch: pytest.MonkeyPatch
) -> None:
    firm = found_firm()
    rate = few(monkeypatch, "ANALYTICS_LATELY", 1)
    template = firm.template()
    assert {firm.admin.get("/api/analytics", template_id=template).status for _ in range(3)} == {200}
    refused = firm.admin.get("/api/analytics", template_id=template, period="all")
    assert (refused.status, refused.error, refused.params) == (429, "too_many_attempts", {"limit": rate.name})
    assert firm.recruiter.get("/api/analytics", template_id=template).status == 200


def test_a_forgotten_interview_is_counted_no_more(found_firm: Callable[[], Firm], api_database: Database) -> None:
    firm = found_firm()
    session_id = firm.invite().session_id
    assert figures(firm.admin, api_database)["interviews"] == 1
    ForgottenSessionRepository(api_database).erase(session_id)
    assert figures(firm.admin, api_database)["interviews"] == 0
