"""The running container between a candidate who speaks and the stand-in that `make run` puts in Deepgram's place."""

import io
import time
import wave
from collections.abc import Callable, Iterator

import httpx
import pytest

from interview.adapters.deepgram import Deepgram
from interview.domain.sessions.session import Session
from local_cloud.processes import poll_until
from local_cloud.simulation.recordings import recording
from local_cloud.stand_ins.deepgram.voice import HASTE
from tests.builders import ENGLISH, PHRASES
from tests.contract.deepgram_client import overlap, silence, speech
from tests.stand_ins import StandIn
from tests.voice_proxy.candidate import FRAME, Candidate, connected
from tests.voice_proxy.conftest import QUESTIONS, Proxy
from tests.voice_proxy.test_relay import answer_of, voice_of
from voice_proxy_container.conversation.sentences import greeting

SAID = "incident"
ANSWER_S = 60


@pytest.fixture(scope="module")
def stand_in(deepgram_stand_in: StandIn) -> StandIn:
    """Its models are loaded before anybody waits for them."""
    with Deepgram("any key", api_url=deepgram_stand_in.url) as deepgram:
        deepgram.transcribe(b"".join(recording("mp4").chunks.values()), "video/mp4", ENGLISH)
    deepgram_stand_in.speak(plainly=True)
    return deepgram_stand_in


@pytest.fixture(scope="module")
def proxy(start_proxy: Callable[[str, str], Proxy], stand_in: StandIn) -> Proxy:
    address = stand_in.url.replace("http://", "ws://")
    return start_proxy(f"{address}/v1/agent/converse", f"{address}/v2/listen")


@pytest.fixture(autouse=True)
def well_behaved(stand_in: StandIn) -> Iterator[None]:
    yield
    stand_in.reset()


@pytest.fixture
def scripted(stand_in: StandIn) -> Iterator[None]:
    """Whoever speaks is heard to say the answer, which costs no recognition."""
    stand_in.script(recording(SAID).answer)
    yield
    stand_in.script(None)


def say(page: Candidate, sound: bytes, *, pace_s: float = 0) -> None:
    """Faster than a person could; with a `pace_s` of 0.1 as a microphone does."""
    for at in range(0, len(sound), len(FRAME)):
        page.socket.send_binary(sound[at : at + len(FRAME)])
        time.sleep(pace_s)


def answer(page: Candidate, question: int) -> str:
    """Speak an answer, faster than a person could, and wait until most of it was heard; what is then stored."""
    sound = speech(SAID)
    first = 3 * 32_000
    page.send("answer_started", question=question)
    say(page, sound[:first])
    with page.microphone_on():
        page.until("transcript")
    say(page, sound[first:] + silence(0.5))
    with page.microphone_on():
        page.until("transcript", lambda message: overlap(recording(SAID).answer, message["text"]) > 0.5)
    page.send("answer_finished", question=question)
    return str(page.until("answer_stored")["text"])


def test_a_round_from_the_greeting_to_the_goodbye(proxy: Proxy, stand_in: StandIn) -> None:
    session = proxy.session()
    with connected(proxy.door(session)) as page:
        page.socket.settimeout(ANSWER_S)
        assert page.until("ready")["agent"] is True
        for kind, fields, sentence in [
            ("greet", {}, greeting("Ada", ENGLISH)),
            ("ask", {"question": 0}, QUESTIONS[0]),
        ]:
            before = len(page.sound)
            page.send(kind, **fields)
            assert page.until("caption")["text"] == sentence
            page.until("audio_done")
            assert len(page.sound) - before > 24_000  # half a second of 24 kHz sound at the least
        text = answer(page, 0)
        page.send("goodbye")
        assert page.until("caption")["text"] == PHRASES.goodbye
        page.until("audio_done")
    assert page.of_type("speech_started")
    kept = answer_of(proxy, session, 0)
    assert kept.live_transcript
    assert kept.live_transcript.text == text
    assert kept.live_transcript.source.startswith("whisper-base int8 (faster-whisper ")
    engines = httpx.get(f"{stand_in.url}/health", timeout=60).json()["engines"]
    assert kept.live_transcript.source == engines["recognition_engine"]
    assert f"{voice_of(proxy, session)}, " in engines["voice_engine"], "the voice of the interview's language alone"
    assert overlap(recording(SAID).answer, text) > 0.5
    starts = [word.start_ms for word in kept.live_transcript.words]
    assert starts == sorted(starts)
    assert starts[-1] <= kept.live_transcript.duration_ms


@pytest.mark.usefixtures("scripted")
def test_whoever_speaks_to_the_agent_hears_only_what_it_was_given_to_say(proxy: Proxy) -> None:
    with connected(proxy.door(proxy.session())) as page:
        page.socket.settimeout(ANSWER_S)
        page.until("ready")
        say(page, speech(SAID)[: 4 * 32_000] + silence(7))
        page.until("speech_started")
        page.until("speech_ended")
        page.send("ask", question=1)
        page.until("audio_done")
        answer(page, 1)
        assert {message["text"] for message in page.of_type("caption")} == {QUESTIONS[1]}


@pytest.mark.parametrize("fault", ["refuse", "full", "drop", "cut", "garbage"])
def test_an_agent_that_fails_leaves_an_interview_in_text(proxy: Proxy, stand_in: StandIn, fault: str) -> None:
    stand_in.fail(fault, target="agent", times=4)
    with connected(proxy.door(proxy.session())) as page:
        page.socket.settimeout(ANSWER_S)
        page.until("ready")
        page.send("ask", question=1)
        assert page.until("caption")["text"] == QUESTIONS[1]
        page.until("audio_done")


class TestSpeechAlone:
    def ask(self, proxy: Proxy, question: str, session: Session | None = None) -> httpx.Response:
        ticket = proxy.ticket(session or proxy.session())
        address = f"http://127.0.0.1:{proxy.port}/voice/speech"
        return httpx.get(address, params={"ticket": ticket, "question": question}, timeout=15)

    @pytest.mark.parametrize("question", ["0", "1", "practice"])
    def test_says_a_question(self, proxy: Proxy, question: str) -> None:
        spoken = self.ask(proxy, question)
        assert (spoken.status_code, spoken.headers["content-type"]) == (200, "audio/wav")
        with wave.open(io.BytesIO(spoken.content)) as sound:
            assert sound.getframerate() == 24_000
            assert sound.getnframes() > 12_000 / HASTE

    @pytest.mark.parametrize(("question", "status"), [("2", 404), ("-1", 400), ("hire me", 400), ("", 400)])
    def test_says_nothing_else(self, proxy: Proxy, question: str, status: int) -> None:
        assert self.ask(proxy, question).status_code == status

    def test_needs_a_ticket_and_uses_it_up(self, proxy: Proxy) -> None:
        address = f"http://127.0.0.1:{proxy.port}/voice/speech"
        ticket = proxy.ticket(proxy.session())
        asked = [httpx.get(address, params={"ticket": ticket, "question": "0"}).status_code for _ in range(2)]
        assert asked == [200, 401]

    @pytest.mark.parametrize(("fault", "told"), [("full", "agent_full"), ("refuse", "agent_down")])
    def test_says_a_question_while_the_conversation_has_no_agent(
        self, proxy: Proxy, stand_in: StandIn, fault: str, told: str
    ) -> None:
        """And leaves the conversation alone."""
        stand_in.fail(fault, target="agent", times=10)
        session = proxy.session()
        with connected(proxy.door(session)) as page:
            page.socket.settimeout(ANSWER_S)
            page.until("error", lambda message: message["code"] == told)
            page.send("ask", question=0)
            page.until("audio_done")
            spoken = self.ask(proxy, "0", session)
            with wave.open(io.BytesIO(spoken.content)) as sound:
                assert (spoken.status_code, sound.getnframes() > 12_000) == (200, True)
            page.send("keep_alive")
            page.until("alive")
            assert page.of_type("closing") == []

    @pytest.mark.parametrize("fault", ["server_error", "garbage", "disconnect"])
    def test_says_so_when_it_cannot(self, proxy: Proxy, stand_in: StandIn, fault: str) -> None:
        stand_in.fail(fault, target="speak")
        refused = self.ask(proxy, "0")
        assert (refused.status_code, refused.json()["code"]) == (503, "speech_unavailable")


@pytest.mark.usefixtures("scripted")
@pytest.mark.parametrize("fault", ["drop", "cut", "stall", "garbage"])
def test_recognition_that_fails_is_called_back(proxy: Proxy, stand_in: StandIn, fault: str) -> None:
    stand_in.fail(fault, target="listen", after_s=0.5)
    session = proxy.session()
    with connected(proxy.door(session)) as page:
        page.socket.settimeout(ANSWER_S)
        page.until("ready")
        page.send("answer_started", question=0)
        sound = speech(SAID)
        first = 3 * 32_000
        # What shows only in what a recogniser says, and when, needs a candidate who speaks as people do.
        say(page, sound[:first], pace_s=0.1)
        assert poll_until(lambda: recognition_closed(proxy, session), timeout_s=30)
        say(page, sound[first:])
        page.until("transcript")
        page.send("answer_finished", question=0)
        text = str(page.until("answer_stored")["text"])
    assert text
    if answer_of(proxy, session, 0).live_complete:
        assert overlap(recording(SAID).answer, text) > 0.5


def recognition_closed(proxy: Proxy, session: Session) -> bool:
    closed = {"sessionId": str(session.id), "message": "voice_agent_upstream_close", "upstream": "recognition"}
    return any(closed.items() <= line.items() for line in proxy.log())
