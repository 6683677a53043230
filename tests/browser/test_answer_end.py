"""An answer ends with its candidate's last word, goes on where they do, and leads on by itself."""

import json
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, WebSocket, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import PATIENCE_MS, say
from local_cloud.simulation.page_candidate import SPEECH_TIMEOUT_MS, enter_room, finish, press, start_answer
from local_cloud.simulation.recruiter import Recruiter
from local_cloud.simulation.spoken import SAMPLE_RATE, Span, Spoken, spoken
from local_cloud.simulation.spoken.sounds import Sound, silence
from local_cloud.simulation.word_errors import words_of
from tests.browser.accessibility import violations
from tests.browser.conftest import QUESTION, Invite, Visit, done

MARGIN_S = 0.05
PAUSE_S = 2.5
WELL_HEARD = 0.6
"""Of the words that were said."""


def sound_of(answer: Spoken, piece: Span) -> Sound:
    return answer.sound[round((piece.start_s - MARGIN_S) * SAMPLE_RATE) : round((piece.end_s + MARGIN_S) * SAMPLE_RATE)]


@pytest.fixture
def commands(visit: Visit) -> Iterator[Counter[str]]:
    """How often the page said what to the voice proxy."""
    said: Counter[str] = Counter()

    def count(frame: str | bytes) -> None:
        if isinstance(frame, str):
            said[json.loads(frame).get("type", "")] += 1

    def watch(socket: WebSocket) -> None:
        if "/voice?" in socket.url:
            socket.on("framesent", count)

    visit.page.on("websocket", watch)
    yield said
    visit.page.remove_listener("websocket", watch)


def reach(page: Page, commands: Counter[str], command: str, times: int) -> None:
    """Wait until the page has said that so often."""

    def has_said() -> bool:
        page.wait_for_timeout(100)
        return commands[command] >= times

    assert poll_until(has_said, timeout_s=PATIENCE_MS / 1000), f"{command}: {commands[command]} of {times}"


@pytest.mark.usefixtures("recogniser")
def test_without_a_hand_from_the_answer_to_the_goodbye(
    visit: Visit, commands: Counter[str], invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    outage, disagreement = spoken("outage"), spoken("disagreement")
    before, after = outage.pieces[1:3]
    more = disagreement.pieces[2]
    assert not before.ends_sentence
    session_id, link = invite(QUESTION)
    page = visit.page
    enter_room(page, link)
    start_answer(page, 1)
    answer = np.concatenate([sound_of(outage, before), silence(PAUSE_S), sound_of(outage, after)])
    say(page, answer)
    assert commands["answer_finished"] == 0, "a pause in mid-sentence is no end"
    reach(page, commands, "answer_finished", 1)
    expect(page.get_by_role("button", name="I wasn't finished")).to_be_visible()
    say(page, sound_of(disagreement, more))
    reach(page, commands, "answer_resumed", 1)
    reach(page, commands, "answer_finished", 2)
    expect(page.get_by_role("heading", name="About your answer")).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    expect(page.get_by_text("We go on in")).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    assert violations(page) == []
    finish(page)

    [given] = done(recruiter, session_id)["answers"]
    heard = set(words_of(given["transcript"]["text"]))
    for piece in (before, after, more):
        said = words_of(piece.text)
        assert sum(word in heard for word in said) >= WELL_HEARD * len(said), (piece.text, given["transcript"]["text"])
    assert given["video"]["gaps"] == []
    assert len({chunk["chunk_index"] // 1000 for chunk in cloud.chunks_of(session_id)}) == 1, "one recorder for all"
    assert given["feedback"]["spoken"]


@pytest.mark.usefixtures("recogniser")
def test_whoever_simply_begins_to_speak_answers_and_whoever_was_not_finished_says_so(
    visit: Visit, commands: Counter[str], invite: Invite, recruiter: Recruiter
) -> None:
    """One walk: who speaks into the feedback is told so, the next answer's end is taken back, and who stays stays."""
    outage = spoken("outage")
    first, second = outage.pieces[0], outage.pieces[2]
    session_id, link = invite(QUESTION, QUESTION)
    page = visit.page
    enter_room(page, link)
    expect(page.get_by_role("button", name="Start answering")).to_be_enabled(timeout=SPEECH_TIMEOUT_MS)
    say(page, np.concatenate([sound_of(outage, first), silence(0.4), sound_of(outage, second)]))
    reach(page, commands, "answer_started", 1)
    expect(page.get_by_text("Your answer has begun, because you spoke.")).to_be_visible()
    reach(page, commands, "answer_finished", 1)
    expect(page.get_by_text("We go on in")).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    say(page, sound_of(outage, second))
    expect(page.get_by_text("This is not recorded: your answer has ended.")).to_be_visible()
    assert commands["ask"] == 1, "nobody is talked over"

    start_answer(page, 2)
    say(page, sound_of(outage, outage.pieces[1]))
    press(page, "I'm done")
    press(page, "I wasn't finished")
    expect(page.get_by_role("button", name="I'm done")).to_be_visible()
    say(page, sound_of(outage, outage.pieces[4]))
    reach(page, commands, "answer_finished", 3)
    stay = page.get_by_role("button", name="Stay here")
    stay.click(timeout=SPEECH_TIMEOUT_MS)
    expect(stay).to_be_hidden()
    expect(page.get_by_text("We go on in")).to_be_hidden()
    expect(page.get_by_text("Speaking", exact=True)).to_be_hidden(timeout=SPEECH_TIMEOUT_MS)
    expect(page.get_by_role("heading", name="About your answer")).to_be_visible()
    press(page, "Finish the interview")
    finish(page)

    simple, reversed_ = done(recruiter, session_id)["answers"]
    heard = set(words_of(simple["transcript"]["text"]))
    said = words_of(first.text)
    assert sum(word in heard for word in said) >= WELL_HEARD * len(said), simple["transcript"]["text"]
    assert simple["video"]["gaps"] == reversed_["video"]["gaps"] == []
