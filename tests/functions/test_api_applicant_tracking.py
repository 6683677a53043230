"""An interview is taken to an applicant tracking system, through the API."""

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.accounts import Role
from tests.functions.api_client import Firm
from tests.functions.test_api_decisions import NAME, blind
from tests.functions.test_api_shares import finished

SITE = "https://colloquy.example"
SYSTEMS = ("greenhouse", "lever")


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_interview_is_told_in_the_others_shape(firm: Firm, api_database: Database, system: str) -> None:
    session_id = finished(firm, api_database)
    path = f"/api/sessions/{session_id}/{system}.json"
    told = firm.recruiter.get(path, site=SITE)
    assert told.status == 200, told.body
    assert f"{SITE}/dashboard#/sessions/{session_id}" in told.body
    assert firm.recruiter.get(path).error == "malformed_request"
    for site in ("javascript:alert(1)", 'https://x.example"><script>', "https://me@x.example"):
        assert firm.recruiter.get(path, site=site).error == "malformed_request"


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.RECRUITER])
def test_who_has_to_judge_first_takes_nothing_hidden_along(
    firm: Firm, api_database: Database, system: str, role: Role
) -> None:
    session_id = blind(firm, api_database, "identity")
    told = getattr(firm, role).get(f"/api/sessions/{session_id}/{system}.json", site=SITE)
    assert told.status == 200, told.body
    assert "hidden until" in told.body
    assert "Overall" not in told.body
    assert NAME not in told.body
