"""Proctoring events and who is told of them, on a real MongoDB server."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.events import SessionChanged, StateData
from interview.domain.live_messages import LiveMessage, NewState
from interview.domain.proctoring import FlagType, ProctoringEvent, Socket
from interview.domain.sessions.session import Session, SessionState, next_execution
from interview.domain.tokens import TicketRole
from interview.errors import (
    ConflictError,
    DatabaseUnavailableError,
    ForbiddenError,
    NotFoundError,
    QuotaExceededError,
    SignInRequiredError,
    StorageUnavailableError,
    TooManyAttemptsError,
)
from interview.use_cases.live.announce_state import AnnounceState
from interview.use_cases.live.close_connection import CloseConnection
from interview.use_cases.live.count_message import CountMessage
from interview.use_cases.live.end_connections import EndConnections
from interview.use_cases.live.fan_out import FanOut
from interview.use_cases.live.join_session import JoinSession
from interview.use_cases.live.open_connection import OpenConnection
from interview.use_cases.live.record_event import RecordEvent
from interview.use_cases.live.send_message import SendMessage
from tests.builders import NOW, a_session, stored

RETENTION = timedelta(days=365)


class Sockets(LiveConnections):
    """Remembers what was sent; `gone` are closed, `stuck` do not answer."""

    def __init__(self) -> None:
        super().__init__("https://example.com/live")
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.gone: set[str] = set()
        self.stuck: set[str] = set()

    def post(self, connection_id: str, message: LiveMessage) -> bool:
        if connection_id in self.stuck:
            raise StorageUnavailableError("the message cannot be sent right now")
        if connection_id in self.gone:
            return False
        self.sent.append((connection_id, message.model_dump(mode="json")))
        return True

    def close(self, connection_id: str) -> None:
        self.gone.add(connection_id)


class Live:
    """A session under way, and who holds sockets of it."""

    def __init__(self, database: Database, session: Session | None = None) -> None:
        begun = a_session(state=SessionState.IN_PROGRESS, started_at=NOW)
        self.database = database
        self.session = stored(database, session or begun)
        self.sockets = Sockets()
        self.connections = ConnectionRepository(database)
        self.fan_out = FanOut(self.connections, SendMessage(self.connections, self.sockets), clock=lambda: NOW)
        self.record = RecordEvent(
            SessionRepository(database),
            ProctoringEventRepository(database),
            self.fan_out,
            kept_for=RETENTION,
            usage=UsageRepository(database),
            listed_sessions=ListedSessionRepository(database),
            clock=lambda: NOW,
        )

    def socket(self, role: TicketRole = TicketRole.RECRUITER, session_id: UUID | None = None) -> Socket:
        link = self.session.link_token_hash if role is TicketRole.CANDIDATE else None
        return Socket(
            connection_id=uuid4().hex, role=role, session_id=session_id or self.session.id, link_token_hash=link
        )

    def watch(self, session_id: UUID | None = None) -> str:
        """The connection of a recruiter who has joined."""
        socket = self.socket(session_id=session_id)
        OpenConnection(self.connections, EndConnections(self.connections, self.sockets), clock=lambda: NOW)(socket)
        JoinSession(self.connections, clock=lambda: NOW)(socket)
        return socket.connection_id

    @property
    def kept(self) -> list[dict[str, Any]]:
        return list(self.database.proctoring_events.find({"session_id": self.session.id}))


@pytest.fixture
def live(database: Database) -> Live:
    return Live(database)


def an_event(flag_type: FlagType = FlagType.TAB_HIDDEN) -> ProctoringEvent:
    return ProctoringEvent(id=uuid4(), type=flag_type, question_index=0, at=NOW, detail={"duration_ms": 1800})


def test_an_event_is_kept_for_the_time_of_retention_and_shown_to_who_watches(live: Live) -> None:
    watching, event = live.watch(), an_event()
    assert live.record(live.socket(TicketRole.CANDIDATE), event)
    [kept] = live.kept
    assert (kept["event_id"], kept["type"], kept["detail"]) == (event.id, "TAB_HIDDEN", {"duration_ms": 1800})
    assert kept["expires_at"] == NOW + RETENTION
    [(told, message)] = live.sockets.sent
    assert (told, message["type"]) == (watching, "proctoring_event")
    assert message["event"] == {
        "id": str(event.id),
        "type": "TAB_HIDDEN",
        "question_index": 0,
        "at": "2026-11-03T10:00:00Z",
        "detail": {"duration_ms": 1800},
    }


def test_of_twenty_deliveries_of_one_event_one_counts(live: Live) -> None:
    live.watch()
    candidate, event = live.socket(TicketRole.CANDIDATE), an_event()
    with ThreadPoolExecutor(20) as pool:
        new = list(pool.map(lambda _: live.record(candidate, event), range(20)))
    assert new.count(True) == 1
    assert len(live.kept) == 1
    assert len(live.sockets.sent) == 1


def test_equal_ids_of_two_sessions_are_two_events(database: Database) -> None:
    event = an_event()
    for live in (Live(database), Live(database)):
        assert live.record(live.socket(TicketRole.CANDIDATE), event)


def test_what_came_first_stays(live: Live) -> None:
    candidate, event = live.socket(TicketRole.CANDIDATE), an_event()
    live.record(candidate, event)
    live.record(candidate, event.model_copy(update={"type": FlagType.COPY}))
    assert [kept["type"] for kept in live.kept] == ["TAB_HIDDEN"]


def test_only_recruiters_of_this_session_who_have_joined_are_told(live: Live) -> None:
    watching = {live.watch(), live.watch()}
    live.watch(session_id=uuid4())
    OpenConnection(live.connections, EndConnections(live.connections, live.sockets), clock=lambda: NOW)(live.socket())
    candidate = live.socket(TicketRole.CANDIDATE)
    OpenConnection(live.connections, EndConnections(live.connections, live.sockets), clock=lambda: NOW)(candidate)
    JoinSession(live.connections, clock=lambda: NOW)(candidate)
    left = live.watch()
    CloseConnection(live.connections)(left)
    old = live.socket()
    OpenConnection(live.connections, EndConnections(live.connections, live.sockets), clock=lambda: NOW)(old)
    JoinSession(live.connections, clock=lambda: NOW - timedelta(hours=2))(old)

    live.record(candidate, an_event())
    assert {told for told, _ in live.sockets.sent} == watching


def test_a_socket_that_is_gone_is_forgotten_and_one_that_is_stuck_holds_up_nobody(live: Live) -> None:
    gone, stuck, watching = live.watch(), live.watch(), live.watch()
    live.sockets.gone.add(gone)
    live.sockets.stuck.add(stuck)
    assert live.record(live.socket(TicketRole.CANDIDATE), an_event())
    assert [told for told, _ in live.sockets.sent] == [watching]
    left = {row["_id"] for row in live.database.connections.find({"session_id": live.session.id})}
    assert left == {stuck, watching}


def test_sockets_that_hang_hold_up_what_the_news_is_about_no_longer_than_a_moment(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s, asked = 0.0, 0

    class Hanging(Sockets):
        def post(self, connection_id: str, message: LiveMessage) -> bool:
            nonlocal now_s, asked
            now_s += 3
            asked += 1
            raise StorageUnavailableError("the message cannot be sent right now")

    for _ in range(10):
        live.watch()
    monkeypatch.setattr("interview.use_cases.live.fan_out.time", SimpleNamespace(monotonic=lambda: now_s))
    fan_out = FanOut(live.connections, SendMessage(live.connections, Hanging()), clock=lambda: NOW)
    assert fan_out(live.session.id, NewState(state=SessionState.COMPLETED)) == 0
    assert asked == 2


def test_recruiters_send_no_events(live: Live) -> None:
    with pytest.raises(ForbiddenError):
        live.record(live.socket(TicketRole.RECRUITER), an_event())
    assert live.kept == []


def test_nothing_is_kept_before_the_candidate_has_agreed(database: Database) -> None:
    live = Live(database, a_session())
    with pytest.raises(ConflictError):
        live.record(live.socket(TicketRole.CANDIDATE), an_event())
    assert live.kept == []


def test_nobody_can_fill_the_store(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "PROCTORING_EVENTS", replace(quotas.PROCTORING_EVENTS, most=3))
    candidate = live.socket(TicketRole.CANDIDATE)
    for _ in range(3):
        live.record(candidate, an_event())
    with pytest.raises(QuotaExceededError):
        live.record(candidate, an_event())
    assert len(live.kept) == 3


def test_of_many_messages_at_once_no_more_pass_than_a_minute_has_room_for(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotas, "LIVE_MESSAGES", replace(quotas.LIVE_MESSAGES, most=20))
    candidate, count = live.socket(TicketRole.CANDIDATE), CountMessage(live.connections, clock=lambda: NOW)
    live.connections.open(candidate, NOW)

    def passes(_: int) -> bool:
        try:
            count(candidate)
        except TooManyAttemptsError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(passes, range(60))).count(True) == 20
    later = CountMessage(live.connections, clock=lambda: NOW + timedelta(minutes=1))
    for _ in range(20):
        later(candidate)
    with pytest.raises(TooManyAttemptsError):
        later(candidate)


def test_a_socket_whose_link_was_replaced_or_whose_interview_is_gone_reports_nothing(live: Live) -> None:
    candidate = live.socket(TicketRole.CANDIDATE)
    assert SessionRepository(live.database).reissue(live.session.id, uuid4().hex, live.session.expires_at)
    with pytest.raises(SignInRequiredError):
        live.record(candidate, an_event())
    live.database["sessions"].delete_one({"_id": live.session.id})
    with pytest.raises(NotFoundError):
        live.record(candidate, an_event())
    assert live.kept == []


def changed(session: Session, version: int, state: SessionState = SessionState.IN_PROGRESS) -> SessionChanged:
    return SessionChanged(
        at=NOW,
        organisation_id=session.organisation_id,
        session_id=session.id,
        session_version=version,
        data=StateData(state=state),
    )


def test_a_change_of_state_is_announced_and_never_fails_the_work(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    announce, watching, stuck = (
        AnnounceState(SessionRepository(live.database), live.fan_out),
        live.watch(),
        live.watch(),
    )
    live.sockets.stuck.add(stuck)
    assert announce(changed(live.session, 0)) == 1
    assert live.sockets.sent == [(watching, {"type": "session_changed", "state": "in_progress"})]

    def away(*_args: object) -> None:
        raise DatabaseUnavailableError("the database did not answer")

    monkeypatch.setattr(ConnectionRepository, "joined", away)
    assert announce(changed(live.session, 0)) == 0


def test_news_that_come_late_twice_or_in_another_order_show_no_state_that_is_over(live: Live) -> None:
    sessions, watching = SessionRepository(live.database), live.watch()
    announce = AnnounceState(sessions, live.fan_out)
    locked = sessions.lock(live.session.permit, next_execution(live.session.id, 0, NOW), NOW)
    assert locked
    processing = sessions.begin_processing(locked.id, 1)
    assert processing
    first, second = (changed(session, session.version, session.state) for session in (locked, processing))
    assert [announce(event) for event in (second, first, second, first)] == [1, None, 1, None]
    assert live.sockets.sent == [(watching, {"type": "session_changed", "state": "processing"})] * 2


def test_of_an_interview_that_was_erased_nothing_is_told(live: Live) -> None:
    live.watch()
    live.database["sessions"].delete_one({"_id": live.session.id})
    assert AnnounceState(SessionRepository(live.database), live.fan_out)(changed(live.session, 1)) is None
    assert live.sockets.sent == []
