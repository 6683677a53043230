"""What we make for Greenhouse has the shape that its documentation gives: the answer to `test_status` of its Assessment
API (https://developers.greenhouse.io/assessment.html, as of 1 December 2026). It was not tried with Greenhouse."""

import json
from typing import Literal
from urllib.parse import urlsplit

import pytest
from pydantic import BaseModel, ConfigDict, StrictBool, StrictFloat, StrictInt, StrictStr

from interview.domain.applicant_tracking.greenhouse import assessment_status
from interview.domain.decisions.choice import Choice
from interview.domain.sessions.session import SessionState
from tests.contract.exported import SESSION_ID, SITE, an_exported_session, decided


class Documented(BaseModel):
    """ "up to four keys", of which the profile's address is required once the status is "complete"; `metadata` is "a
    non-nested object", "all of the values must be Javascript primitives"."""

    model_config = ConfigDict(extra="forbid", strict=True)

    partner_status: str
    partner_profile_url: str
    partner_score: StrictInt | StrictFloat | None = None
    metadata: dict[str, StrictStr | StrictInt | StrictFloat | StrictBool | None]


class Complete(Documented):
    partner_status: Literal["complete"]


@pytest.mark.parametrize("state", list(SessionState))
def test_any_interview_has_the_documented_shape(state: SessionState) -> None:
    under_way = (SessionState.PENDING, SessionState.IN_PROGRESS, SessionState.COMPLETED, SessionState.PROCESSING)
    ended = state not in under_way
    made = assessment_status(an_exported_session(state=state), SITE).model_dump_json()
    status = (Complete if ended else Documented).model_validate_json(made)
    assert (status.partner_status == "complete") is ended, "Greenhouse asks no more after that word"
    assert urlsplit(status.partner_profile_url).geturl() == f"{SITE}/dashboard#/sessions/{SESSION_ID}"


def test_score_and_decision_are_told() -> None:
    told = json.loads(assessment_status(an_exported_session(), SITE).model_dump_json())
    assert told["partner_score"] == told["metadata"]["Overall (0 to 10)"] == 5.0
    assert told["metadata"]["Decision"] == "advance"
    assert told["metadata"]["Decided by"] == "Grace Hopper"


def test_what_is_hidden_is_not_told() -> None:
    hidden = an_exported_session(scores_hidden=True, scorecard=None, findings=(), candidate_name="#4b4ac4")
    status = assessment_status(hidden, SITE)
    assert status.partner_score is None
    assert set(status.metadata) == {"Interview", "State", "Started at", "Completed at", "Scores"}


def test_the_newest_decision_counts() -> None:
    session = an_exported_session(findings=(decided(Choice.REJECT), decided(Choice.HOLD, "Asked for a day.")))
    assert assessment_status(session, SITE).metadata["Decision"] == "hold"
