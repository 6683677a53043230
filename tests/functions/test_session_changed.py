"""What the use cases tell through the API, and the function that tells the pages of it."""

import importlib
import json
import os
from datetime import timedelta
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from interview.adapters.event_bus import EventBus
from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import utc_now
from interview.domain.events import AnswerScored, ScoreData
from interview.domain.live_messages import LiveMessage, NewState, ReviewChanged
from interview.domain.proctoring import Socket
from interview.domain.tokens import TicketRole
from interview.errors import DatabaseUnavailableError, StorageUnavailableError
from interview.use_cases.publish_events import PublishEvents
from interview.wiring.publishing import publish_events
from tests.builders import NOW, make_scorecard
from tests.functions.api_client import Api, Context, Firm, Invitation
from tests.functions.conftest import Subscriber
from tests.functions.test_api_scores import SAID, scored

WHO = "Ada Lovelace"


@pytest.fixture
def function(api: Api) -> ModuleType:
    return importlib.import_module("functions.session_changed.handler")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The states that pages were told."""
    states: list[str] = []

    def post(_: LiveConnections, _connection_id: str, message: LiveMessage) -> bool:
        assert isinstance(message, NewState | ReviewChanged)
        states.append(message.state.value if isinstance(message, NewState) else message.type)
        return True

    monkeypatch.setattr(LiveConnections, "post", post)
    return states


@pytest.fixture
def watched(api_database: Database, firm: Firm) -> Invitation:
    """One whose results page is open."""
    invitation = firm.start()
    socket = Socket(
        connection_id=str(invitation.session_id), role=TicketRole.RECRUITER, session_id=invitation.session_id
    )
    connections = ConnectionRepository(api_database)
    connections.open(socket, utc_now())
    connections.join(socket, utc_now())
    return invitation


def steps(events: list[dict[str, Any]]) -> list[tuple[int, str, str | None]]:
    return [(event["session_version"], event["type"], event["data"].get("state")) for event in events]


def test_what_the_api_changes_is_told_by_ids_alone(firm: Firm, api_database: Database, subscriber: Subscriber) -> None:
    invitation = firm.start()
    assert invitation.candidate.post("/api/interview/finish").status == 200
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"state": "failed"}})
    assert firm.recruiter.post(f"/api/sessions/{invitation.session_id}/processing").status == 202
    events = subscriber.heard()
    assert steps(events) == [
        (1, "SessionChanged", "pending"),
        (1, "LinkIssued", None),
        (2, "SessionChanged", "in_progress"),
        (3, "SessionChanged", "completed"),
        (4, "SessionChanged", "completed"),
    ]
    assert len({event["id"] for event in events}) == len(events)
    assert {(event["session_id"], event["organisation_id"]) for event in events} == {
        (str(invitation.session_id), str(firm.organisation_id))
    }
    assert WHO not in json.dumps(events)


def test_a_link_that_is_issued_again_is_told_with_the_state_that_it_brings(
    firm: Firm, api_database: Database, subscriber: Subscriber
) -> None:
    """An expired interview is open again."""
    invitation = firm.invite()
    over = {"state": "expired", "expires_at": utc_now()}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": over})
    subscriber.heard()
    reissued = firm.recruiter.post(f"/api/sessions/{invitation.session_id}/link", {})
    assert reissued.status == 201
    events = subscriber.heard()
    assert steps(events) == [(2, "SessionChanged", "pending"), (2, "LinkIssued", None)]
    assert events[1]["data"]["link_number"] == 1
    assert reissued.json["link_path"].rpartition("#")[2] not in json.dumps(events)


def test_pages_hear_of_each_change_and_of_none_that_is_over(
    function: ModuleType, watched: Invitation, subscriber: Subscriber, told: list[str], api_database: Database
) -> None:
    assert watched.candidate.post("/api/interview/finish").status == 200
    sessions = SessionRepository(api_database)
    assert sessions.begin_processing(watched.session_id, 1)
    (completed,) = subscriber.records()
    assert function.handler({"Records": [completed]}, Context()) == {"batchItemFailures": []}
    assert told == [], "it is processing already, of which another event tells"
    publish_events(importlib.import_module("functions.lock.handler").settings)(watched.session_id)
    (processing,) = subscriber.records()
    assert function.handler({"Records": [processing, completed, processing]}, Context()) == {"batchItemFailures": []}
    assert told == ["processing", "processing"], "a repeat does no harm"


def test_who_watches_is_told_that_somebody_decided(
    function: ModuleType, firm: Firm, watched: Invitation, subscriber: Subscriber, told: list[str]
) -> None:
    assert watched.candidate.post("/api/interview/finish").status == 200
    subscriber.records()
    decision = {"id": str(uuid4()), "choice": "hold", "reason": "Let us talk."}
    assert firm.recruiter.post(f"/api/sessions/{watched.session_id}/decisions", decision).status == 201
    assert function.handler({"Records": subscriber.records()}, Context()) == {"batchItemFailures": []}
    assert told == ["review_changed"]


def test_who_watches_is_told_of_a_score_a_scorecard_and_a_contest(
    function: ModuleType,
    firm: Firm,
    watched: Invitation,
    subscriber: Subscriber,
    told: list[str],
    api_database: Database,
) -> None:
    """Of an interview that is over as well: its page stays open."""
    session_id = watched.session_id
    assert watched.candidate.post("/api/interview/finish").status == 200
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done"}})
    AnswerRepository(api_database).store_transcript(session_id, 0, SAID, None)
    subscriber.records()
    event = AnswerScored(
        session_id=session_id,
        session_version=1,
        organisation_id=firm.organisation_id,
        at=NOW,
        data=ScoreData(question_index=0, fingerprint="first"),
    )
    ScoreRepository(api_database).add(session_id, 0, "first", scored(8.0, 4), NOW, event)
    assert make_scorecard(api_database)(session_id)
    publish_events(importlib.import_module("functions.finish.handler").settings)(session_id)
    records = subscriber.records()
    assert function.handler({"Records": records}, Context()) == {"batchItemFailures": []}
    assert {json.loads(each["body"])["detail"]["type"] for each in records} == {"AnswerScored", "ScorecardMade"}
    assert told == ["review_changed"], "once for both: they look at what is stored"
    assert watched.candidate.put("/api/interview/result/contest", {"text": "I said more."}).status == 200
    assert function.handler({"Records": subscriber.records()}, Context()) == {"batchItemFailures": []}
    assert told == ["review_changed"] * 2


def test_an_event_that_fails_comes_again_alone(
    function: ModuleType,
    watched: Invitation,
    subscriber: Subscriber,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert watched.candidate.post("/api/interview/finish").status == 200
    (record,) = subscriber.records()
    garbled = [{"messageId": name, "body": body} for name, body in (("none", "{}"), ("no JSON", "x"))]
    answer = function.handler({"Records": [garbled[0], record, garbled[1]]}, Context())
    assert answer == {"batchItemFailures": [{"itemIdentifier": "none"}, {"itemIdentifier": "no JSON"}]}
    assert told == ["completed"]

    def away(*_: object) -> None:
        raise DatabaseUnavailableError("the database did not answer")

    monkeypatch.setattr(SessionRepository, "outlines", away)
    answer = function.handler({"Records": [record]}, Context())
    assert answer == {"batchItemFailures": [{"itemIdentifier": record["messageId"]}]}


def test_what_there_is_no_time_for_comes_again(
    function: ModuleType, watched: Invitation, subscriber: Subscriber, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert watched.candidate.post("/api/interview/finish").status == 200
    (record,) = subscriber.records()
    left_ms = iter([20_000, 5_000])
    context = Context()
    monkeypatch.setattr(Context, "get_remaining_time_in_millis", lambda _: next(left_ms))
    answer = function.handler({"Records": [record, {**record, "messageId": "later"}]}, context)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "later"}]}
    assert told == ["completed"]


def test_a_change_while_the_bus_is_away_is_told_by_the_sweeper(
    firm: Firm, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch, api_database: Database
) -> None:
    def away(*_: object) -> None:
        raise StorageUnavailableError("events cannot be published right now")

    with monkeypatch.context() as patch:
        patch.setattr(EventBus, "put", away)
        invitation = firm.start()
    assert subscriber.heard() == []
    sweep = importlib.import_module("functions.sweep.handler")
    earlier = utc_now() - timedelta(minutes=2)
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"unpublished.$[].at": earlier}})
    assert sweep._publish_left_behind()
    told = [event for event in subscriber.heard() if event["session_id"] == str(invitation.session_id)]
    assert steps(told) == [
        (1, "SessionChanged", "pending"),
        (1, "LinkIssued", None),
        (2, "SessionChanged", "in_progress"),
    ]


def test_a_sweep_that_leaves_an_event_behind_is_none_that_succeeded(
    firm: Firm, subscriber: Subscriber, api_database: Database
) -> None:
    """So that an alarm rings."""
    sweep, invitation = importlib.import_module("functions.sweep.handler"), firm.start()
    assert sweep._publish_left_behind()
    newer = {"type": "SessionMoved", "at": utc_now() - timedelta(minutes=2)}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"unpublished": [newer]}})
    assert not sweep._publish_left_behind()
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$unset": {"unpublished": True}})


@pytest.mark.parametrize(
    ("folder", "use_case"),
    [
        ("lock", "begin_processing"),
        ("finish", "finish_processing"),
        ("score", "score_answer"),
        ("sweep", "sweep_sessions"),
    ],
)
def test_what_a_step_changes_is_published_at_once(
    api: Api, monkeypatch: pytest.MonkeyPatch, folder: str, use_case: str
) -> None:
    for name in ("GROQ_SECRET_ARN", "MONGODB_SECRET_ARN"):
        monkeypatch.setenv(name, os.environ["MONGODB_SECRET_ARN"])
    monkeypatch.setenv("GROQ_BASE_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("GROQ_TOKENS_A_MINUTE", "0")
    monkeypatch.setenv("SCORE_MODELS", "one")
    monkeypatch.setenv("SCORE_SAMPLES", "adaptive")
    function = importlib.reload(importlib.import_module(f"functions.{folder}.handler"))
    built = getattr(function.wiring, use_case)(function.settings)
    assert isinstance(built.publish, PublishEvents)
