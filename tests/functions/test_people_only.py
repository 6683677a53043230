"""Who wants people alone to judge is judged by no model, at any door: none is asked, and no score is stored."""

import importlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from functions.api import service
from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.settings import load
from interview.settings.score import ScoreSettings
from interview.wiring import score as score_wiring
from interview.wiring.passages import keep_passages
from interview.wiring.scorecard import make_scorecard
from tests.builders import a_transcript, permit_of
from tests.functions.api_client import START, Api, Firm, Invitation
from tests.functions.test_api_decisions import LEVELS
from tests.functions.test_feedback import PATH, SAID, hear

ALONE: dict[str, Any] = {**START, "consent": {**START["consent"], "human_review_only": True}}
OF_MODELS = ("scores", "scorecards", "scoring_line")
"""Collections of what a model made, and of who waits for one."""


@pytest.fixture(scope="module")
def feedback(api: Api, aws: pytest.MonkeyPatch) -> Api:
    """The function beside the API, of the same stage: its model is at an address where nobody is."""
    groq = boto3.client("secretsmanager").create_secret(Name="groq-of-nobody", SecretString="key")["ARN"]
    models = {"FEEDBACK_MODELS": "one", "SCORE_MODELS": "one", "SCORE_SAMPLES": "adaptive"}
    for name, value in {"GROQ_SECRET_ARN": groq, "GROQ_BASE_URL": "http://127.0.0.1:9", **models}.items():
        aws.setenv(name, value)
    return Api(importlib.import_module("functions.feedback.handler").handler)


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the model was asked, by whichever function."""
    asked: list[str] = []

    def complete(*_: object, schema_name: str, **__: object) -> None:
        asked.append(schema_name)
        raise AssertionError("a model was asked")

    monkeypatch.setattr(Groq, "complete", complete)
    yield asked
    assert asked == []


@pytest.fixture
def alone(firm: Firm, feedback: Api, api_database: Database) -> Invitation:
    """An interview that was answered, with feedback asked for ahead and after, and that is done."""
    invitation = firm.invite()
    session_id, candidate = invitation.session_id, invitation.candidate
    assert candidate.post("/api/interview/start", ALONE).status == 200
    answers, permit = AnswerRepository(api_database), permit_of(api_database, session_id)
    hear(api_database, session_id, SAID)
    assert candidate.token
    page = feedback.as_(candidate.token)
    assert page.post(f"{PATH.format(0)}/preparation").status < 300
    answers.store_live_transcript(permit, 0, a_transcript(SAID), complete=True)
    given = page.post(PATH.format(0))
    assert (given.status, given.json["follow_up"]) == (200, None)
    assert candidate.post("/api/interview/finish").status == 200
    answers.store_transcript(session_id, 0, a_transcript(SAID), None)
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done"}})
    return invitation


def score(invitation: Invitation) -> object:
    """The function that scores, as the state machine calls it."""
    handler = importlib.import_module("functions.score.handler").handler
    context: Any = SimpleNamespace(
        aws_request_id="r-1", function_name="score", get_remaining_time_in_millis=lambda: 180_000
    )
    return handler({"session_id": str(invitation.session_id), "question_index": 0}, context)


def test_no_model_is_asked_and_no_score_is_stored(
    firm: Firm, api_database: Database, alone: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    importlib.import_module("functions.score.handler")
    monkeypatch.setattr("functions.score.handler.settings", load(ScoreSettings))
    assert score(alone) == {"wait_s": 0}
    assert make_scorecard(service.settings())(alone.session_id) is None
    keep_passages(service.settings())([alone.session_id])
    path = f"/api/sessions/{alone.session_id}"
    for wish, body in (
        (f"{path}/answers/0/scores", {"after": 0}),
        (f"{path}/scores", {"answers": [{"question_index": 0, "after": 0}]}),
    ):
        refused = firm.recruiter.post(wish, body)
        assert (refused.status, refused.error) == (409, "people_only")

    results = firm.recruiter.get(path).json
    assert (results["scorecard"], results["session"]["human_review_only"]) == (None, True)
    assert [answer["overall"] for answer in results["answers"]] == [None, None]
    answer = firm.answer(alone.session_id, 0)
    assert (answer["score"], answer["feedback"]["score"]) == (None, None)
    assert firm.recruiter.get(f"{path}/answers/0/scores").json["versions"] == []
    [listed] = [
        each
        for each in firm.recruiter.get("/api/sessions", limit=100).json["sessions"]
        if each["id"] == str(alone.session_id)
    ]
    assert (listed["figure"], listed["certainty"]) == (None, "needs_person")
    told = alone.candidate.get("/api/interview/result").json
    assert (told["people_only"], told["judges"], told["answers"][0]["why"]) == (True, [], "wished")
    assert [held["is_scored"] for held in alone.candidate.get("/api/interview/data").json["answers"]] == [False]

    exported = firm.recruiter.get(f"{path}/export.json").json
    assert (exported["scorecard"], exported["engines"]) == (None, [])
    assert [each["score"] for each in exported["answers"]] == [None, None]
    assert firm.recruiter.get("/api/answers", q="What was found in the cache?").json["ranking"] == "words"
    for name in OF_MODELS:
        assert api_database[name].count_documents({"session_id": alone.session_id}) == 0, name
    stored = list(api_database.answers.find({"session_id": alone.session_id}))
    assert [each.get("prepared") for each in stored] == [None, None]
    assert {sample for each in stored for sample in (each.get("feedback") or {}).get("samples", ())} == set()


def test_what_people_find_counts_and_calls_no_model(firm: Firm, api_database: Database, alone: Invitation) -> None:
    path = f"/api/sessions/{alone.session_id}"
    levels = {"id": "7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1", "levels": LEVELS}
    assert firm.recruiter.post(f"{path}/answers/0/levels", levels).status == 201
    figures = firm.recruiter.get("/api/analytics")
    assert figures.status == 200, figures.body
    assert api_database.scorecards.count_documents({"session_id": alone.session_id}) == 0


def test_what_was_judged_before_a_withdrawal_is_judged_no_more(
    firm: Firm, api_database: Database, alone: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one whose candidate had no wish: from then on it is as if they had."""
    as_others = {"$set": {"consent.human_review_only": False}}
    api_database.sessions.update_one({"_id": alone.session_id}, as_others)
    assert alone.candidate.post("/api/interview/withdrawal").status == 200
    importlib.import_module("functions.score.handler")
    monkeypatch.setattr("functions.score.handler.settings", load(ScoreSettings))
    assert score_wiring.score_in_turn(load(ScoreSettings))(alone.session_id, 0).score is None
    assert make_scorecard(service.settings())(alone.session_id) is None
    assert api_database.scores.count_documents({"session_id": alone.session_id}) == 0
