"""Every fault of the vendor's in every phase of an interview: it ends complete, and no line that was heard is lost.

The server runs here in a loop whose time runs fast, between a scripted vendor and the real database.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import get_args

import pytest
from websockets.http11 import Request

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.domain.sessions.session import Session
from interview.domain.transcripts.live_transcripts import takes
from interview.wiring.voice import voice_of
from local_cloud.processes import free_port
from tests.builders import ENGLISH, PHRASES
from tests.voice_proxy.candidate import Candidate, connected
from tests.voice_proxy.conftest import QUESTIONS, an_interview
from tests.voice_proxy.faulty_vendor import FAULTS, Door, FastTime, Fault, FaultyVendor, frame
from tests.voice_proxy.test_relay import SPOKEN, store_feedback
from voice_proxy_container.admission import ConversationContext
from voice_proxy_container.conversation.sentences import greeting
from voice_proxy_container.protocol.agent import ThinkModel
from voice_proxy_container.relay import Deepgram
from voice_proxy_container.server import VoiceServer

PHASES = ("practice", "greeting", "asking", "thinking", "answering", "finishing", "feedback", "goodbye")
REVERSAL = ("finished", "resumed", "going on")
FRAMES = 23
"""What the candidate says: four turns and a half."""
FINISHED, RESUMED, GOES_ON = 7, 10, FRAMES // 2
"""How much of it was said when the answer was finished too soon, when that was taken back, and a while later."""


@dataclass
class Cell:
    """One interview, struck once."""

    door: Door
    fault: Fault
    phase: str
    arrived: int
    """Lines that arrived from the vendor."""
    lost: int
    """How many of them are not in the database, once and in their order."""
    anew: bool
    """Whether the answer will be transcribed from the recording."""
    told: str
    """What the candidate was told of it."""


CELLS: list[Cell] = []


@pytest.fixture(scope="module")
def time() -> Iterator[FastTime]:
    time = FastTime()
    yield time
    time.stop()


class _Reception:
    """Lets one session in, whoever asks."""

    def __init__(self, guest: ConversationContext) -> None:
        self._guest = guest

    def missing(self) -> list[str]:
        return []

    def admit(self, request: Request) -> ConversationContext:
        return self._guest


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("door", get_args(Door))
def test_an_interview_ends_complete(database: Database, time: FastTime, door: Door, fault: Fault) -> None:
    def strike(phase: str) -> Cell:
        return _interview(database, time, door, fault, phase)

    with ThreadPoolExecutor(len(PHASES)) as pool:
        cells = list(pool.map(strike, PHASES))
    CELLS.extend(cells)
    assert [cell for cell in cells if cell.lost] == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("door", get_args(Door))
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "once it is stored"])
def test_an_answer_that_goes_on_loses_no_word(
    database: Database, time: FastTime, door: Door, fault: Fault, at_once: bool
) -> None:
    def converse(page: Candidate, database: Database, session: Session, begins: Callable[[str], None]) -> None:
        _go_on(page, database, session, begins, at_once=at_once)

    def strike(phase: str) -> Cell:
        return _interview(database, time, door, fault, phase, converse)

    with ThreadPoolExecutor(len(REVERSAL)) as pool:
        cells = list(pool.map(strike, REVERSAL))
    CELLS.extend(cells)
    assert [cell for cell in cells if cell.lost] == []


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Printed for whoever runs it."""
    if not CELLS:
        pytest.skip("only after the whole table was tried")
    with capsys.disabled():
        print("\n| fault at | kind | phase | lines | lost | transcript | the candidate is told |")
        print("|---|---|---|---|---|---|---|")
        for cell in CELLS:
            transcript = "from the recording" if cell.anew else "live"
            row = (cell.door, cell.fault, cell.phase, cell.arrived, cell.lost, transcript, cell.told or "nothing")
            print(f"| {' | '.join(map(str, row))} |")
    assert sum(cell.lost for cell in CELLS) == 0
    assert sum(cell.arrived for cell in CELLS) > 0


Converse = Callable[[Candidate, Database, Session, Callable[[str], None]], None]


def _interview(
    database: Database,
    time: FastTime,
    door: Door,
    fault: Fault,
    phase: str,
    converse: Converse | None = None,
) -> Cell:
    session = an_interview(database)
    vendor = FaultyVendor()
    time.run(vendor.start())
    deepgram = Deepgram(
        "a-key", f"{vendor.url}/v1/agent/converse", f"{vendor.url}/v2/listen", ThinkModel("t", "g", "k")
    )
    port = free_port()
    voice = voice_of(database, database)
    guest = ConversationContext(session, voice, deepgram, number=voice.begin_conversation(session).number)
    server = VoiceServer("127.0.0.1", port, _Reception(guest))
    time.run(server.start())
    try:
        with connected(f"ws://127.0.0.1:{port}/voice?ticket=t", timeout=30) as page:

            def begins(now: str) -> None:
                if now == phase:
                    if phase == "finishing":
                        page.until("transcript", lambda message: message["text"].endswith(f"w{FRAMES - 1}"))
                    time.run(vendor.fail(door, fault))

            (converse or _converse)(page, database, session, begins)
        time.run(server.stop())
    finally:
        time.run(vendor.stop())
    return _judged(database, session, vendor, page, Cell(door, fault, phase, 0, 0, anew=False, told=""))


def _converse(page: Candidate, database: Database, session: Session, begins: Callable[[str], None]) -> None:
    """The interview as the page leads it. Each step waits for its answer: a step without one fails here."""
    page.until("ready")
    begins("practice")
    said(page, PHRASES.practice_question, "practise")
    page.send("practice_started")
    page.speak(3, frame(900))
    page.send("practice_finished")
    page.until("practice_heard", lambda message: message["final"])
    begins("greeting")
    said(page, greeting("Ada", ENGLISH), "greet")
    begins("asking")
    said(page, QUESTIONS[0], "ask", question=0)
    begins("thinking")
    page.speak(3, bytes(3200))
    page.send("keep_alive")
    page.until("alive")
    page.send("answer_started", question=0)
    _say(page, range(FRAMES // 2))
    begins("answering")
    _say(page, range(FRAMES // 2, FRAMES))
    begins("finishing")
    page.send("answer_finished", question=0)
    page.until("answer_stored")
    store_feedback(database, session, 0)
    begins("feedback")
    said(page, SPOKEN, "speak_feedback", question=0)
    begins("goodbye")
    said(page, PHRASES.goodbye, "goodbye")


def _go_on(
    page: Candidate, database: Database, session: Session, begins: Callable[[str], None], *, at_once: bool
) -> None:
    """The page takes back the end of an answer, before it is stored or after."""
    page.until("ready")
    page.send("answer_started", question=0)
    _say(page, range(FINISHED))
    page.until("transcript", lambda message: message["text"].endswith(f"w{FINISHED - 1}"))
    begins("finished")
    page.send("answer_finished", question=0)
    if not at_once:
        page.until("answer_stored")
    _say(page, range(FINISHED, RESUMED))
    begins("resumed")
    page.send("answer_resumed", question=0)
    page.send("keep_alive")
    page.until("alive")  # and after the first `answer_stored`, if there is one
    _say(page, range(RESUMED, GOES_ON))
    begins("going on")
    _say(page, range(GOES_ON, FRAMES))
    page.send("answer_finished", question=0)
    page.until("answer_stored")
    store_feedback(database, session, 0)
    said(page, SPOKEN, "speak_feedback", question=0)


def _say(page: Candidate, numbers: range) -> None:
    """As fast as people speak, in the loop's time."""
    for number in numbers:
        page.speak(1, frame(number))
        threading.Event().wait(0.01)


def said(page: Candidate, sentence: str, command: str, **fields: int) -> None:
    page.send(command, **fields)
    page.until("caption", lambda message: message["text"] == sentence)
    page.until("audio_done")


def _judged(database: Database, session: Session, vendor: FaultyVendor, page: Candidate, cell: Cell) -> Cell:
    answer = AnswerRepository(database).get(session.id, 0)
    (take,) = takes(TranscriptLineRepository(database).of_question(session.id, 0)) or ([],)
    stored = [line.text for line in take]
    arrived = [line for line in vendor.lines() if "w900" not in line]
    assert answer.live_transcript
    assert answer.live_transcript.text == " ".join(stored)
    assert [line.seq for line in take] == list(range(len(take)))
    if answer.live_complete:
        assert answer.live_transcript.text.split() == [f"w{number}" for number in range(FRAMES)]
    cell.arrived, cell.lost = len(arrived), _missing(arrived, stored)
    cell.anew = not answer.live_complete
    assert _was_struck(vendor, cell), f"the fault never showed: {cell}"
    codes = sorted({message["code"] for message in page.of_type("error")})
    states = [message["agent"] for message in page.of_type("state")]
    called_again = ["the voice is called again"] if states.count("connecting") > 1 else []
    cell.told = ", ".join(called_again + codes)
    return cell


def _was_struck(vendor: FaultyVendor, cell: Cell) -> bool:
    """Nothing is recognised after the answer."""
    return cell.door in vendor.shown or (cell.door == "listen" and cell.phase in ("feedback", "goodbye"))


def _missing(arrived: list[str], stored: list[str]) -> int:
    """How many of the lines that arrived are not stored, once and in order. A line may have grown after its pong."""
    rest = iter(stored)
    lost = sum(1 for line in arrived if not any(kept.startswith(line) for kept in rest))
    return lost + len(stored) - len(set(stored))
