"""What one organisation leaves lying keeps no other waiting, and what is begun by itself is counted; on a real MongoDB
server."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo import answers as answers_in_mongo
from interview.adapters.mongo import sessions as sessions_in_mongo
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database, document
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.recordings.videos import Video
from interview.domain.sessions.failures import answer_failure
from interview.domain.sessions.session import (
    DELIVERY_PERIOD,
    EXPIRY_GRACE,
    Ending,
    Execution,
    Session,
    SessionOutline,
    SessionState,
    is_there,
)
from interview.errors import DatabaseUnavailableError, StorageUnavailableError
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.processing.sweep_sessions import SweepSessions
from tests.builders import NOW, a_locked_session, a_session
from tests.use_cases.processing.test_processing import HEARD, FakeExecutions, ids, state, sweep

Lies = Callable[[Database, UUID, timedelta], Session]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PLACES = 10
FLOOD = 2 * PLACES


@pytest.fixture(autouse=True)
def few_places(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a database that holds nothing else."""
    monkeypatch.setattr(sessions_in_mongo, "SWEEP_BATCH", PLACES)
    monkeypatch.setattr(answers_in_mongo, "MAX_OVERTAKEN", PLACES)
    for collection in ("sessions", "answers"):
        database[collection].delete_many({})


def stored(database: Database, session: Session) -> Session:
    AnswerRepository(database).add(session)
    SessionRepository(database).add(session)
    return session


def unused(database: Database, organisation: UUID, lies_for: timedelta) -> Session:
    return stored(database, a_session(organisation_id=organisation, expires_at=NOW - lies_for))


def abandoned(database: Database, organisation: UUID, lies_for: timedelta) -> Session:
    fields = {"state": SessionState.IN_PROGRESS, "expires_at": NOW - EXPIRY_GRACE - lies_for}
    return stored(database, a_session(organisation_id=organisation, **fields))


def left(database: Database, organisation: UUID, lies_for: timedelta) -> Session:
    """Begun, and nobody has come since; the link holds for long."""
    fields = {"state": SessionState.IN_PROGRESS, "expires_at": NOW + timedelta(days=9)}
    session = stored(database, a_session(organisation_id=organisation, **fields))
    SessionRepository(database).saw(session.permit, NOW - DAY - lies_for)
    return session


def half_locked(database: Database, organisation: UUID, lies_for: timedelta) -> Session:
    session = stored(database, a_session(organisation_id=organisation, state=SessionState.IN_PROGRESS))
    with pytest.raises(DatabaseUnavailableError):
        LockInterview(BreaksOff(database), AnswerRepository(database), lambda: NOW - lies_for)(session)
    return session


class BreaksOff(SessionRepository):
    """The process dies, or the database goes away, between the steps of a lock."""

    def lock(self, *_: object) -> Session | None:
        raise DatabaseUnavailableError("away")


def under_way(database: Database, organisation: UUID, lies_for: timedelta) -> Session:
    execution = Execution(attempt=1, name=str(uuid4()), requested_at=NOW - lies_for)
    return stored(database, a_locked_session(organisation_id=organisation, execution=execution))


def overtaken(database: Database, organisation: UUID, lies_for: timedelta) -> Session:
    session = stored(database, a_locked_session(organisation_id=organisation, state=SessionState.DONE))
    published(database, session, "first", lies_for)
    AnswerRepository(database).store_transcript(session.id, 0, HEARD, "first")
    published(database, session, "with a late chunk", lies_for, replaces="first")
    return session


def published(
    database: Database, session: Session, digest: str, ago: timedelta = HOUR, *, replaces: str | None = None
) -> None:
    video = Video(key="v", audio_key="a", digest=digest, size=1, duration_ms=1, recorded_ms=1, merged_at=NOW - ago)
    AnswerRepository(database).publish_video(session.id, 0, video, replaces)


@pytest.mark.parametrize("lies", [unused, abandoned, left, half_locked, under_way, overtaken])
def test_a_flood_of_one_organisation_keeps_no_other_waiting(database: Database, lies: Lies) -> None:
    """However much of it there is, and however long it lies there."""
    flooding, other = uuid4(), uuid4()
    for number in range(FLOOD):
        lies(database, flooding, HOUR + timedelta(seconds=FLOOD - number))
    session = lies(database, other, HOUR / 2)
    swept = sweep(database, FakeExecutions(), timedelta(0))
    done = [one for outcome in swept.outcomes.values() for one in outcome]
    assert session.id in ids(done)
    assert sum(one.organisation_id == flooding for one in done) >= PLACES - 1, "the rest of the places is used"


def test_what_is_slow_for_one_organisation_keeps_no_other_waiting(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sweep has its time: that goes round among the lists, too."""
    passed_s = 0.0

    class Slow(FakeExecutions):
        def start(self, name: str, session_id: object, attempt: int) -> str:
            nonlocal passed_s
            passed_s += 15
            raise StorageUnavailableError("processing cannot be started right now")

    clock = SimpleNamespace(monotonic=lambda: passed_s)
    monkeypatch.setattr("interview.use_cases.processing.sweep_sessions.time", clock)
    flooding, other = uuid4(), uuid4()
    for number in range(PLACES):
        unused(database, flooding, HOUR + timedelta(seconds=number))
        abandoned(database, flooding, HOUR + timedelta(seconds=number))
    late = overtaken(database, other, HOUR)
    sweep(database, Slow(), timedelta(0))
    assert state(database, late) is SessionState.COMPLETED


def test_interviews_that_were_finished_hide_none_whose_lock_broke_off(database: Database) -> None:
    organisation, finished = uuid4(), [a_locked_session() for _ in range(1001)]
    database.sessions.insert_many([document(session) for session in finished])
    database.answers.insert_many(
        [
            {"session_id": session.id, "question_index": 0, "closed_at": NOW - 2 * HOUR, "link_number": 0}
            for session in finished
        ]
    )
    session = half_locked(database, organisation, HOUR)
    assert session.id in ids(sweep(database, FakeExecutions(), timedelta(0)).locked)


def test_a_lock_that_broke_off_without_a_mark_is_finished_with_its_link(database: Database) -> None:
    """An earlier version noted nothing beside the session; the candidate's next try would have finished it, too."""
    over, goes_on = abandoned(database, uuid4(), HOUR), stored(database, a_session(state=SessionState.IN_PROGRESS))
    for session in (over, goes_on):
        AnswerRepository(database).close(session.permit, NOW - HOUR)
    swept = sweep(database, FakeExecutions(), timedelta(0))
    assert (over.id in ids(swept.locked), goes_on.id in ids(swept.locked)) == (True, False)


class Reissues(SessionRepository):
    """A recruiter issues a new link while the sweeper looks."""

    def __init__(self, database: Database, session: Session) -> None:
        super().__init__(database)
        self._session = session

    def outlines(
        self, session_ids: Collection[UUID], still: Mapping[str, Any] | None = None
    ) -> dict[UUID, SessionOutline]:
        if self._session.id in session_ids:
            assert self.reissue(self._session.id, "new", NOW + HOUR)
        return super().outlines(session_ids, still)


@pytest.mark.parametrize("lies", [abandoned, left, half_locked])
def test_who_gets_a_new_link_while_the_sweeper_looks_is_not_locked(database: Database, lies: Lies) -> None:
    session = lies(database, uuid4(), HOUR)
    sessions, answers = Reissues(database, session), AnswerRepository(database)
    lock = LockInterview(sessions, answers, lambda: NOW)
    executions: Any = FakeExecutions()
    swept = SweepSessions(sessions, answers, lock, UsageRepository(database), executions, 24, lambda: NOW)()
    assert (swept.locked, swept.stuck) == ([], [])
    assert state(database, session) is SessionState.IN_PROGRESS


def test_of_a_flood_no_more_is_read_than_is_put_right(database: Database) -> None:
    organisation = uuid4()
    database.sessions.insert_many(
        [
            document(a_session(organisation_id=organisation, expires_at=NOW - timedelta(seconds=number)))
            for number in range(1000)
        ]
    )
    database.command("profile", 2)
    try:
        assert len(SessionRepository(database).unused(NOW)) == PLACES
    finally:
        database.command("profile", 0)
    looks = list(database.system.profile.find({"ns": f"{database.name}.sessions", "op": {"$in": ["query", "command"]}}))
    database.drop_collection("system.profile")
    assert looks
    assert sum(look.get("docsExamined", 0) for look in looks) <= PLACES


def test_attempts_that_late_chunks_lead_to_come_to_an_end_for_this_interview_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words cannot be made of what came late: each attempt ends as the one before."""
    monkeypatch.setattr(quotas, "LATE_ATTEMPTS", replace(quotas.LATE_ATTEMPTS, most=2))
    sessions, usage = SessionRepository(database), UsageRepository(database)
    session = overtaken(database, uuid4(), HOUR)

    def ended(attempt: int) -> None:
        assert sessions.finish(session.id, attempt, SessionState.DONE, None, NOW)

    for attempt in (2, 3):
        assert ids(sweep(database, FakeExecutions(), timedelta(0)).again) == [session.id]
        ended(attempt)
    other = overtaken(database, uuid4(), HOUR)
    swept = sweep(database, FakeExecutions(), timedelta(0))
    assert (ids(swept.left), ids(swept.again), swept.stuck) == ([session.id], [other.id], [])
    assert state(database, session) is SessionState.DONE
    assert usage.used(quotas.LATE_ATTEMPTS, session.id) == 2

    swept = sweep(database, FakeExecutions(), timedelta(0))
    assert (swept.left, swept.again) == ([], []), "nobody looks at it again"
    published(database, session, "with another late chunk", replaces="with a late chunk")
    assert ids(sweep(database, FakeExecutions(), timedelta(0)).left) == [session.id]


def test_words_that_were_made_of_the_newest_video_are_not_made_again(database: Database) -> None:
    session = overtaken(database, uuid4(), HOUR)
    assert AnswerRepository(database).overtaken(NOW - DELIVERY_PERIOD) == [session.id]
    AnswerRepository(database).store_transcript(session.id, 0, HEARD, "with a late chunk")
    assert AnswerRepository(database).overtaken(NOW - DELIVERY_PERIOD) == []
    published(database, session, "with a late chunk", replaces="with a late chunk")
    assert AnswerRepository(database).overtaken(NOW - DELIVERY_PERIOD) == [], "a repeat changes nothing"


def test_an_answer_of_which_the_first_chunk_came_after_the_end_is_put_into_words(database: Database) -> None:
    """Nothing of it was there when the interview was processed, so no transcript is older than its video."""
    session = stored(database, a_locked_session(organisation_id=uuid4(), state=SessionState.DONE))
    published(database, session, "all of it late")
    assert ids(sweep(database, FakeExecutions(), timedelta(0)).again) == [session.id]


def test_what_failed_is_left_to_a_person(database: Database) -> None:
    session = stored(database, a_locked_session(organisation_id=uuid4(), state=SessionState.DONE))
    published(database, session, "unreadable")
    failure = answer_failure("TranscriptionError", "It cannot be read.", attempt=1)
    AnswerRepository(database).record_failure(session.id, 0, failure)
    assert sweep(database, FakeExecutions(), timedelta(0)).again == []


class ComesBack(SessionRepository):
    """The candidate comes back between the sweeper's look and its lock."""

    def left(self, before: datetime) -> list[SessionOutline]:
        found = super().left(before)
        for session in found:
            self.saw(session.permit, NOW)
        return found


def test_who_stays_away_is_handed_in_and_who_comes_back_before_goes_on(database: Database) -> None:
    gone, soon = left(database, uuid4(), HOUR), left(database, uuid4(), -HOUR)
    swept = sweep(database, FakeExecutions(), timedelta(0))
    assert ids(swept.locked) == ids(swept.started) == [gone.id]
    stands = SessionRepository(database).get(gone.id)
    assert stands
    assert (stands.state, stands.ending, stands.is_locked) == (SessionState.COMPLETED, Ending.LEFT, True)
    assert state(database, soon) is SessionState.IN_PROGRESS
    SessionRepository(database).saw(soon.permit, NOW + HOUR)
    assert sweep(database, FakeExecutions(), 2 * HOUR).locked == []
    assert ids(sweep(database, FakeExecutions(), DAY + HOUR).locked) == [soon.id]


def test_who_comes_back_while_the_sweeper_looks_is_not_thrown_out(database: Database) -> None:
    session = left(database, uuid4(), HOUR)
    sessions, answers = ComesBack(database), AnswerRepository(database)
    lock = LockInterview(sessions, answers, lambda: NOW)
    executions: Any = FakeExecutions()
    swept = SweepSessions(sessions, answers, lock, UsageRepository(database), executions, 24, lambda: NOW)()
    assert (swept.locked, swept.stuck) == ([], [])
    assert state(database, session) is SessionState.IN_PROGRESS


def test_another_link_gives_who_stayed_away_as_much_time_again(database: Database) -> None:
    session = left(database, uuid4(), HOUR)
    assert SessionRepository(database).reissue(session.id, "another", NOW + DAY)
    swept = sweep(database, FakeExecutions(), timedelta(0))
    assert (swept.locked, state(database, session)) == ([], SessionState.IN_PROGRESS)


def test_a_sign_of_life_is_written_no_more_often_than_is_needed(database: Database) -> None:
    sessions, seconds = SessionRepository(database), timedelta(seconds=1)
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    for after in (0, 9, 10, 15, 21):
        sessions.saw(session.permit, NOW + after * seconds)
        stands = sessions.get(session.id)
        assert stands
        assert stands.last_seen_at == NOW + {0: 0, 9: 0, 10: 10, 15: 10, 21: 21}[after] * seconds
    assert stands
    assert is_there(stands, NOW + 35 * seconds)
    assert not is_there(stands, NOW + 36 * seconds)
