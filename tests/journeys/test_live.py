"""The live socket through the edge: what a candidate's browser notices reaches the recruiter who watches."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import websocket

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import connect
from interview.adapters.mongo.outbox import OutboxRepository
from interview.domain.transcripts.transcript import Transcript
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter
from tests.builders import permit_of

Interview = tuple[str, Candidate]

MAX_WAIT_S = 60


class LiveSocket:
    """An open socket of `/live`."""

    def __init__(self, site: str, ticket: str) -> None:
        self._socket = websocket.create_connection(f"{site.replace('http', 'ws')}/live?ticket={ticket}", timeout=10)
        self._socket.settimeout(MAX_WAIT_S)

    def send(self, message: object) -> None:
        self._socket.send(message if isinstance(message, str) else json.dumps(message))

    def receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.recv())
        return message

    def ask(self, message: object) -> dict[str, Any]:
        self.send(message)
        return self.receive()

    def close(self) -> None:
        self._socket.close()


@contextmanager
def joined(site: str, ticket: str) -> Iterator[LiveSocket]:
    socket = LiveSocket(site, ticket)
    try:
        assert socket.ask({"action": "join_session"})["type"] == "joined"
        yield socket
    finally:
        socket.close()


def an_event(flag_type: str = "TAB_HIDDEN", **fields: object) -> dict[str, Any]:
    event = {"id": str(uuid4()), "type": flag_type, "question_index": 0, "at": datetime.now(UTC).isoformat()}
    return {"action": "proctoring_event", "event": {**event, "detail": {"duration_ms": 1800}, **fields}}


@pytest.fixture(scope="module")
def recruiter(cloud: LocalCloud) -> Iterator[Recruiter]:
    with Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter:
        yield recruiter


@pytest.fixture(scope="module")
def template(recruiter: Recruiter) -> str:
    return recruiter.make_template("Live", [{"text": "What was your hardest bug?"}])


@pytest.fixture
def interview(cloud: LocalCloud, recruiter: Recruiter, template: str) -> Iterator[Interview]:
    """(session id, candidate who has begun)."""
    session_id, token = recruiter.invite(template, "Candidate")
    with Candidate(cloud.edge_url, token) as candidate:
        candidate.start("Candidate")
        yield session_id, candidate


def test_events_reach_the_recruiter_who_watches_and_the_results(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview
) -> None:
    session_id, candidate = interview
    site = cloud.edge_url
    with joined(site, recruiter.live_ticket(session_id)) as watching, joined(site, candidate.live_ticket()) as browser:
        sent = [an_event("TAB_HIDDEN"), an_event("COPY"), an_event("FACE_ABSENT", question_index=None)]
        for number, message in enumerate(sent):
            message["event"]["at"] = (datetime.now(UTC) + timedelta(seconds=number)).isoformat()
        for message in sent:
            assert browser.ask(message) == {"type": "event_stored", "id": message["event"]["id"]}
            seen = watching.receive()
            assert seen["type"] == "proctoring_event"
            assert (seen["event"]["id"], seen["event"]["type"]) == (message["event"]["id"], message["event"]["type"])
        assert browser.ask(sent[0])["type"] == "event_stored", "a repeat is acknowledged"
        assert watching.ask({"action": "heartbeat"}) == {"type": "heartbeat"}, "and shown to nobody again"

    assert recruiter.lists(session_id, flags="some", sort="-created"), "at once"
    flags = recruiter.results(session_id)["flags"]
    assert [(flag["id"], flag["type"]) for flag in flags] == [
        (message["event"]["id"], message["event"]["type"]) for message in sent
    ]
    assert flags[0]["detail"] == {"duration_ms": 1800}


def test_a_recruiter_sees_the_state_change(cloud: LocalCloud, recruiter: Recruiter, template: str) -> None:
    session_id, token = recruiter.invite(template, "Candidate")
    with (
        joined(cloud.edge_url, recruiter.live_ticket(session_id)) as watching,
        Candidate(cloud.edge_url, token) as candidate,
    ):
        candidate.start("Candidate")
        candidate.answer(0, recording("incident"))
        candidate.finish()
        states: list[str] = []
        while "done" not in states:
            told = watching.receive()
            assert told["type"] in ("session_changed", "review_changed"), "scores and the scorecard"
            if told["type"] == "session_changed":
                states.append(told["state"])
    in_order = ["in_progress", "completed", "processing", "done"]
    told_of = [state for state, _repeats in groupby(states)]
    assert [state for state in in_order if state in told_of] == told_of, "none that is over"
    assert told_of[0] == "in_progress"
    judged = {"state": "done", "decision": "none", "certainty": "needs_person"}
    is_listed = poll_until(lambda: recruiter.lists(session_id, **judged), timeout_s=10, every_s=0.2)
    assert is_listed, "its events are listed as well"

    store = connect(cloud.mongodb_uri, "colloquy")
    outbox, scores = OutboxRepository(store), store["scores"].count_documents({"session_id": UUID(session_id)})
    assert scores
    assert poll_until(lambda: not outbox.of_session(UUID(session_id)), timeout_s=5), "each function may publish its own"
    store.client.close()


def test_nobody_hears_of_another_session_or_speaks_for_it(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview, template: str
) -> None:
    session_id, candidate = interview
    other_id, other_token = recruiter.invite(template, "Other")
    site = cloud.edge_url
    with Candidate(site, other_token) as other:
        other.start("Other")
        with (
            joined(site, recruiter.live_ticket(session_id)) as watching,
            joined(site, candidate.live_ticket()) as browser,
            joined(site, other.live_ticket()) as stranger,
        ):
            foreign = {**an_event(), "session_id": session_id}
            assert stranger.ask(foreign)["code"] == "malformed_request"
            assert stranger.ask(an_event(session_id=session_id))["code"] == "malformed_request"
            assert stranger.ask(an_event())["type"] == "event_stored"
            assert watching.ask(an_event())["code"] == "forbidden"
            assert browser.ask({"action": "heartbeat"}) == {"type": "heartbeat"}
    assert recruiter.results(session_id)["flags"] == []
    assert len(recruiter.results(other_id)["flags"]) == 1


def test_nonsense_is_answered_with_an_error_and_the_socket_stays(cloud: LocalCloud, interview: Interview) -> None:
    _, candidate = interview
    with joined(cloud.edge_url, candidate.live_ticket()) as browser:
        for message in ("nonsense", {"action": "be_hired"}, an_event("KEY_LOGGER"), an_event(detail={"a": "x" * 5000})):
            assert browser.ask(message)["type"] == "error"
        assert browser.ask({"action": "heartbeat"}) == {"type": "heartbeat"}


def test_a_ticket_opens_one_socket_and_only_the_one_it_is_for(cloud: LocalCloud, interview: Interview) -> None:
    _, candidate = interview
    ticket = candidate.live_ticket()
    with joined(cloud.edge_url, ticket):
        pass
    for refused_ticket in (ticket, candidate.voice_ticket(), "made-up"):
        with pytest.raises(websocket.WebSocketBadStatusException):
            LiveSocket(cloud.edge_url, refused_ticket)


def test_feedback_is_given_as_soon_as_there_are_words(
    cloud: LocalCloud, recruiter: Recruiter, interview: Interview
) -> None:
    session_id, candidate = interview
    early = candidate.feedback(0)
    assert (early.status_code, early.json()) == (202, {})

    said = recording("incident").answer
    transcript = Transcript(
        text=said, words=(), language="en", duration_ms=9000, source="test", made_at=datetime.now(UTC)
    )
    store = connect(cloud.mongodb_uri, "colloquy")
    AnswerRepository(store).store_live_transcript(permit_of(store, UUID(session_id)), 0, transcript, complete=True)
    store.client.close()

    given = candidate.feedback(0)
    assert given.status_code == 200, given.text
    assert set(given.json()) == {"written", "spoken", "follow_up"}
    assert candidate.feedback(0).json() == given.json()
    [answer] = recruiter.results(session_id)["answers"]
    assert answer["feedback"]["spoken"] == given.json()["spoken"]
    assert 0 <= answer["feedback"]["score"] <= 10
    assert answer["feedback"]["replaced"] == []
    assert answer["live_transcript"]["text"] == said

    strangers = httpx.post(f"{cloud.edge_url}/api/interview/questions/0/feedback")
    assert (strangers.status_code, strangers.json()["error"]["code"]) == (401, "sign_in_required")
