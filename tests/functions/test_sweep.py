"""The sweeper puts right what was left lying, and tells of it."""

import importlib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.step_functions import Executions, ExecutionStatus
from interview.domain.clock import utc_now
from interview.domain.sessions.session import EXPIRY_GRACE
from interview.errors import DatabaseUnavailableError, NotConfiguredError, NotYetConfiguredError
from interview.wiring import sweep as wiring
from interview.wiring.database import database
from tests.builders import NOW, a_session
from tests.functions.api_client import Api, Context, Firm, Log
from tests.functions.conftest import Subscriber
from tests.use_cases.processing.test_processing import a_chunk


@pytest.fixture(scope="module")
def sweep(api: Api) -> Iterator[ModuleType]:
    module = importlib.import_module("functions.sweep.handler")
    yield module
    database(module.settings).client.close()


def test_what_the_sweeper_changed_is_told(
    sweep: ModuleType,
    firm: Firm,
    api_database: Database,
    subscriber: Subscriber,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Executions, "status", lambda _, _name: ExecutionStatus.RUNNING)
    sweep.handler({}, Context())  # what other tests left lying
    late = utc_now() - EXPIRY_GRACE
    unused, abandoned, broken, open_ = firm.invite(), firm.start(), firm.start(), firm.start()
    for invitation in (unused, abandoned):
        api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": {"expires_at": late}})
    broken.candidate.post("/api/interview/finish")
    api_database.sessions.update_one({"_id": broken.session_id}, {"$set": {"execution.requested_at": late}})
    monkeypatch.setattr(
        Executions,
        "status",
        lambda _, name: ExecutionStatus.ENDED if str(broken.session_id) in name else ExecutionStatus.RUNNING,
    )
    assert subscriber.heard()

    swept = sweep.handler({}, Context())
    assert (swept["expired"], swept["locked"], swept["failed"], swept["again"]) == (1, 1, 1, 0)

    def told() -> list[Any]:
        """What other tests left is told whenever it is due."""
        return [event for event in subscriber.heard() if event["organisation_id"] == str(firm.organisation_id)]

    assert {event["session_id"]: event["data"] for event in told()} == {
        str(unused.session_id): {"state": "expired"},
        str(abandoned.session_id): {"state": "completed"},
        str(broken.session_id): {"state": "failed"},
    }
    sweep.handler({}, Context())
    assert told() == [], f"nothing of {open_.session_id}, and nothing twice"


def test_a_sweep_passes_when_all_of_it_succeeded(
    sweep: ModuleType, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that does not counts as an error of the function, which rings."""
    monkeypatch.setattr(Executions, "status", lambda _, _name: ExecutionStatus.RUNNING)

    def succeeds() -> bool:
        try:
            sweep.handler({}, Context())
        except sweep.LeftLyingError:
            return False
        return True

    assert succeeds()
    with monkeypatch.context() as patch:
        patch.setattr(SessionRepository, "unused", fails_with(DatabaseUnavailableError("away")))
        assert not succeeds()
    with monkeypatch.context() as patch:
        patch.setattr(wiring, "make_indexes", fails_with(RuntimeError("documents that contradict one")))
        assert not succeeds()


def test_a_stage_without_a_database_has_nothing_to_sweep_and_rings_nobody(
    sweep: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "sweep_sessions", fails_with(NotYetConfiguredError("the database is not configured")))
    assert sweep.handler({}, Context()) == {}
    monkeypatch.setattr(
        wiring, "sweep_sessions", fails_with(NotConfiguredError("the database refuses the credentials"))
    )
    with pytest.raises(NotConfiguredError):
        sweep.handler({}, Context())


def fails_with(error: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_what_was_delivered_a_day_ago_is_merged_though_its_interview_is_still_open(
    sweep: ModuleType, firm: Firm, api_database: Database, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Executions, "status", lambda _, _name: ExecutionStatus.RUNNING)
    session_id = firm.start().session_id
    ChunkRepository(api_database).register([a_chunk(a_session(id=session_id), 0)])
    AnswerRepository(api_database).expect_merge(session_id, 0, NOW)
    sweep.handler({}, Context())
    [line] = log.named("overdue_merge_requested")
    assert (line["sessionId"], line["questionIndex"]) == (str(session_id), 0)
    sweep.handler({}, Context())
    assert len(log.named("overdue_merge_requested")) == 1


def test_what_indexes_are_missing_health_says_and_the_sweeper_makes(
    sweep: ModuleType, api: Api, api_database: Database
) -> None:
    """After a first deploy, and after one that brings another index."""
    api_database.templates.drop_index("organisation_id_1_created_at_-1")

    health = api.get("/api/health")
    assert (health.status, health.json["error"]["code"]) == (503, "not_configured")
    assert "lacks indexes (1)" in health.json["error"]["message"]
    sweep.handler({}, Context())

    assert api.get("/api/health").status == 200


def test_what_is_known_of_chunks_and_live_words_expires(
    sweep: ModuleType, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chunks after the longest link, words with the recordings: however long a stage keeps them now."""

    def days(collection: str) -> list[float]:
        indexes = api_database[collection].index_information().values()
        return [index["expireAfterSeconds"] / 86_400 for index in indexes if "expireAfterSeconds" in index]

    sweep.handler({}, Context())
    assert (days("chunks"), days("transcript_lines")) == ([30 + 90], [365])
    kept_longer = sweep.settings.model_copy(update={"raw_retention_days": 60, "merged_retention_days": 730})
    monkeypatch.setattr(sweep, "settings", kept_longer)
    sweep.handler({}, Context())
    assert (days("chunks"), days("transcript_lines")) == ([60 + 90], [730])


def test_an_index_that_cannot_be_made_keeps_no_interview_waiting(
    sweep: ModuleType, api: Api, firm: Firm, api_database: Database
) -> None:
    unused = firm.invite()
    late = utc_now() - EXPIRY_GRACE
    api_database.sessions.update_one({"_id": unused.session_id}, {"$set": {"expires_at": late}})
    api_database.organisations.drop_index("name_1")
    twice = [{"_id": uuid4(), "name": "The same"} for _ in range(2)]
    api_database.organisations.insert_many(twice)
    api_database.users.drop_index("organisation_id_1_created_at_1__id_1")
    try:
        with pytest.raises(sweep.LeftLyingError):
            sweep.handler({}, Context())
        assert api_database.sessions.count_documents({"_id": unused.session_id, "state": "expired"}) == 1
        assert "organisation_id_1_created_at_1__id_1" in api_database.users.index_information(), (
            "those behind it are made"
        )
    finally:
        api_database.organisations.delete_many({"_id": {"$in": [one["_id"] for one in twice]}})
    sweep.handler({}, Context())
    assert "name_1" in api_database.organisations.index_information()
