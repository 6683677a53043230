"""Closed means closed for sockets that are open, and one interview has one conversation.

The server runs here in a loop whose time runs fast, between a scripted vendor and the real database.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from websockets.http11 import Request

from interview.adapters.mongo import AnswerRepository, SessionRepository, TranscriptLineRepository
from interview.adapters.mongo.client import Database
from interview.domain.clock import utc_now
from interview.domain.sessions import Session, next_execution
from interview.errors import NotFoundError
from interview.wiring import voice_of
from local_cloud.processes import free_port
from tests.voice_proxy.candidate import Candidate, connected, refused
from tests.voice_proxy.conftest import an_interview
from tests.voice_proxy.faulty_vendor import FastTime, FaultyVendor, frame
from voice_proxy_container.protocol.agent import Models
from voice_proxy_container.reception import Guest
from voice_proxy_container.relay import Deepgram
from voice_proxy_container.server import VoiceServer

POLICY_VIOLATION = 1008
MANY = 40
ALL = 12


class _Reception:
    """Lets in whoever names a session."""

    def __init__(self, database: Database, deepgram: Deepgram) -> None:
        self._database = database
        self._deepgram = deepgram

    def missing(self) -> list[str]:
        return []

    def admit(self, request: Request) -> Guest:
        (named,) = parse_qs(urlsplit(request.path).query)["session"]
        session = SessionRepository(self._database).get(UUID(named))
        if session is None:
            raise NotFoundError("no such session")
        voice = voice_of(self._database, self._database)
        return Guest(session, voice, self._deepgram, conversation=voice.begin_conversation(session))


@pytest.fixture(scope="module")
def url(database: Database) -> Iterator[str]:
    """Address of the server, which has few places."""
    time, vendor, port = FastTime(), FaultyVendor(), free_port()
    time.run(vendor.start())
    deepgram = Deepgram("a-key", f"{vendor.url}/v1/agent/converse", f"{vendor.url}/v2/listen", Models("l", "t", "s"))
    server = VoiceServer("127.0.0.1", port, _Reception(database, deepgram), most_conversations=ALL)
    time.run(server.start())
    yield f"ws://127.0.0.1:{port}/voice?session="
    time.run(server.stop())
    time.run(vendor.stop())
    time.stop()


def answering(page: Candidate) -> None:
    """Ready, and a turn of the answer was heard."""
    page.until("ready")
    page.send("answer_started", question=0)
    for number in range(6):
        page.speak(1, frame(number))
    page.until("transcript")


def close(database: Database, session: Session, how: str) -> None:
    match how:
        case "locked":
            now = utc_now()
            assert SessionRepository(database).lock(session.permit, next_execution(session.id, 0, now), now)
        case "replaced":
            assert SessionRepository(database).reissue(session.id, uuid4().hex, session.expires_at)
        case _:
            for collection in ("sessions", "answers", "transcript_lines"):
                database[collection].delete_many({"_id" if collection == "sessions" else "session_id": session.id})


@pytest.mark.parametrize(("how", "reason"), [("locked", "closed"), ("replaced", "replaced"), ("erased", "closed")])
def test_a_socket_ends_with_its_interview_and_writes_nothing_more(
    database: Database, url: str, how: str, reason: str
) -> None:
    session, neighbour = an_interview(database), an_interview(database)
    with connected(url + str(session.id)) as page, connected(url + str(neighbour.id)) as other:
        answering(page)
        answering(other)
        close(database, session, how)
        lines = TranscriptLineRepository(database)
        before = {line.seq: line.text for line in lines.of_question(session.id, 0)}
        for number in range(6, 12):
            page.speak(1, frame(number))
        assert page.until_closed() == POLICY_VIOLATION
        assert [message["reason"] for message in page.of_type("closing")] == [reason]
        assert {line.seq: line.text for line in lines.of_question(session.id, 0)} == before
        assert database["answers"].count_documents({"session_id": session.id, "live_transcript": {"$ne": None}}) == 0

        other.send("answer_finished", question=0)
        other.until("answer_stored")
        assert AnswerRepository(database).get(neighbour.id, 0).live_transcript
    assert refused(url + str(session.id)) in (404, 410) or how == "replaced"


def test_of_however_many_conversations_of_a_link_the_newest_goes_on(database: Database, url: str) -> None:
    """More than there are places: everybody else finds one all the same."""
    session, neighbour = an_interview(database), an_interview(database)
    with ExitStack() as stack:
        pages = [stack.enter_context(connected(url + str(session.id))) for _ in range(MANY)]
        for page in pages[:-1]:
            assert page.until_closed() == POLICY_VIOLATION
            assert [message["reason"] for message in page.of_type("closing")] == ["elsewhere"]
        answering(pages[-1])
        answering(stack.enter_context(connected(url + str(neighbour.id))))


def test_what_was_heard_before_a_conversation_went_elsewhere_is_kept(database: Database, url: str) -> None:
    session = an_interview(database)
    with connected(url + str(session.id)) as page:
        answering(page)
        with connected(url + str(session.id)) as newer:
            assert page.until_closed() == POLICY_VIOLATION
            answering(newer)
            newer.send("answer_finished", question=0)
            newer.until("answer_stored")
    assert len({line.stream for line in TranscriptLineRepository(database).of_question(session.id, 0)}) == 2
