"""The functions behind the live socket, given what API Gateway sends."""

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any
from unittest.mock import ANY
from uuid import UUID, uuid4

import pytest

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.live_messages import LiveMessage
from interview.domain.tokens import TicketRole, hashed, new_sign_in_token, new_token, sign_in_of
from interview.errors import DatabaseUnavailableError, StorageUnavailableError
from interview.use_cases.accounts.begin_sign_in import new_sign_in
from tests.builders import permit_of
from tests.events import load
from tests.functions.api_client import ORIGIN_SECRET, Answer, Api, Context, Firm, Invitation, Log

Message = dict[str, Any]
Say = Callable[..., Message]


class Sockets:
    """What was posted to whom; `gone` are closed."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, Message]] = []
        self.gone: set[str] = set()
        self.closed: list[str] = []

    def post(self, _adapter: LiveConnections, connection_id: str, message: LiveMessage) -> bool:
        if connection_id in self.gone:
            return False
        self.posted.append((connection_id, message.model_dump(mode="json")))
        return True

    def of(self, connection_id: str) -> list[Message]:
        return [message for told, message in self.posted if told == connection_id]


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> Sockets:
    sockets = Sockets()
    monkeypatch.setattr(LiveConnections, "post", lambda adapter, to, message: sockets.post(adapter, to, message))
    monkeypatch.setattr(LiveConnections, "close", lambda _, connection_id: sockets.closed.append(connection_id))
    return sockets


@pytest.fixture
def proctoring(api: Api, sockets: Sockets) -> ModuleType:
    return importlib.import_module("functions.proctoring.handler")


class Socket:
    """One connection, from the handshake on. The `holder` is the authorizer's word."""

    def __init__(self, proctoring: ModuleType, sockets: Sockets, holder: Mapping[str, str]) -> None:
        self.connection_id = uuid4().hex
        self._proctoring = proctoring
        self._sockets = sockets
        self._holder = dict(holder)
        assert self._handle(load("websocket_connect.json")) == {"statusCode": 200}

    def send(self, message: object) -> Message:
        """The answer to a message. API Gateway takes the route from `action`, or the default one."""
        event = load("websocket_message.json")
        event["body"] = message if isinstance(message, str) else json.dumps(message)
        action = message.get("action") if isinstance(message, dict) else None
        routes = ("join_session", "proctoring_event", "heartbeat")
        event["requestContext"]["routeKey"] = action if action in routes else "$default"
        assert self._handle(event) == {"statusCode": 200}
        return self.received[-1]

    def pretend(self, route: str) -> Message:
        """A message whose action is the name of a route that is none of messages."""
        event = load("websocket_message.json")
        event["body"] = json.dumps({"action": route})
        event["requestContext"]["routeKey"] = route
        assert self._handle(event) == {"statusCode": 200}
        return self.received[-1]

    def report(self, event: object = None, **fields: object) -> Message:
        return self.send({"action": "proctoring_event", "event": event or an_event(**fields)})

    def close(self) -> None:
        self._handle(load("websocket_disconnect.json"))

    @property
    def received(self) -> list[Message]:
        return self._sockets.of(self.connection_id)

    def _handle(self, event: dict[str, Any]) -> object:
        event["requestContext"]["connectionId"] = self.connection_id
        event["requestContext"]["authorizer"] |= self._holder
        return self._proctoring.handler(event, Context())


def an_event(**fields: object) -> Message:
    recorded: Message = json.loads(load("websocket_message.json")["body"])["event"]
    return {**recorded, "id": str(uuid4()), "at": utc_now().isoformat(), **fields}


@pytest.fixture
def connect(proctoring: ModuleType, sockets: Sockets, api_database: Database) -> Callable[[str, UUID], Socket]:
    def connected(role: str, session_id: UUID) -> Socket:
        link = permit_of(api_database, session_id).link_token_hash
        return Socket(proctoring, sockets, {"role": role, "session_id": str(session_id), "link_token_hash": link})

    return connected


Connect = Callable[[str, UUID], Socket]


def test_what_the_browser_notices_is_stored_acknowledged_and_shown(connect: Connect, firm: Firm, log: Log) -> None:
    session_id = firm.start().session_id
    candidate, recruiter = connect("candidate", session_id), connect("recruiter", session_id)
    assert recruiter.send({"action": "join_session"}) == {
        "type": "joined",
        "role": "recruiter",
        "session_id": str(session_id),
    }
    event = an_event()
    for _ in range(2):
        assert candidate.report(event) == {"type": "event_stored", "id": event["id"]}
    [shown] = [message for message in recruiter.received if message["type"] == "proctoring_event"]
    assert (shown["event"]["id"], shown["event"]["detail"]) == (event["id"], {"duration_ms": 1800})
    [flag] = firm.reviewer.get(f"/api/sessions/{session_id}").json["flags"]
    assert (flag["id"], flag["type"], flag["question_index"]) == (event["id"], "TAB_HIDDEN", 0)
    [line] = log.named("proctoring_event")
    assert (line["sessionId"], line["type"]) == (str(session_id), "TAB_HIDDEN")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("nonsense", "unknown_message"),
        ({"action": "be_hired"}, "unknown_message"),
        ({"action": "proctoring_event"}, "malformed_request"),
        ({"action": "proctoring_event", "event": {"type": "COPY"}}, "malformed_request"),
        ({"action": "proctoring_event", "event": an_event(type="KEY_LOGGER")}, "malformed_request"),
        ({"action": "proctoring_event", "event": an_event(detail={"image": "x" * 5000})}, "malformed_request"),
        ({"action": "proctoring_event", "event": an_event(question_index=9)}, "malformed_request"),
    ],
)
def test_what_cannot_be_read_is_an_error_and_quoted_nowhere(
    connect: Connect, firm: Firm, log: Log, message: object, code: str
) -> None:
    answer = connect("candidate", firm.start().session_id).send(message)
    assert (answer["type"], answer["code"], answer["retryable"]) == ("error", code, False)
    assert "KEY_LOGGER" not in log.stream.getvalue()
    assert "KEY_LOGGER" not in json.dumps(answer)


@pytest.mark.parametrize("route", ["$connect", "$disconnect"])
def test_a_message_opens_and_closes_nothing(connect: Connect, firm: Firm, api_database: Database, route: str) -> None:
    invitation = firm.start()
    socket = connect("candidate", invitation.session_id)
    if route == "$connect":
        api_database.connections.delete_many({"_id": socket.connection_id})
    before = api_database.connections.count_documents({"_id": socket.connection_id})
    assert socket.pretend(route)["type"] == "error"
    assert api_database.connections.count_documents({"_id": socket.connection_id}) == before


def test_a_refused_event_is_named(connect: Connect, firm: Firm) -> None:
    waiting, watching = firm.invite().session_id, firm.start().session_id
    early, foreign = an_event(), an_event()
    assert connect("candidate", waiting).report(early) == {
        "type": "error",
        "code": "not_begun",
        "message": "Start the interview first.",
        "retryable": False,
        "id": early["id"],
    }
    assert connect("recruiter", watching).report(foreign)["code"] == "forbidden"
    assert firm.reviewer.get(f"/api/sessions/{watching}").json["flags"] == []


def test_events_may_come_for_a_minute_after_the_lock(connect: Connect, firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    candidate = connect("candidate", invitation.session_id)
    invitation.candidate.post("/api/interview/finish")
    assert candidate.report()["type"] == "event_stored"
    a_while_ago = {"completed_at": utc_now() - timedelta(seconds=61)}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": a_while_ago})
    assert candidate.report()["code"] == "link_closed"


EVENTS = "/api/interview/events"


def deliver(invitation: Invitation, *events: Message) -> Answer:
    return invitation.candidate.post(EVENTS, {"events": list(events)})


def flag_ids(firm: Firm, session_id: UUID) -> set[str]:
    return {flag["id"] for flag in firm.reviewer.get(f"/api/sessions/{session_id}").json["flags"]}


def test_a_repeat_is_no_second_event_and_uses_up_nothing(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "PROCTORING_EVENTS", replace(quotas.PROCTORING_EVENTS, most=3))
    invitation, events = firm.start(), [an_event() for _ in range(4)]
    for _ in range(3):
        assert deliver(invitation, *events[:2]).json == {"refused": []}
    refused = deliver(invitation, *events, an_event()).json["refused"]
    assert [each["code"] for each in refused] == ["quota_exceeded"] * 2
    assert flag_ids(firm, invitation.session_id) == {event["id"] for event in events[:3]}


def test_who_brings_events_without_end_is_told_to_wait(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "EVENT_DELIVERIES", replace(quotas.EVENT_DELIVERIES, most=2))
    invitation, neighbour = firm.start(), firm.start()
    for _ in range(2):
        assert deliver(invitation, an_event()).status == 200
    told = deliver(invitation, an_event())
    assert (told.status, told.json["error"]["code"]) == (429, "too_many_attempts")
    assert deliver(neighbour, an_event()).status == 200


def test_what_happened_before_the_links_end_is_taken_until_a_minute_after_the_lock(
    connect: Connect, firm: Firm, api_database: Database
) -> None:
    """Who was offline when the link ended comes back hours later."""
    invitation, end = firm.start(), utc_now() - timedelta(hours=20)
    began = {"started_at": end - timedelta(hours=1), "expires_at": end}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": began})
    recruiter = connect("recruiter", invitation.session_id)
    recruiter.send({"action": "join_session"})
    before, repeat = (an_event(at=(end - timedelta(minutes=minutes)).isoformat()) for minutes in (1, 2))
    after, elsewhere = an_event(at=end.isoformat()), an_event(at=before["at"], question_index=9)
    assert connect("candidate", invitation.session_id).report(before)["code"] == "link_closed", "a conversation is over"

    told = deliver(invitation, before, after, repeat, repeat, elsewhere)
    refused = [{"id": after["id"], "code": "link_expired"}, {"id": elsewhere["id"], "code": "malformed_request"}]
    assert (told.status, told.json) == (200, {"refused": refused})
    assert flag_ids(firm, invitation.session_id) == {before["id"], repeat["id"]}
    shown = [message["event"]["id"] for message in recruiter.received if message["type"] == "proctoring_event"]
    assert shown == [before["id"], repeat["id"]]

    invitation.candidate.post("/api/interview/finish")
    last = an_event(at=before["at"])
    assert deliver(invitation, last, an_event()).json["refused"] == [{"id": ANY, "code": "link_expired"}]
    assert flag_ids(firm, invitation.session_id) == {before["id"], repeat["id"], last["id"]}
    a_while_ago = {"completed_at": utc_now() - timedelta(seconds=61)}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": a_while_ago})
    assert deliver(invitation, an_event(at=before["at"])).error == "link_closed"


def test_what_a_device_with_a_wrong_clock_noticed_before_the_links_end_is_taken_and_dated_by_the_server(
    connect: Connect, firm: Firm, api_database: Database
) -> None:
    invitation, now = firm.start(), utc_now()
    began, end = now - timedelta(hours=21), now - timedelta(hours=20)
    over = {"started_at": began, "expires_at": end}

    def ago(moment: datetime) -> Message:
        event = an_event(ago_ms=round((now - moment).total_seconds() * 1000))
        del event["at"]
        return event

    early, before, after = ago(began - timedelta(days=3)), ago(end - timedelta(minutes=10)), ago(end)
    assert connect("candidate", invitation.session_id).report(early)["type"] == "event_stored"
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": over})
    before_the_start = ago(began - timedelta(days=3))
    refused = deliver(invitation, before_the_start, before, after | {"ago_ms": 0}).json["refused"]
    assert refused == [{"id": after["id"], "code": "link_expired"}]
    flags = firm.reviewer.get(f"/api/sessions/{invitation.session_id}").json["flags"]
    at = {flag["id"]: datetime.fromisoformat(flag["at"]) for flag in flags}
    assert at[before_the_start["id"]] == began
    assert abs(at[before["id"]] - (end - timedelta(minutes=10))) < timedelta(minutes=1)


def test_nothing_is_delivered_before_the_start_nor_where_the_interview_never_began(
    firm: Firm, api_database: Database
) -> None:
    invitation = firm.invite()
    assert deliver(invitation, an_event()).error == "not_begun"
    over = {"expires_at": utc_now() - timedelta(seconds=1)}
    api_database.sessions.update_one({"_id": invitation.session_id}, {"$set": over})
    assert deliver(invitation, an_event()).error == "link_expired"
    assert flag_ids(firm, invitation.session_id) == set()


def test_what_is_delivered_counts_as_what_is_told(
    connect: Connect, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotas, "PROCTORING_EVENTS", replace(quotas.PROCTORING_EVENTS, most=2))
    invitation = firm.start()
    connect("candidate", invitation.session_id).report()
    kept, too_many = an_event(), an_event()
    refused = deliver(invitation, kept, too_many).json["refused"]
    assert refused == [{"id": too_many["id"], "code": "quota_exceeded"}]
    assert len(flag_ids(firm, invitation.session_id)) == 2
    assert deliver(invitation, *(an_event() for _ in range(61))).status == 400


def test_a_delivery_that_the_database_does_not_take_is_asked_for_again(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> None:
        raise DatabaseUnavailableError("the database did not answer")

    invitation, event = firm.start(), an_event()
    with monkeypatch.context() as broken:
        broken.setattr("interview.adapters.mongo.proctoring_events.ProctoringEventRepository.add", away)
        assert deliver(invitation, event).status == 503
    assert deliver(invitation, event).json == {"refused": []}
    assert flag_ids(firm, invitation.session_id) == {event["id"]}


@pytest.mark.parametrize(
    ("happens", "status", "code"), [("replaced", 401, "link_replaced"), ("erased", 404, "not_found")]
)
def test_of_a_delivery_nothing_is_kept_once_its_link_is_replaced_or_its_interview_gone(
    firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch, happens: str, status: int, code: str
) -> None:
    """In the middle of it: the request was let in before."""
    invitation, events, add = firm.start(), [an_event() for _ in range(3)], ProctoringEventRepository.add

    def then(*args: Any) -> bool:
        is_new = add(*args)
        if happens == "erased":
            api_database.sessions.delete_one({"_id": invitation.session_id})
        else:
            in_an_hour = utc_now() + timedelta(hours=1)
            assert SessionRepository(api_database).reissue(invitation.session_id, uuid4().hex, in_an_hour)
        return is_new

    monkeypatch.setattr(ProctoringEventRepository, "add", then)
    told = deliver(invitation, *events)
    assert (told.status, told.error) == (status, code)
    kept = api_database.proctoring_events.find({"session_id": invitation.session_id})
    assert [str(each["event_id"]) for each in kept] == [events[0]["id"]]


@pytest.mark.parametrize("message", [{"action": "heartbeat"}, {"action": "join_session"}, None], ids=str)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"is_locked": True, "completed_at": utc_now() - timedelta(seconds=61)}, "link_closed"),
        ({"expires_at": utc_now() - timedelta(seconds=1)}, "link_closed"),
        ({"link_token_hash": "that of another"}, "sign_in_required"),
        (None, "not_found"),
    ],
    ids=["locked", "expired", "replaced", "erased"],
)
def test_a_candidates_socket_ends_with_its_interview(
    connect: Connect,
    firm: Firm,
    sockets: Sockets,
    api_database: Database,
    change: Message | None,
    code: str,
    message: Message | None,
) -> None:
    session_id = firm.start().session_id
    candidate, watching = connect("candidate", session_id), connect("recruiter", session_id)
    if change is None:
        api_database.sessions.delete_one({"_id": session_id})
    else:
        own = {"link_token_hash": uuid4().hex} if "link_token_hash" in change else {}
        api_database.sessions.update_one({"_id": session_id}, {"$set": change | own})
    answer = candidate.send(message or {"action": "proctoring_event", "event": an_event()})
    assert (answer["type"], answer["code"], answer["retryable"]) == ("error", code, False)
    assert sockets.closed == [candidate.connection_id]
    assert api_database.connections.find_one({"_id": candidate.connection_id}) is None
    still_there = watching.send({"action": "heartbeat"})["type"] == "heartbeat"
    assert still_there == (change is not None), "who watches sees what becomes of it, as long as there is something"


@pytest.mark.parametrize(
    "message",
    [{"action": "heartbeat"}, {"action": "proctoring_event", "event": an_event()}, {"action": "be_hired"}],
    ids=lambda message: message["action"],
)
def test_a_socket_that_was_ended_and_is_still_open_is_closed_at_its_next_message(
    connect: Connect, firm: Firm, sockets: Sockets, api_database: Database, message: Message
) -> None:
    session_id = firm.start().session_id
    candidate = connect("candidate", session_id)
    api_database.connections.delete_one({"_id": candidate.connection_id})
    assert candidate.send(message)["code"] == "sign_in_required"
    assert sockets.closed == [candidate.connection_id]
    assert firm.reviewer.get(f"/api/sessions/{session_id}").json["flags"] == []


TOO_MANY = {
    "type": "error",
    "code": "too_many_attempts",
    "message": quotas.LIVE_MESSAGES.refusal,
    "retryable": True,
    "id": None,
}


@pytest.fixture
def three_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "LIVE_MESSAGES", replace(quotas.LIVE_MESSAGES, most=3))


@pytest.mark.usefixtures("three_messages")
@pytest.mark.parametrize(
    "message",
    [
        {"action": "heartbeat"},
        {"action": "join_session"},
        {"action": "be_hired"},
        "nonsense",
        {"action": "proctoring_event"},
        {"action": "proctoring_event", "event": {"detail": "x" * 5000}},
    ],
    ids=lambda message: str(message)[:40],
)
def test_a_socket_that_says_too_much_is_told_so_and_closed_and_no_other(
    connect: Connect, firm: Firm, sockets: Sockets, api_database: Database, message: object
) -> None:
    session_id = firm.start().session_id
    flooding, watching = connect("candidate", session_id), connect("recruiter", session_id)
    for _ in range(3):
        assert flooding.send(message).get("code") != "too_many_attempts"
    assert sockets.closed == []
    assert flooding.send(message) == TOO_MANY
    assert sockets.closed == [flooding.connection_id]
    assert flooding.send(message)["code"] == "sign_in_required", "what was on its way already"
    assert watching.send({"action": "heartbeat"}) == {"type": "heartbeat"}
    assert connect("candidate", session_id).send({"action": "join_session"})["type"] == "joined"


@pytest.mark.usefixtures("three_messages")
def test_an_event_that_was_too_much_is_asked_for_again_and_counts_once(connect: Connect, firm: Firm) -> None:
    session_id = firm.start().session_id
    flooding, event = connect("candidate", session_id), an_event()
    for _ in range(3):
        assert flooding.report(event)["type"] == "event_stored"
    late = an_event()
    assert flooding.report(late) == TOO_MANY | {"id": late["id"]}
    assert connect("candidate", session_id).report(late)["type"] == "event_stored"
    flags = firm.reviewer.get(f"/api/sessions/{session_id}").json["flags"]
    assert {flag["id"] for flag in flags} == {event["id"], late["id"]}
    assert len(flags) == 2


@pytest.mark.usefixtures("three_messages")
def test_another_minute_has_room_for_as_much(connect: Connect, firm: Firm, api_database: Database) -> None:
    recruiter = connect("recruiter", firm.start().session_id)
    for _ in range(2):
        for _ in range(3):
            assert recruiter.send({"action": "heartbeat"}) == {"type": "heartbeat"}
        is_over = {"usage.live_messages.ends_at": utc_now() - timedelta(milliseconds=1)}
        api_database.connections.update_one({"_id": recruiter.connection_id}, {"$set": is_over})


def test_the_newest_sockets_of_each_holder_stay(
    connect: Connect, firm: Firm, sockets: Sockets, api_database: Database
) -> None:
    session_id, other = firm.start().session_id, firm.start().session_id
    elsewhere = connect("candidate", other)
    first, second = connect("candidate", session_id), connect("candidate", session_id)
    assert sockets.closed == [first.connection_id]
    assert first.received == [{"type": "error", "code": "elsewhere", "message": None, "retryable": False, "id": None}]
    recruiters = [connect("recruiter", session_id) for _ in range(12)]
    assert sockets.closed[1:] == [recruiter.connection_id for recruiter in recruiters[:2]]
    for stays in (second, elsewhere, *recruiters[2:]):
        assert stays.send({"action": "heartbeat"}) == {"type": "heartbeat"}


def test_a_database_that_is_away_asks_for_the_event_again(
    connect: Connect, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = connect("candidate", firm.start().session_id)

    def away(*_args: object) -> None:
        raise DatabaseUnavailableError("the database did not answer")

    monkeypatch.setattr("interview.adapters.mongo.sessions.SessionRepository.get", away)
    event = an_event()
    refused = candidate.report(event)
    assert (refused["code"], refused["retryable"], refused["id"]) == ("database_unavailable", True, event["id"])


def test_heartbeats_are_answered(connect: Connect, firm: Firm) -> None:
    assert connect("recruiter", firm.start().session_id).send({"action": "heartbeat"}) == {"type": "heartbeat"}


def test_a_candidates_heartbeat_is_a_sign_of_life_and_a_recruiters_is_none(
    connect: Connect, firm: Firm, api_database: Database
) -> None:
    session_id, long_ago = firm.start().session_id, utc_now() - timedelta(hours=1)

    def beats(role: str) -> bool:
        api_database.sessions.update_one({"_id": session_id}, {"$set": {"last_seen_at": long_ago}})
        assert connect(role, session_id).send({"action": "heartbeat"}) == {"type": "heartbeat"}
        return bool(firm.recruiter.get(f"/api/sessions/{session_id}").json["candidate_is_here"])

    assert (beats("recruiter"), beats("candidate")) == (False, True)


def test_whoever_left_or_is_gone_is_forgotten(
    connect: Connect, firm: Firm, sockets: Sockets, api_database: Database
) -> None:
    session_id = firm.start().session_id
    left, gone, candidate = (connect(role, session_id) for role in ("recruiter", "recruiter", "candidate"))
    for recruiter in (left, gone):
        recruiter.send({"action": "join_session"})
    left.close()
    sockets.gone.add(gone.connection_id)
    candidate.report()
    known = {row["_id"] for row in api_database.connections.find({"session_id": session_id})}
    assert known == {candidate.connection_id}


def test_changes_of_state_are_shown_and_never_fail_a_request(
    connect: Connect, firm: Firm, tell_pages: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = firm.start()
    recruiter = connect("recruiter", invitation.session_id)
    recruiter.send({"action": "join_session"})
    assert invitation.candidate.post("/api/interview/finish").status == 200
    tell_pages()
    assert recruiter.received[-1] == {"type": "session_changed", "state": "completed"}

    def stuck(*_args: object) -> None:
        raise StorageUnavailableError("the message cannot be sent right now")

    monkeypatch.setattr(LiveConnections, "post", stuck)
    other = firm.start()
    assert other.candidate.post("/api/interview/finish").status == 200


def authorize(ticket: str, secret: str = ORIGIN_SECRET) -> dict[str, Any]:
    event = load("websocket_authorizer.json")
    event["queryStringParameters"]["ticket"] = ticket
    event["headers"]["x-origin-secret"] = secret
    decision: dict[str, Any] = importlib.import_module("functions.live_authorizer.handler").handler(event, Context())
    return decision


def effect(decision: dict[str, Any]) -> str:
    return str(decision["policyDocument"]["Statement"][0]["Effect"])


def test_a_ticket_admits_once_through_the_distribution_and_says_who_it_is(
    proctoring: ModuleType, firm: Firm, api_database: Database
) -> None:
    invitation = firm.start()
    ticket = invitation.candidate.post("/api/live-tickets", {}).json["ticket"]
    assert effect(authorize(ticket, "guessed")) == "Deny"
    admitted = authorize(ticket)
    assert effect(admitted) == "Allow"
    link = permit_of(api_database, invitation.session_id).link_token_hash
    assert admitted["context"] == {
        "role": "candidate",
        "session_id": str(invitation.session_id),
        "link_token_hash": link,
    }
    assert effect(authorize(ticket)) == "Deny"


@dataclass(frozen=True)
class SignedIn:
    """One sign-in of a recruiter."""

    browser: Api
    proctoring: ModuleType
    sockets: Sockets

    def ticket(self, session_id: UUID) -> str:
        issued = self.browser.post("/api/live-tickets", {"session_id": str(session_id)})
        assert issued.status == 201
        return str(issued.json["ticket"])

    def opens(self, session_id: UUID) -> Socket:
        return Socket(self.proctoring, self.sockets, authorize(self.ticket(session_id))["context"])

    def watches(self, session_id: UUID) -> Socket:
        socket = self.opens(session_id)
        assert socket.send({"action": "join_session"})["type"] == "joined"
        return socket

    @property
    def stored(self) -> Message:
        return {"_id": sign_in_of(str(self.browser.sign_in_token))}


@pytest.fixture
def sign_in(firm: Firm, proctoring: ModuleType, sockets: Sockets, api_database: Database) -> Callable[[], SignedIn]:
    """The same recruiter, on another device."""

    def signed_in() -> SignedIn:
        accounts, token = AccountRepository(api_database), new_sign_in_token()
        user = accounts.user_by_email(firm.emails["recruiter"])
        assert user
        accounts.sign_in(new_sign_in(token, user, utc_now()))
        return SignedIn(firm.recruiter.signed_in(token), proctoring, sockets)

    return signed_in


def test_what_a_sign_in_has_opened_ends_when_it_signs_out_and_no_other_device_does(
    firm: Firm, sockets: Sockets, sign_in: Callable[[], SignedIn], tell_pages: Callable[[], None]
) -> None:
    invitation, other, here, there = firm.start(), firm.start(), sign_in(), sign_in()
    session_id = invitation.session_id
    leaving, leaving_too = here.watches(session_id), here.watches(other.session_id)
    staying, unused, unused_there = there.watches(session_id), here.ticket(session_id), there.ticket(session_id)
    assert here.browser.post("/api/sign-out").status == 204
    assert sorted(sockets.closed) == sorted([leaving.connection_id, leaving_too.connection_id])
    assert effect(authorize(unused)) == "Deny"
    assert effect(authorize(unused_there)) == "Allow"
    told = len(leaving.received)
    invitation.candidate.post("/api/interview/finish")
    tell_pages()
    assert staying.received[-1] == {"type": "session_changed", "state": "completed"}
    assert len(leaving.received) == told
    assert leaving.send({"action": "heartbeat"})["code"] == "sign_in_required", "where closing it did not work"
    assert staying.send({"action": "heartbeat"}) == {"type": "heartbeat"}
    assert here.browser.post("/api/sign-out").status == 204, "a repeat"


def test_an_organisation_holds_so_many_sockets_and_keeps_no_other_from_watching(
    found_firm: Callable[[], Firm],
    proctoring: ModuleType,
    sockets: Sockets,
    api_database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quotas, "MAX_WATCHING", 3)
    firm, other = found_firm(), found_firm()
    sessions = [firm.start().session_id for _ in range(3)]
    recruiter, reviewer = (SignedIn(browser, proctoring, sockets) for browser in (firm.recruiter, firm.reviewer))
    first, _ = recruiter.watches(sessions[0]), reviewer.opens(sessions[1])
    unused = reviewer.ticket(sessions[2])

    refused = recruiter.browser.post("/api/live-tickets", {"session_id": str(sessions[2])})
    assert (refused.status, refused.error) == (429, "too_many_attempts")
    assert (refused.params, refused.headers["retry-after"]) == ({"limit": "watching", "most": 3}, "60")
    assert SignedIn(other.recruiter, proctoring, sockets).watches(other.start().session_id)
    assert first.send({"action": "heartbeat"}) == {"type": "heartbeat"}, "who watches goes on"
    assert firm.start().candidate.post("/api/live-tickets", {}).status == 201, "and so does who is interviewed"

    first.close()
    assert recruiter.watches(sessions[2])
    assert effect(authorize(unused)) == "Allow"
    over = {"expires_at": utc_now()}
    api_database.connections.update_many({"session_id": {"$in": sessions}}, {"$set": over})
    assert recruiter.watches(sessions[0])


def test_one_person_holds_so_many_sockets_and_leaves_the_others_of_their_organisation_theirs(
    found_firm: Callable[[], Firm],
    proctoring: ModuleType,
    sockets: Sockets,
    api_database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quotas, "MAX_WATCHING_PERSON", 3)
    firm = found_firm()
    sessions = [firm.start().session_id for _ in range(4)]
    recruiter, reviewer = (SignedIn(browser, proctoring, sockets) for browser in (firm.recruiter, firm.reviewer))
    first, _, unused = recruiter.watches(sessions[0]), recruiter.opens(sessions[1]), recruiter.ticket(sessions[2])

    refused = recruiter.browser.post("/api/live-tickets", {"session_id": str(sessions[3])})
    assert (refused.status, refused.error) == (429, "too_many_attempts")
    assert (refused.params, refused.headers["retry-after"]) == ({"limit": "watching_person", "most": 3}, "60")
    assert reviewer.watches(sessions[3]), "a colleague is not kept waiting"
    assert first.send({"action": "heartbeat"}) == {"type": "heartbeat"}, "who watches goes on"

    first.close()
    assert recruiter.watches(sessions[3])
    assert effect(authorize(unused)) == "Allow"
    over = {"expires_at": utc_now()}
    api_database.connections.update_many({"session_id": {"$in": sessions}}, {"$set": over})
    assert recruiter.watches(sessions[0])


def test_of_sockets_of_one_person_for_which_tickets_were_given_at_once_the_newest_stay(
    found_firm: Callable[[], Firm], proctoring: ModuleType, sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm = found_firm()
    sessions = [firm.start().session_id for _ in range(4)]
    recruiter, reviewer = (SignedIn(browser, proctoring, sockets) for browser in (firm.recruiter, firm.reviewer))
    colleague, tickets = reviewer.watches(sessions[0]), [recruiter.ticket(session_id) for session_id in sessions]
    monkeypatch.setattr(quotas, "MAX_WATCHING_PERSON", 3)
    oldest, *newest = (Socket(proctoring, sockets, authorize(ticket)["context"]) for ticket in tickets)
    assert sockets.closed == [oldest.connection_id]
    assert oldest.received == [{"type": "error", "code": "elsewhere", "message": None, "retryable": False, "id": None}]
    for stays in (colleague, *newest):
        assert stays.send({"action": "heartbeat"}) == {"type": "heartbeat"}


def test_a_socket_that_cannot_be_closed_right_now_keeps_nobody_from_signing_out(
    firm: Firm, sign_in: Callable[[], SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id, here = firm.start().session_id, sign_in()
    leaving = [here.watches(session_id) for _ in range(2)]

    def stuck(*_: object) -> None:
        raise StorageUnavailableError("the socket cannot be closed right now")

    monkeypatch.setattr(LiveConnections, "close", stuck)
    assert here.browser.post("/api/sign-out").status == 204
    assert here.browser.get("/api/me").status == 401
    for socket in leaving:
        assert socket.send({"action": "heartbeat"})["code"] == "sign_in_required"


@pytest.mark.parametrize("action", ["heartbeat", "join_session"])
@pytest.mark.parametrize("ends", ["signed out beside it", "expired", "disabled", "signed out everywhere"])
def test_a_socket_whose_sign_in_has_ended_is_closed_at_its_next_beat(
    found_firm: Callable[[], Firm],
    proctoring: ModuleType,
    sockets: Sockets,
    api_database: Database,
    ends: str,
    action: str,
) -> None:
    firm = found_firm()
    session_id, here = firm.start().session_id, SignedIn(firm.recruiter, proctoring, sockets)
    watching, colleague = here.opens(session_id), SignedIn(firm.reviewer, proctoring, sockets).watches(session_id)
    accounts = AccountRepository(api_database)
    user = accounts.user_by_email(firm.emails["recruiter"])
    assert user
    match ends:
        case "signed out beside it":
            api_database.sign_ins.delete_one(here.stored)
        case "expired":
            api_database.sign_ins.update_one(here.stored, {"$set": {"expires_at": utc_now()}})
        case "disabled":
            accounts.disable(user.id, is_disabled=True)
        case _:
            accounts.reset_password(user.id, "another")
    assert watching.send({"action": action})["code"] == "sign_in_required"
    assert sockets.closed == [watching.connection_id]
    assert colleague.send({"action": action})["type"] != "error"


def test_a_ticket_and_a_socket_that_name_no_sign_in_are_read(
    firm: Firm, sign_in: Callable[[], SignedIn], api_database: Database
) -> None:
    here = sign_in()
    session_id = firm.start().session_id
    ticket = here.ticket(session_id)
    api_database.tickets.update_one({"_id": hashed(ticket)}, {"$unset": {"sign_in_hash": ""}})
    watching = Socket(here.proctoring, here.sockets, authorize(ticket)["context"])
    assert watching.send({"action": "join_session"})["type"] == "joined"
    assert watching.send({"action": "heartbeat"}) == {"type": "heartbeat"}


def test_a_ticket_for_the_voice_opens_no_live_socket_and_stays_good(
    proctoring: ModuleType, firm: Firm, api_database: Database
) -> None:
    invitation = firm.start()
    issued = invitation.candidate.post("/api/interview/voice-ticket")
    assert (issued.status, set(issued.json)) == (201, {"ticket", "expires_at"})
    ticket = issued.json["ticket"]
    assert effect(authorize(ticket)) == "Deny"
    redeemed = TicketRepository(api_database).redeem(hashed(ticket), [TicketRole.VOICE], utc_now())
    assert redeemed is not None
    assert redeemed["session_id"] == invitation.session_id
    assert effect(authorize(new_token())) == "Deny"


def test_a_voice_ticket_is_for_a_running_interview(firm: Firm) -> None:
    assert firm.invite().candidate.post("/api/interview/voice-ticket").status == 409
    invitation = firm.start()
    invitation.candidate.post("/api/interview/finish")
    assert invitation.candidate.post("/api/interview/voice-ticket").error == "link_closed"
