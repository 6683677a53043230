"""Finishing, on a real MongoDB server: however many ask, one execution begins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from uuid import UUID

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.session import LEASED_RUNS, SessionState
from interview.errors import ConflictError, LinkExpiredError, StorageUnavailableError
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.processing.start_processing import StartProcessing
from interview.use_cases.sessions.finish_interview import Finished, FinishInterview
from tests.builders import NOW, a_session, stored

CALLERS = 50


class StateMachine:
    """Step Functions as its users know it: a name runs once; the same name with the same input is no error."""

    def __init__(self, *, away: bool = False) -> None:
        self.away = away
        self.calls = 0
        self.inputs: dict[str, tuple[UUID, int]] = {}
        self._lock = Lock()

    def start(self, name: str, session_id: UUID, attempt: int) -> str:
        with self._lock:
            self.calls += 1
            if self.away:
                raise StorageUnavailableError("processing cannot be started right now")
            assert self.inputs.setdefault(name, (session_id, attempt)) == (session_id, attempt)
        return f"arn:{name}"


def finish(database: Database, machine: StateMachine) -> FinishInterview:
    sessions = SessionRepository(database)
    start = StartProcessing(sessions, machine)  # type: ignore[arg-type]
    lock = LockInterview(sessions, AnswerRepository(database), clock=lambda: NOW)
    return FinishInterview(sessions, lock, start, clock=lambda: NOW)


def test_fifty_calls_at_once_lock_once_and_start_one_execution(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    machine = StateMachine()
    call = finish(database, machine)
    together = Barrier(CALLERS)

    def press() -> Finished:
        together.wait()
        return call(session)

    with ThreadPoolExecutor(CALLERS) as pool:
        finished = [future.result() for future in [pool.submit(press) for _ in range(CALLERS)]]
    assert sum(one.locked_now for one in finished) == 1
    assert {one.session.state for one in finished} == {SessionState.COMPLETED}
    assert {one.session.execution.name for one in finished if one.session.execution} == {f"{session.id}-1"}
    assert machine.inputs == {f"{session.id}-1": (session.id, 1)}


def test_a_repeat_after_a_failed_start_starts_it_and_a_later_one_nothing(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    away, back = StateMachine(away=True), StateMachine()
    first = finish(database, away)(session)
    assert (first.locked_now, first.processing_started) == (True, False)
    again = finish(database, back)(first.session)
    assert (again.locked_now, again.processing_started) == (False, True)
    known = SessionRepository(database).get(session.id)
    assert known is not None
    finish(database, back)(known)
    assert back.calls == 1


@pytest.mark.parametrize("state", [SessionState.PROCESSING, SessionState.DONE, SessionState.FAILED])
def test_what_is_under_way_or_over_is_not_started_again(database: Database, state: SessionState) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    machine = StateMachine(away=True)
    locked = finish(database, machine)(session).session.model_copy(update={"state": state})
    machine.calls = 0
    assert finish(database, machine)(locked).session.state is state
    assert machine.calls == 0


def test_only_what_has_begun_is_finished_and_that_after_the_links_end_too(database: Database) -> None:
    machine = StateMachine()
    with pytest.raises(ConflictError):
        finish(database, machine)(stored(database, a_session()))
    with pytest.raises(LinkExpiredError):
        finish(database, machine)(stored(database, a_session(state=SessionState.EXPIRED, expires_at=NOW)))
    assert machine.calls == 0
    late = stored(database, a_session(state=SessionState.IN_PROGRESS, expires_at=NOW))
    assert finish(database, machine)(late).locked_now


def test_no_recorder_run_is_leased_twice_however_many_browsers_ask(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    answers = AnswerRepository(database)
    with ThreadPoolExecutor(16) as pool:
        leases = list(pool.map(lambda _: answers.lease_runs(session.permit, 0, LEASED_RUNS), range(40)))
    assert sorted(leases) == list(range(0, 40 * LEASED_RUNS, LEASED_RUNS))
