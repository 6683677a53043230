"""What happened to an interview is told at least once, whatever breaks off; on a real MongoDB server."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.event_bus import MAX_EVENTS
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.outbox import OutboxRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import utc_now
from interview.domain.events import AnswerScored, Event, FlagData, FlagRecorded, ScoreData, SessionChanged, link_issued
from interview.domain.proctoring import Flag
from interview.domain.sessions.session import CONSENT_VERSION, Consent, Session, SessionState, next_execution
from interview.errors import StorageUnavailableError
from interview.use_cases import publish_events
from interview.use_cases.organisations.show_consent import ShowConsent
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.publish_events import AT_ONCE, LEFT_BEHIND_AFTER, PublishedLate, PublishEvents
from interview.use_cases.sessions.start_interview import StartInterview
from tests.builders import ENGLISH, a_session, stored

CONSENT = Consent(text_version=CONSENT_VERSION, given_at=utc_now())


class Bus:
    """Takes events, or those that it is not told to refuse; `away` answers nothing."""

    def __init__(self) -> None:
        self.took: list[Event] = []
        self.calls: list[int] = []
        self.refuses: set[UUID] = set()
        self.away = False

    def put(self, events: Sequence[Event]) -> list[bool]:
        self.calls.append(len(events))
        if self.away:
            raise StorageUnavailableError("events cannot be published right now")
        taken = [event.session_id not in self.refuses for event in events]
        self.took += [event for event, took in zip(events, taken, strict=True) if took]
        return taken

    def heard_of(self, session: Session) -> list[Event]:
        return [event for event in self.took if event.session_id == session.id]


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def publish(database: Database, bus: Bus) -> PublishEvents:
    """As the functions have it. Nothing of another test waits."""
    for name in ("sessions", "scores", "proctoring_events"):
        database[name].delete_many({})
    return PublishEvents(OutboxRepository(database), bus)  # type: ignore[arg-type]


def later(publish: PublishEvents, after: timedelta = 2 * LEFT_BEHIND_AFTER) -> PublishEvents:
    """The sweeper's, so long after."""
    return PublishEvents(publish.outbox, publish.bus, lambda: utc_now() + after)


def an_open_session(database: Database) -> Session:
    return stored(database, a_session(expires_at=utc_now() + timedelta(days=1)))


def begin(database: Database, publish: Callable[[UUID], object], session: Session) -> Session:
    kept = OrganisationSettingsRepository(database)
    show_consent = ShowConsent(kept, AccountRepository(database))
    start = StartInterview(SessionRepository(database), kept, show_consent, publish=publish)
    return start(session, "Ada", CONSENT_VERSION, human_review_only=False).session


def waiting(publish: PublishEvents) -> int:
    return len(publish.outbox.before(utc_now() + timedelta(days=1), 100).events)


def published(events: int, *, refused: int = 0, unreadable: int = 0) -> PublishedLate:
    return PublishedLate(events, refused, unreadable)


def test_a_change_is_published_at_once_and_only_once(database: Database, bus: Bus, publish: PublishEvents) -> None:
    session = begin(database, publish, an_open_session(database))
    LockInterview(SessionRepository(database), AnswerRepository(database), publish=publish)(session)

    changes = bus.heard_of(session)
    assert [(event.session_version, event.type) for event in changes] == [(1, "SessionChanged"), (2, "SessionChanged")]
    assert [event.data.state for event in changes if isinstance(event, SessionChanged)] == ["in_progress", "completed"]
    assert {event.organisation_id for event in changes} == {session.organisation_id}
    assert waiting(publish) == 0
    assert later(publish).left_behind() == published(0)
    assert len(bus.took) == 2


DIES_BETWEEN = """
import os, signal, sys
from uuid import UUID
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import connect
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.outbox import OutboxRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.session import CONSENT_VERSION
from interview.use_cases.organisations.show_consent import ShowConsent
from interview.use_cases.publish_events import PublishEvents
from interview.use_cases.sessions.start_interview import StartInterview

uri, name, session_id = sys.argv[1:]

class Bus:
    def put(self, events):
        os.kill(os.getpid(), signal.SIGKILL)

database = connect(uri, name)
sessions = SessionRepository(database)
session = sessions.get(UUID(session_id))
kept = OrganisationSettingsRepository(database)
show_consent = ShowConsent(kept, AccountRepository(database))
start = StartInterview(sessions, kept, show_consent, publish=PublishEvents(OutboxRepository(database), Bus()))
start(session, "Ada Lovelace", CONSENT_VERSION, human_review_only=False)
"""


def test_what_a_process_stored_that_was_killed_before_it_published_is_told_by_the_sweeper(
    database: Database, database_uri: str, bus: Bus, publish: PublishEvents
) -> None:
    session = an_open_session(database)
    arguments = [database_uri, database.name, str(session.id)]
    died = subprocess.run([sys.executable, "-c", DIES_BETWEEN, *arguments], env=dict(os.environ), check=False)
    assert died.returncode == -signal.SIGKILL
    changed = SessionRepository(database).get(session.id)
    assert changed
    assert changed.state is SessionState.IN_PROGRESS, "the change is stored"

    assert publish.left_behind() == published(0), "whoever stored it may be about to publish it"
    assert later(publish).left_behind() == published(1)
    (event,) = bus.took
    assert json.loads(event.model_dump_json()) == {
        "type": "SessionChanged",
        "schema_version": 1,
        "id": str(event.id),
        "at": event.at.isoformat().replace("+00:00", "Z"),
        "organisation_id": str(session.organisation_id),
        "session_id": str(session.id),
        "session_version": 1,
        "data": {"state": "in_progress"},
    }
    assert abs(event.at - utc_now()) < timedelta(minutes=1)
    assert later(publish).left_behind() == published(0)


def test_what_was_published_and_not_removed_comes_again_as_the_same_event(
    database: Database, bus: Bus, publish: PublishEvents, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(OutboxRepository, "published", lambda *_: None)
        session = begin(database, publish, an_open_session(database))
    assert later(publish).left_behind() == published(1)
    first, again = bus.heard_of(session)
    assert first == again
    assert first.id == again.id


def test_a_bus_that_is_away_costs_nobody_an_answer_and_nothing_is_lost(
    database: Database, bus: Bus, publish: PublishEvents
) -> None:
    bus.away = True
    session = begin(database, publish, an_open_session(database))
    with pytest.raises(StorageUnavailableError):
        later(publish).left_behind()
    bus.away = False
    LockInterview(SessionRepository(database), AnswerRepository(database), publish=publish)(session)
    assert [event.session_version for event in bus.heard_of(session)] == [1, 2], "in order, with the next change"


def test_an_event_that_the_bus_refuses_keeps_no_other_waiting(
    database: Database, bus: Bus, publish: PublishEvents
) -> None:
    sessions = [begin(database, lambda _: None, an_open_session(database)) for _ in range(MAX_EVENTS + 5)]
    bus.refuses.add(sessions[0].id)
    assert later(publish).left_behind() == published(14, refused=1)
    assert {event.session_id for event in bus.took} == {session.id for session in sessions[1:]}
    assert bus.calls == [MAX_EVENTS, 5]
    bus.refuses.clear()
    assert later(publish).left_behind() == published(1)


@pytest.mark.parametrize("stuck", ["unreadable", "refused"])
@pytest.mark.parametrize("many", [AT_ONCE - 1, AT_ONCE, AT_ONCE + 1])
def test_what_cannot_be_published_keeps_nothing_newer_waiting(
    database: Database, bus: Bus, publish: PublishEvents, stuck: str, many: int
) -> None:
    """However much of it is older."""
    at = utc_now()
    old = [a_session(link_token_hash=uuid4().hex, created_at=at - timedelta(hours=1)) for _ in range(many)]
    new = [a_session(link_token_hash=uuid4().hex, created_at=at) for _ in range(AT_ONCE + 5)]
    for session in (*old, *new):
        SessionRepository(database).add(session, link_issued(session)[:1])
    if stuck == "refused":
        bus.refuses.update(session.id for session in old)
    else:
        unknown = {"$set": {"unpublished.$[].type": "SessionMoved"}}
        database["sessions"].update_many({"_id": {"$in": [session.id for session in old]}}, unknown)
    assert later(publish).left_behind() == published(len(new), **{stuck: many})
    assert {event.session_id for event in bus.took} == {session.id for session in new}
    assert later(publish).left_behind() == published(0, **{stuck: many}), "until it can be, it is told each time"


def test_a_bus_that_takes_its_time_keeps_no_sweep_for_long(
    database: Database, bus: Bus, publish: PublishEvents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call takes ten seconds."""
    for _ in range(6 * MAX_EVENTS):
        session = a_session(link_token_hash=uuid4().hex, created_at=utc_now())
        SessionRepository(database).add(session, link_issued(session)[:1])
    monkeypatch.setattr(publish_events, "time", SimpleNamespace(monotonic=lambda: 10.0 * len(bus.calls)))
    assert later(publish).left_behind() == published(3 * MAX_EVENTS)


def test_a_bus_that_was_away_for_long_keeps_nobody_waiting_who_changes_something(
    database: Database, bus: Bus, publish: PublishEvents, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.functions.test_forget_session import a_score

    monkeypatch.setattr(publish_events, "AT_ONCE", 3)
    session = an_open_session(database)
    for n in range(5):
        ScoreRepository(database).add(session.id, 0, f"of {n}", a_score(), utc_now(), scored(session, f"of {n}"))
    assert publish(session.id) == 3
    assert later(publish).left_behind() == published(2)


def test_a_new_link_is_told_with_the_state_that_it_leads_to(
    database: Database, bus: Bus, publish: PublishEvents
) -> None:
    sessions, session = SessionRepository(database), an_open_session(database)
    database["sessions"].update_one({"_id": session.id}, {"$set": {"expires_at": utc_now()}})
    assert sessions.expire(session.id, utc_now())
    ends = (utc_now() + timedelta(days=3)).replace(microsecond=0)
    assert sessions.reissue(session.id, uuid4().hex, ends)
    publish(session.id)
    told = [(event.session_version, event.type, event.data.model_dump()) for event in bus.heard_of(session)]
    assert told == [
        (1, "SessionChanged", {"state": "expired"}),
        (2, "SessionChanged", {"state": "pending"}),
        (2, "LinkIssued", {"link_number": 1, "expires_at": ends}),
    ]


def test_a_name_that_looks_like_an_expression_is_a_name(database: Database, publish: PublishEvents) -> None:
    session = an_open_session(database)
    started = SessionRepository(database).start(session.permit, CONSENT, "$version", ENGLISH, utc_now())
    assert started
    assert started.stated_name == "$version"


def test_what_did_not_change_is_not_told(database: Database, bus: Bus, publish: PublishEvents) -> None:
    sessions = SessionRepository(database)
    session = begin(database, publish, an_open_session(database))
    assert begin(database, publish, session).version == 1
    assert sessions.lock(session.permit, next_execution(session.id, 0, utc_now()), utc_now())
    for _ in range(2):
        processing = sessions.begin_processing(session.id, 1)
        assert processing
        assert (processing.state, processing.version) == (SessionState.PROCESSING, 3)
    publish(session.id)
    assert [event.session_version for event in bus.heard_of(session)] == [1, 2, 3]


def scored(session: Session, fingerprint: str = "of it") -> AnswerScored:
    data = ScoreData(question_index=0, fingerprint=fingerprint)
    return AnswerScored(
        at=utc_now().replace(microsecond=0),
        organisation_id=session.organisation_id,
        session_id=session.id,
        session_version=session.version,
        data=data,
    )


def test_a_score_is_told_once_and_a_flag_by_the_sweeper(
    database: Database, bus: Bus, publish: PublishEvents, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.functions.test_forget_session import a_score

    session, now = an_open_session(database), utc_now().replace(microsecond=0)
    event = scored(session)
    for _ in range(2):
        ScoreRepository(database).add(session.id, 0, "of it", a_score(), now, event)
        publish(session.id)
    assert bus.took == [event]

    flag = Flag(id=uuid4(), type="TAB_HIDDEN", question_index=1, at=now, detail={})
    recorded = FlagRecorded(
        at=now,
        organisation_id=session.organisation_id,
        session_id=session.id,
        session_version=0,
        data=FlagData(flag_id=flag.id, flag_type=flag.type, question_index=1),
    )
    assert ProctoringEventRepository(database).add(session.id, flag, now, timedelta(days=1), recorded)
    publish(session.id)
    assert bus.took == [event], "a candidate who sends many costs no call each"
    assert later(publish).left_behind() == published(1)
    assert bus.took == [event, recorded]
    assert later(publish).left_behind() == published(0)


def test_an_erased_interview_is_not_made_anew(
    database: Database, bus: Bus, publish: PublishEvents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its erasure comes between the bus and the database."""
    session = begin(database, lambda _: None, an_open_session(database))
    put = bus.put

    def erase_meanwhile(events: Sequence[Event]) -> list[bool]:
        ForgottenSessionRepository(database).erase(session.id)
        return put(events)

    monkeypatch.setattr(bus, "put", erase_meanwhile)
    assert publish(session.id) == 1
    assert database["sessions"].find_one({"_id": session.id}) is None
    assert later(publish).left_behind() == published(0)


def test_an_event_of_a_newer_version_is_left_to_it(database: Database, bus: Bus, publish: PublishEvents) -> None:
    session = begin(database, lambda _: None, an_open_session(database))
    newer = {"type": "SessionMoved", "at": utc_now(), "session_id": session.id}
    database["sessions"].update_one({"_id": session.id}, {"$push": {"unpublished": newer}})
    assert later(publish).left_behind() == published(1, unreadable=1)
    stays = database["sessions"].find_one({"_id": session.id})
    assert stays
    assert [each["type"] for each in stays["unpublished"]] == ["SessionMoved"]
    assert SessionRepository(database).get(session.id), "the interview is read all the same"


def test_what_waits_is_found_by_an_index(database: Database, publish: PublishEvents) -> None:
    def stages(plan: dict[str, Any]) -> set[str]:
        return {plan["stage"]} | (stages(plan["inputStage"]) if "inputStage" in plan else set())

    for name in ("sessions", "scores", "proctoring_events"):
        wanted = {
            "unpublished": {"$exists": True},
            "unpublished.at": {"$lt": utc_now()},
            "_id": {"$nin": [uuid4() for _ in range(100)]},
        }
        explained = database[name].find(wanted).sort("unpublished.at").limit(100).explain()
        assert stages(explained["queryPlanner"]["winningPlan"]) == {"LIMIT", "FETCH", "IXSCAN"}, name
