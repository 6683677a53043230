"""The running container of a stage without the agent: Deepgram's voice alone, beside its recognition."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from interview.adapters.mongo.usage import UsageRepository
from interview.domain.quotas import SPOKEN_CHARACTERS
from local_cloud.simulation.recordings import recording
from tests.builders import ENGLISH, PHRASES
from tests.contract.deepgram_client import overlap
from tests.stand_ins import StandIn
from tests.voice_proxy.candidate import connected
from tests.voice_proxy.conftest import QUESTIONS, Proxy
from tests.voice_proxy.test_with_stand_in import ANSWER_S, SAID, answer
from voice_proxy_container.conversation.sentences import greeting

HALF_A_SECOND = 24_000
"""Bytes."""


@pytest.fixture(scope="module")
def stand_in(deepgram_stand_in: StandIn) -> StandIn:
    """What is heard is not its business: `test_with_stand_in` hears the same round."""
    deepgram_stand_in.speak(plainly=True)
    deepgram_stand_in.script(recording(SAID).answer)
    return deepgram_stand_in


@pytest.fixture(scope="module")
def proxy(start_proxy: Callable[..., Proxy], stand_in: StandIn) -> Proxy:
    address = stand_in.url.replace("http://", "ws://")
    return start_proxy(f"{address}/nowhere", f"{address}/v2/listen", VOICE_AGENT="false")


@pytest.fixture(autouse=True)
def well_behaved(stand_in: StandIn) -> Iterator[None]:
    yield
    stand_in.reset()


def used(stand_in: StandIn) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = httpx.get(f"{stand_in.url}/stand-in/usage").raise_for_status().json()
    return listed


def test_a_round_from_the_greeting_to_the_goodbye(proxy: Proxy, stand_in: StandIn) -> None:
    sentences = [greeting("Ada", ENGLISH), QUESTIONS[0], PHRASES.goodbye]
    earlier = len(used(stand_in))
    with connected(proxy.door(proxy.session())) as page:
        page.socket.settimeout(ANSWER_S)
        assert page.until("ready")["agent"] is True
        for kind, fields in [("greet", {}), ("ask", {"question": 0}), ("goodbye", {})]:
            if kind == "goodbye":
                assert overlap(recording(SAID).answer, answer(page, 0)) > 0.5
            before = len(page.sound)
            page.send(kind, **fields)
            assert page.until("caption")["text"] == sentences.pop(0)
            page.until("audio_done")
            assert len(page.sound) - before > HALF_A_SECOND
    said = [each for each in used(stand_in)[earlier:] if each["door"] == "speak"]
    assert [each["characters"] for each in said] == [
        len(each) for each in (greeting("Ada", ENGLISH), QUESTIONS[0], PHRASES.goodbye)
    ]


def test_who_goes_on_hears_the_next_sentence_in_place_of_this_one(proxy: Proxy) -> None:
    with connected(proxy.door(proxy.session())) as page:
        page.socket.settimeout(ANSWER_S)
        page.until("ready")
        page.send("greet")
        page.until("caption")
        while not page.sound:
            page.receive()
        page.send("ask", question=1)
        assert page.until("caption")["text"] == QUESTIONS[1]
        page.until("audio_done")
    assert len(page.of_type("audio_done")) == 1


def test_what_is_said_is_counted_by_its_characters_and_has_an_end(proxy: Proxy, stand_in: StandIn) -> None:
    session, usage, before = proxy.session(), UsageRepository(proxy.database), len(used(stand_in))
    usage.add(SPOKEN_CHARACTERS, {session.id: SPOKEN_CHARACTERS.most - len(QUESTIONS[0])})
    with connected(proxy.door(session)) as page:
        page.socket.settimeout(ANSWER_S)
        page.until("ready")
        for _ in range(20):
            page.send("ask", question=0)
        page.until("audio_done")
        page.send("ask", question=1)
        assert page.until("error")["code"] == "agent_down"
        page.send("ask", question=1)
        assert page.until("caption")["text"] == QUESTIONS[1]
    said = [each for each in used(stand_in)[before:] if each["door"] == "speak"]
    assert [each["characters"] for each in said] == [len(QUESTIONS[0])]
    assert usage.used(SPOKEN_CHARACTERS, session.id) == SPOKEN_CHARACTERS.most


@pytest.mark.parametrize("fault", ["refuse", "full", "drop", "cut", "garbage", "stall"])
def test_a_voice_that_fails_leaves_an_interview_in_text(proxy: Proxy, stand_in: StandIn, fault: str) -> None:
    stand_in.fail(fault, target="speaking", times=4)
    with connected(proxy.door(proxy.session())) as page:
        page.socket.settimeout(ANSWER_S)
        page.until("ready")
        page.send("ask", question=1)
        assert page.until("caption")["text"] == QUESTIONS[1]
        page.until("audio_done")
