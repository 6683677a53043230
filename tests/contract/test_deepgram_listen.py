"""The stand-in's streaming recognition, listened to as Deepgram's Flux is."""

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from interview.adapters.deepgram import Deepgram
from interview.errors import TranscriptionUnavailableError
from local_cloud.processes import poll_until
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.spoken import SAMPLE_RATE, spoken
from tests import builders
from tests.contract.deepgram_client import (
    BYTES_A_SECOND,
    FLUX,
    LISTEN,
    LONG_S,
    PATIENCE,
    Client,
    cut,
    hum,
    limit,
    overlap,
    silence,
    speech,
)
from tests.stand_ins import StandIn, running


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running("local_cloud.stand_ins.deepgram_stand_in", tmp_path_factory.mktemp("deepgram")) as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(process: StandIn) -> Iterator[StandIn]:
    limit(process.url, **PATIENCE)
    yield process
    process.reset()


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[Client]:
    with Client(stand_in.url, LISTEN, **FLUX) as client:
        yield client


def two_sentences(pause_s: float) -> bytes:
    """Speech with a pause between, and silence after it."""
    return breath(0) + silence(pause_s) + breath(2) + silence(1.5)


def one_sentence(pause_s: float) -> bytes:
    """Speech with a pause in the middle, and silence after it."""
    return breath(1) + silence(pause_s) + breath(2) + silence(1.5)


def breath(number: int) -> bytes:
    """What is said without a pause: a sentence; the first half of one; its second half."""
    answer = spoken("outage")
    piece = answer.pieces[number]
    return answer.pcm[2 * round(piece.start_s * SAMPLE_RATE) : 2 * round(piece.end_s * SAMPLE_RATE)]


def all_of(stand_in: StandIn, pcm: bytes, **query: Any) -> list[dict[str, Any]]:
    """Every message there is to hear about `pcm`."""
    with Client(stand_in.url, LISTEN, **(FLUX | query)) as client:
        client.hear(pcm)
        client.send("CloseStream")
        client.until_closed()
        assert client.close_code == 1000
        return client.received


def events(messages: list[dict[str, Any]]) -> list[str]:
    """The changes of turn among messages."""
    return [message["event"] for message in messages if message.get("event", "Update") != "Update"]


SAID = recording("motivation").answer.partition(" In my last team")[0]
"""What is said in its first ten seconds."""


@pytest.fixture(scope="module")
def messages(process: StandIn) -> list[dict[str, Any]]:
    """All there is to hear about one answer."""
    limit(process.url, **PATIENCE)
    pcm, _ = cut(speech("motivation"), 9.9, 10.3)
    return all_of(process, silence(1) + pcm + silence(4))


@pytest.fixture(scope="module")
def turn(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """How the answer's turn ended."""
    (turn,) = (message for message in messages if message.get("event") == "EndOfTurn")
    return turn


class TestATurn:
    def test_is_told_of_from_beginning_to_end(self, messages: list[dict[str, Any]]) -> None:
        assert messages[0]["type"] == "Connected"
        assert [message["sequence_id"] for message in messages] == list(range(len(messages)))
        assert events(messages) == ["StartOfTurn", "EndOfTurn"]

    def test_is_told_of_four_times_a_second(self, messages: list[dict[str, Any]]) -> None:
        ends = [message["audio_window_end"] for message in messages if "event" in message]
        assert max(later - sooner for sooner, later in pairwise(ends)) < 0.5

    def test_ends_with_all_that_was_said(self, turn: dict[str, Any]) -> None:
        assert overlap(SAID, turn["transcript"]) > 0.8
        assert turn["transcript"] == " ".join(word["word"] for word in turn["words"])
        assert turn["transcript"].endswith(".")
        assert turn["end_of_turn_confidence"] >= 0.7
        assert turn["turn_index"] == 0

    def test_has_words_with_their_times_in_the_stream(self, turn: dict[str, Any]) -> None:
        starts = [word["start"] for word in turn["words"]]
        assert starts == sorted(starts)
        assert 1 < starts[0] < 1.8, "a second of silence, then the first word"
        assert all(word["start"] < word["end"] <= turn["audio_window_end"] for word in turn["words"])
        assert all(0 <= word["confidence"] <= 1 for word in turn["words"])

    def test_is_followed_by_updates_of_the_next(self, messages: list[dict[str, Any]]) -> None:
        assert (messages[-1]["event"], messages[-1]["turn_index"], messages[-1]["words"]) == ("Update", 1, [])


class TestAPause:
    def test_of_0_7_s_after_a_sentence_ends_a_turn_by_default(self, stand_in: StandIn) -> None:
        assert events(all_of(stand_in, two_sentences(0.7))) == ["StartOfTurn", "EndOfTurn"] * 2

    def test_of_nearly_three_seconds_in_mid_sentence_does_not(self, stand_in: StandIn) -> None:
        messages = all_of(stand_in, one_sentence(2.9))
        assert events(messages) == ["StartOfTurn", "EndOfTurn"]
        confidences = [message["end_of_turn_confidence"] for message in messages if message.get("event") == "Update"]
        assert 0.3 < max(confidences) < 0.7

    def test_of_0_7_s_does_not_where_more_confidence_is_asked_for(self, stand_in: StandIn) -> None:
        messages = all_of(stand_in, two_sentences(0.7), eot_threshold=0.9)
        assert events(messages) == ["StartOfTurn", "EndOfTurn"]

    def test_ends_a_turn_when_its_time_is_up(self, stand_in: StandIn) -> None:
        messages = all_of(stand_in, one_sentence(0.7), eot_timeout_ms=500)
        assert events(messages) == ["StartOfTurn", "EndOfTurn"] * 2

    def test_may_end_a_turn_eagerly(self, stand_in: StandIn) -> None:
        messages = all_of(stand_in, two_sentences(0.7), eot_threshold=0.9, eager_eot_threshold=0.5)
        assert events(messages) == ["StartOfTurn", "EagerEndOfTurn", "TurnResumed", "EagerEndOfTurn", "EndOfTurn"]
        eager, end = [message["transcript"] for message in messages if "EndOfTurn" in message.get("event", "")][-2:]
        assert eager == end != ""

    def test_can_be_given_more_time_in_between(self, client: Client) -> None:
        client.send("Configure", thresholds={"eot_threshold": 0.9}, keyterms=["Colloquy"])
        configured = client.until(type="ConfigureSuccess")
        assert (configured["thresholds"]["eot_threshold"], configured["keyterms"]) == (0.9, ["Colloquy"])
        client.hear(two_sentences(0.7))
        client.until(event="EndOfTurn")
        assert events(client.received) == ["StartOfTurn", "EndOfTurn"]

    def test_cannot_be_given_what_there_is_not(self, client: Client) -> None:
        client.send("Configure", thresholds={"eot_threshold": 7})
        client.until(type="ConfigureFailure")


def test_a_closed_stream_leaves_the_words_of_the_turn_it_cut_short(stand_in: StandIn) -> None:
    sentence, _ = cut(speech("incident"), 3, 5)
    messages = all_of(stand_in, sentence)
    assert events(messages) == ["StartOfTurn"]
    assert "database" in messages[-1]["transcript"]


def test_two_streams_at_once_do_not_mix(stand_in: StandIn) -> None:
    sentence, rest = cut(speech("incident"), 2, 4)
    other_sentence, _ = cut(rest, 2, 4)
    with Client(stand_in.url, LISTEN, **FLUX) as one, Client(stand_in.url, LISTEN, **FLUX) as other:
        for client, pcm in ((one, sentence), (other, other_sentence)):
            client.hear(pcm)
            client.send("CloseStream")
        for client in (one, other):
            client.until_closed()
        assert one.received[-1]["transcript"] != other.received[-1]["transcript"] != ""


def test_the_handshake_names_what_hears(stand_in: StandIn) -> None:
    with Client(stand_in.url, LISTEN, **FLUX) as client:
        assert re.fullmatch(r"whisper-base int8 \(faster-whisper [\d.]+\)", client.headers["x-served-by"])


@pytest.mark.parametrize("sound", [silence(4), hum(8)], ids=["silence", "hum"])
def test_a_room_in_which_nobody_speaks_says_nothing(stand_in: StandIn, sound: bytes) -> None:
    messages = all_of(stand_in, sound)
    assert events(messages) == []
    assert all(message["words"] == [] for message in messages if "words" in message)


def test_another_language_is_heard_where_it_is_hinted_at(stand_in: StandIn) -> None:
    german = spoken("projekt")
    messages = all_of(stand_in, german.pcm + silence(1.5), model="flux-general-multi", language_hint="de")
    heard = " ".join(message["transcript"] for message in messages if message.get("event") == "EndOfTurn")
    assert overlap(german.text, heard) > 0.7


@dataclass(frozen=True)
class Told:
    """What was told of somebody who speaks, and how long after their first sound."""

    reports: list[tuple[float, dict[str, Any]]]
    length_s: float
    processor_s: float


@pytest.fixture(scope="module")
def told(process: StandIn, messages: list[dict[str, Any]]) -> Told:
    """Ten seconds at the pace of speech."""
    assert messages, "the recognisers are at work already"
    pcm, _ = cut(speech("motivation"), 9.9, 10.3)
    with Client(process.url, LISTEN, **FLUX) as client, ThreadPoolExecutor() as pool:
        began, used_s = time.monotonic(), processor_s(process)
        speaking = pool.submit(client.hear, pcm + silence(LONG_S), as_it_is_said=True)
        reports = []
        while (message := client.until(type="TurnInfo"))["event"] != "EndOfTurn":
            reports.append((time.monotonic() - began, message))
        speaking.result()
        return Told(reports, len(pcm) / BYTES_A_SECOND, processor_s(process) - used_s)


def processor_s(stand_in: StandIn) -> float:
    """How long the recognisers have been computing."""
    stats = [told_by(pid, "stat").rpartition(b")")[2].split() for pid in recognisers(stand_in)]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats if stat) / os.sysconf("SC_CLK_TCK")


class TestSomebodyWhoSpeaks:
    def test_is_written_down_meanwhile(self, told: Told) -> None:
        assert len({len(message["words"]) for _, message in told.reports}) > 1
        late: dict[str, float] = {}
        for at_s, message in told.reports:
            for word in message["words"]:
                late.setdefault(word["word"].strip(",.").lower(), at_s - word["end"])
        assert median(late.values()) < 10, "a second, where nothing else goes on"

    def test_takes_about_half_a_processor(self, told: Told) -> None:
        assert told.processor_s < 0.75 * told.length_s


class TestARecogniserThatIsKilled:
    def test_takes_no_words_from_who_is_speaking(self, stand_in: StandIn) -> None:
        sentence, _ = cut(speech("incident"), 3, 5)
        with Client(stand_in.url, LISTEN, **FLUX) as client:
            client.hear(sentence)
            client.until(event="StartOfTurn")
            kill_recognisers(stand_in)
            client.hear(silence(LONG_S))
            assert "database" in client.until(event="EndOfTurn")["transcript"]

    def test_fails_the_recording_that_it_heard_and_is_replaced(self, stand_in: StandIn) -> None:
        with Deepgram("any key", api_url=stand_in.url) as deepgram, ThreadPoolExecutor() as pool:
            another, recorded = (b"".join(recording(name).chunks.values()) for name in ("motivation", "incident"))
            assert deepgram.transcribe(another, "video/webm", builders.ENGLISH).has_speech
            assert poll_until(lambda: rests(stand_in), timeout_s=60), "they have loaded, and have nothing to do"
            used_s = processor_s(stand_in)
            request = pool.submit(deepgram.transcribe, recorded, "video/webm", builders.ENGLISH)
            assert poll_until(lambda: processor_s(stand_in) > used_s + 0.2, timeout_s=60)
            kill_recognisers(stand_in)
            assert isinstance(request.exception(timeout=30), TranscriptionUnavailableError)
            assert deepgram.transcribe(recorded, "video/webm", builders.ENGLISH).has_speech


def rests(stand_in: StandIn) -> bool:
    """Whether no recogniser computes anything for a moment."""
    used_s = processor_s(stand_in)
    return not poll_until(lambda: processor_s(stand_in) > used_s, timeout_s=0.5)


def recognisers(stand_in: StandIn) -> list[int]:
    children = Path(f"/proc/{stand_in.pid}/task/{stand_in.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"stand_ins.whisper" in told_by(pid, "cmdline")]


def told_by(pid: int | str, file: str) -> bytes:
    """What the system tells of a process; nothing of one that has just ended."""
    try:
        return Path(f"/proc/{pid}/{file}").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def kill_recognisers(stand_in: StandIn) -> None:
    for pid in recognisers(stand_in):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("model", "nova-3"),
        ("encoding", "opus"),
        ("sample_rate", "8000"),
        ("eot_threshold", "0.2"),
        ("eot_timeout_ms", "soon"),
        ("interim_results", "true"),
    ],
)
def test_a_query_that_is_not_the_vendors_is_refused(stand_in: StandIn, name: str, value: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Client(stand_in.url, LISTEN, **(FLUX | {name: value}))
    assert refused.value.response.status_code == 400
    assert name in json.loads(refused.value.response.body)["err_msg"]


def test_a_key_is_needed(stand_in: StandIn) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Client(stand_in.url, LISTEN, key="an invalid key", **FLUX)
    assert refused.value.response.status_code == 401


@pytest.mark.parametrize("text", ["no JSON", '{"type": "KeepAlive"}'])
def test_what_it_does_not_know_is_fatal(client: Client, text: str) -> None:
    client.send_text(text)
    assert client.until(type="Error")["code"] == "UNPARSABLE_CLIENT_MESSAGE"
    assert client.receive() is None


class TestFailures:
    def test_refuse_the_handshake(self, stand_in: StandIn) -> None:
        stand_in.fail("refuse", target="listen", status=429)
        with pytest.raises(InvalidStatus) as refused:
            Client(stand_in.url, LISTEN, **FLUX)
        assert refused.value.response.status_code == 429

    def test_fall_silent_in_the_middle_of_a_turn(self, stand_in: StandIn) -> None:
        stand_in.fail("stall", target="listen", after_s=0.5)
        with Client(stand_in.url, LISTEN, **FLUX) as client:
            client.until(type="Connected")
            with pytest.raises(TimeoutError):
                client.receive(timeout_s=0.6)
            client.hear(two_sentences(0.7))
            with pytest.raises(TimeoutError):
                client.receive(timeout_s=1)

    def test_close_in_mid_word(self, stand_in: StandIn) -> None:
        stand_in.fail("cut", target="listen")
        with Client(stand_in.url, LISTEN, **FLUX) as client:
            client.hear(two_sentences(0.7))
            client.until_closed()
            assert client.close_code == 1011
            assert client.received[-1]["words"]
            assert client.received[-1]["event"] != "EndOfTurn"

    def test_drop_the_connection(self, stand_in: StandIn) -> None:
        stand_in.fail("drop", target="listen")
        with Client(stand_in.url, LISTEN, **FLUX) as client:
            client.until_closed()
            assert client.close_code is None
