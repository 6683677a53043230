"""The scorecard of an interview, where recruiters read it: in the results and in the list."""

from uuid import UUID

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from tests.builders import NOW, make_scorecard
from tests.functions.api_client import Api, Firm
from tests.functions.test_api_scores import SAID, scored


@pytest.fixture
def finished(firm: Firm, api_database: Database) -> UUID:
    """An interview that is done: one of its two questions was answered and scored."""
    session_id = firm.start(questions=2).session_id
    AnswerRepository(api_database).store_transcript(session_id, 0, SAID, None)
    ScoreRepository(api_database).add(session_id, 0, "first", scored(8.0, 4), NOW)
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done"}})
    return session_id


def listed(api: Api, session_id: UUID) -> dict[str, object]:
    sessions = api.get("/api/sessions", limit=100).json["sessions"]
    return next(session for session in sessions if session["id"] == str(session_id))


def test_results_and_list_say_what_the_interview_comes_to(firm: Firm, finished: UUID, api_database: Database) -> None:
    assert listed(firm.reviewer, finished)["figure"] is None
    made = make_scorecard(api_database)(finished)
    assert made
    shown = firm.reviewer.get(f"/api/sessions/{finished}").json["scorecard"]
    assert (shown["version"], shown["scorecard"]) == (1, made.scorecard.model_dump(mode="json"))
    assert shown["scorecard"]["unscored"] == [{"question_index": 1, "reason": "no_answer"}]
    figure = {"overall": 8.0, "low": 5.0, "high": 5.0, "confidence": None, "indicative": False}
    assert listed(firm.reviewer, finished)["figure"] == {**figure, "needs_person": False, "scored_share": 0.5}


def test_an_interview_that_had_finished_before_gets_its_own_when_somebody_looks(
    firm: Firm, finished: UUID, api_database: Database
) -> None:
    shown = firm.reviewer.get(f"/api/sessions/{finished}").json["scorecard"]
    assert shown["scorecard"]["overall"] == 8.0
    assert ScorecardRepository(api_database).get(finished)


def test_there_is_none_while_it_goes_on(firm: Firm) -> None:
    session_id = firm.start().session_id
    assert firm.reviewer.get(f"/api/sessions/{session_id}").json["scorecard"] is None
    assert listed(firm.reviewer, session_id)["figure"] is None
