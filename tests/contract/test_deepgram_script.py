"""A stand-in that was given a script says its words, in the vendor's shapes, and hears nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from interview.adapters.deepgram import Deepgram
from local_cloud.simulation.recordings import recording
from tests.builders import ENGLISH
from tests.contract.deepgram_client import FLUX, LISTEN, PATIENCE, Client, limit, silence, speech
from tests.stand_ins import StandIn

SCRIPT = "One, two, three, four, five. It's six!"
WORDS = ["one", "two", "three", "four", "five", "it's", "six"]


@pytest.fixture(scope="module")
def process(deepgram_stand_in: StandIn) -> StandIn:
    limit(deepgram_stand_in.url, **PATIENCE)
    return deepgram_stand_in


@pytest.fixture
def scripted(process: StandIn) -> Iterator[StandIn]:
    process.script(SCRIPT)
    yield process
    process.script(None)


def said(text: str) -> list[str]:
    return text.lower().replace(".", "").split()


def from_script(words: list[str]) -> bool:
    """Whether they are the script's, in order, again and again."""
    return words == [WORDS[at % len(WORDS)] for at in range(len(words))]


def heard(stand_in: StandIn, pcm: bytes) -> list[str]:
    with Client(stand_in.url, LISTEN, **FLUX) as client:
        client.hear(pcm)
        client.send("CloseStream")
        client.until_closed()
        return [
            word
            for message in client.received
            if message.get("event") == "EndOfTurn"
            for word in said(message["transcript"])
        ]


def test_whoever_speaks_says_the_script_at_the_pace_of_speech(scripted: StandIn) -> None:
    pcm = speech("incident")
    words = heard(scripted, pcm + silence(1.5))
    assert from_script(words)
    seconds = len(pcm) / 32_000
    assert seconds < len(words) < 4 * seconds


def test_silence_says_nothing(scripted: StandIn) -> None:
    assert heard(scripted, silence(4)) == []


def test_a_recording_says_it_too_with_times_and_by_name(scripted: StandIn) -> None:
    of = recording("incident")
    with Deepgram("any key", api_url=scripted.url, clock=lambda: datetime(2026, 11, 21, tzinfo=UTC)) as client:
        transcript = client.transcribe(b"".join(of.chunks.values()), "video/webm", ENGLISH)
    assert from_script(said(transcript.text))
    assert len(transcript.words) > of.duration_ms / 1000
    starts = [word.start_ms for word in transcript.words]
    assert starts == sorted(starts)
    assert transcript.words[-1].end_ms <= transcript.duration_ms
    assert "scripted" in transcript.source


def test_without_one_it_hears_again(process: StandIn) -> None:
    process.script(SCRIPT)
    process.script(None)
    assert "database" in heard(process, speech("incident") + silence(1.5))


@pytest.mark.parametrize("script", ["", "…", 7])
def test_a_script_has_words(process: StandIn, script: object) -> None:
    answer = httpx.put(f"{process.url}/stand-in/hearing", json={"script": script})
    assert answer.status_code == 400
