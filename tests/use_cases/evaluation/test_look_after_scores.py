"""Scores that somebody asked for are made or given up, on a real MongoDB server."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.step_functions import ExecutionStatus
from interview.domain.sessions.session import Session
from interview.errors import StorageUnavailableError
from interview.use_cases.evaluation.look_after_scores import LookAfterScores
from tests.builders import NOW, a_locked_session, stored


@dataclass
class Executions:
    """Takes the place of the state machine; nobody can tell of question `broken`."""

    known: dict[str, ExecutionStatus] = field(default_factory=dict)
    broken: int | None = None

    def start(self, session_id: UUID, question_index: int, digest: str) -> None:
        self.known[f"{session_id} {question_index} {digest}"] = ExecutionStatus.RUNNING

    def status(self, session_id: UUID, question_index: int, digest: str) -> ExecutionStatus:
        if question_index == self.broken:
            raise StorageUnavailableError("away")
        return self.known.get(f"{session_id} {question_index} {digest}", ExecutionStatus.UNKNOWN)


@pytest.fixture(autouse=True)
def nothing_awaited(database: Database) -> None:
    database.answers.update_many({}, {"$unset": {"score_awaited_since": ""}})


@pytest.fixture
def session(database: Database) -> Session:
    return stored(database, a_locked_session())


def looking(database: Database, executions: Executions, *, after: timedelta = timedelta(minutes=5)) -> LookAfterScores:
    return LookAfterScores(AnswerRepository(database), executions, clock=lambda: NOW + after)  # type: ignore[arg-type]


def is_awaited(database: Database, session: Session) -> bool:
    return AnswerRepository(database).without_words(session.id, 0).score_awaited_since is not None


def test_what_was_asked_for_and_not_begun_is_begun_once(database: Database, session: Session) -> None:
    AnswerRepository(database).ask_for_scores(session.id, {0: 0}, None, NOW)
    executions = Executions()
    assert looking(database, executions, after=timedelta(seconds=5))().begun == []  # whoever asked may be about to
    assert looking(database, executions)().begun == [(session.id, 0)]
    assert looking(database, executions)().begun == []
    assert list(executions.known) == [f"{session.id} 0 score-1"]
    assert is_awaited(database, session)


def test_what_broke_off_is_awaited_no_more_and_can_be_asked_for_again(database: Database, session: Session) -> None:
    answers = AnswerRepository(database)
    answers.ask_for_scores(session.id, {0: 0}, None, NOW)
    executions = Executions({f"{session.id} 0 score-1": ExecutionStatus.ENDED})
    assert looking(database, executions)().given_up == [(session.id, 0)]
    assert not is_awaited(database, session)
    assert looking(database, executions)().given_up == []
    answers.ask_for_scores(session.id, {0: 1}, None, NOW)
    assert looking(database, executions)().begun == [(session.id, 0)]


def test_a_score_of_before_ends_no_wait(database: Database, session: Session) -> None:
    answers = AnswerRepository(database)
    answers.ask_for_scores(session.id, {0: 0}, None, NOW)
    answers.score_made(session.id, 0, 0)
    assert is_awaited(database, session)
    answers.score_made(session.id, 0, 1)
    assert not is_awaited(database, session)


def test_one_that_cannot_be_looked_at_keeps_no_other_waiting(database: Database) -> None:
    broken, sound = (stored(database, a_locked_session()) for _ in range(2))
    answers = AnswerRepository(database)
    answers.ask_for_scores(broken.id, {1: 0}, None, NOW)
    answers.ask_for_scores(sound.id, {0: 0}, None, NOW)
    looked = looking(database, Executions(broken=1))()
    assert looked.begun == [(sound.id, 0)]
    assert [(session_id, index) for session_id, index, _ in looked.failed] == [(broken.id, 1)]


def test_organisations_take_turns(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many one has that wait for a model, another's that nobody began is begun."""
    monkeypatch.setattr("interview.adapters.mongo.answers.MAX_AWAITED", 2)
    one, other = uuid4(), uuid4()
    for minutes, organisation_id in enumerate((one, one, one, other)):
        session = stored(database, a_locked_session(organisation_id=organisation_id))
        AnswerRepository(database).ask_for_scores(session.id, {0: 0}, None, NOW + timedelta(seconds=minutes))
    assert looking(database, Executions())().begun[1] == (session.id, 0)
