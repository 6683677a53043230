"""Closed means closed for sockets that are open, and one interview has one conversation.

The server runs here in a loop whose time runs fast, between a scripted vendor and the real database.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from bson import Binary
from websockets.http11 import Request

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.clock import utc_now
from interview.domain.quotas import VOICE_SECONDS
from interview.domain.sessions.session import Session, next_execution
from interview.errors import NotFoundError
from interview.use_cases.conversation.begin_conversation import BeginConversation
from interview.wiring.voice import voice_of
from local_cloud.processes import free_port, poll_until
from tests.voice_proxy.candidate import Candidate, connected, refused
from tests.voice_proxy.conftest import QUESTIONS, an_interview
from tests.voice_proxy.faulty_vendor import FastTime, FaultyVendor, frame
from voice_proxy_container.admission import ConversationContext
from voice_proxy_container.protocol.agent import ThinkModel
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

    def admit(self, request: Request) -> ConversationContext:
        asked = parse_qs(urlsplit(request.path).query)
        session = SessionRepository(self._database).get(UUID(asked["session"][0]))
        if session is None:
            raise NotFoundError("no such session")
        voice = voice_of(self._database, self._database)
        number = int(asked["begun"][0]) if "begun" in asked else voice.begin_conversation(session).number
        return ConversationContext(
            session, voice, self._deepgram, number=number, vendor_left_s=voice.meter.left_s(session.id)
        )


@pytest.fixture(scope="module")
def url(database: Database) -> Iterator[str]:
    """Address of the server, which has few places."""
    time, vendor, port = FastTime(), FaultyVendor(), free_port()
    time.run(vendor.start())
    deepgram = Deepgram(
        "a-key", f"{vendor.url}/v1/agent/converse", f"{vendor.url}/v2/listen", ThinkModel("t", "g", "k")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("voice_proxy_container.server.METER_EVERY_S", 5.0)
        server = VoiceServer("127.0.0.1", port, _Reception(database, deepgram), max_conversations=ALL)
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


def test_of_two_that_are_let_in_at_once_the_one_that_counts_goes_on(database: Database, url: str) -> None:
    """Whichever of them comes through first."""
    session = an_interview(database)
    begin = BeginConversation(SessionRepository(database))
    older, newer = (begin(session).number for _ in range(2))
    with (
        connected(f"{url}{session.id}&begun={newer}") as page,
        connected(f"{url}{session.id}&begun={older}") as late,
    ):
        assert late.until_closed() == POLICY_VIOLATION
        answering(page)
        page.send("answer_finished", question=0)
        page.until("answer_stored")
        with connected(url + str(session.id)) as newest:
            assert page.until_closed() == POLICY_VIOLATION
            newest.until("ready")


def test_where_all_places_are_taken_who_has_one_keeps_it(database: Database, url: str) -> None:
    sessions = [an_interview(database) for _ in range(ALL)]
    with ExitStack() as stack:
        pages = [stack.enter_context(connected(url + str(session.id))) for session in sessions]
        pages[-1].until("ready")
        assert refused(url + str(an_interview(database).id)) == 503
        again = stack.enter_context(connected(url + str(sessions[0].id)))
        assert pages[0].until_closed() == POLICY_VIOLATION
        again.until("ready")


def test_one_organisation_does_not_take_all_places(database: Database, url: str) -> None:
    organisation = uuid4()
    theirs = [an_interview(database, organisation_id=organisation) for _ in range(ALL)]
    with ExitStack() as stack:
        pages = []
        for session in theirs[:10]:
            pages.append(stack.enter_context(connected(url + str(session.id))))
            pages[-1].until("ready")
        assert refused(url + str(theirs[10].id)) == 503
        for _ in range(ALL - 10):
            stack.enter_context(connected(url + str(an_interview(database).id))).until("ready")
        assert refused(url + str(an_interview(database).id)) == 503
        stack.enter_context(connected(url + str(theirs[0].id))).until("ready")


def test_a_line_that_the_database_refuses_is_left_out_alone(database: Database, url: str) -> None:
    session, neighbour = an_interview(database), an_interview(database)
    lines = TranscriptLineRepository(database)
    refusing = {"session_id": Binary.from_uuid(session.id), "seq": 0}
    database.command("collMod", "transcript_lines", validator={"$nor": [refusing]})
    try:
        with connected(url + str(session.id)) as page, connected(url + str(neighbour.id)) as other:
            for each in (page, other):
                answering(each)
            assert poll_until(lambda: lines.of_question(session.id, 0) != [], timeout_s=20)
            for number in range(6, 14):  # what is stored of these comes after what was refused
                page.speak(1, frame(number))
            assert poll_until(lambda: any(line.seq > 1 for line in lines.of_question(session.id, 0)), timeout_s=20)
            for each in (page, other):
                each.send("answer_finished", question=0)
                each.until("answer_stored")
            page.send("keep_alive")
            page.until("alive")
    finally:
        database.command("collMod", "transcript_lines", validator={})
    kept, others = ({line.seq for line in lines.of_question(each.id, 0)} for each in (session, neighbour))
    assert 0 not in kept
    assert kept
    assert others >= {0, 1}
    assert not AnswerRepository(database).get(session.id, 0).live_complete
    assert AnswerRepository(database).get(neighbour.id, 0).live_complete


def test_an_interview_that_has_used_up_the_vendors_time_goes_on_in_text_and_rings_nobody(
    database: Database, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    session, neighbour = an_interview(database), an_interview(database)
    usage = UsageRepository(database)
    usage.add(VOICE_SECONDS, {session.id: VOICE_SECONDS.most - 15})
    with connected(url + str(session.id)) as page, connected(url + str(neighbour.id)) as other:
        assert page.until("ready")["agent"]
        page.until("error", lambda message: message["code"] == "agent_down")
        page.send("ask", question=0)
        assert page.until("caption")["text"] == QUESTIONS[0]
        page.until("audio_done")
        page.send("answer_started", question=0)
        page.until("error", lambda message: message["code"] == "recognition_down")
        page.send("answer_finished", question=0)
        page.until("error", lambda message: message["code"] == "not_stored")
        answering(other)
        assert other.of_type("error") == []
    assert poll_until(lambda: usage.used(VOICE_SECONDS, session.id) >= VOICE_SECONDS.most, timeout_s=20)
    assert usage.used(VOICE_SECONDS, session.id) < VOICE_SECONDS.most + 60
    assert poll_until(lambda: usage.used(VOICE_SECONDS, neighbour.id) >= 20, timeout_s=20)
    with connected(url + str(session.id)) as page:
        assert not page.until("ready")["agent"]
    assert "AgentDown" not in capsys.readouterr().out


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
