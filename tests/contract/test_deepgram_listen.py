"""The stand-in's streaming recognition, listened to as Deepgram's Flux is."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from local_cloud.simulation.recordings import recording
from local_cloud.stand_ins.recogniser import AUDIO, BEGIN, END, REPORT, frame
from tests.contract.deepgram_client import (
    BYTES_A_SECOND,
    FLUX,
    LISTEN,
    PATIENCE,
    Client,
    cut,
    limit,
    overlap,
    silence,
    speech,
)
from tests.stand_ins import ROOT, StandIn, running


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
    """Speech with a pause in it, and silence after it."""
    first, rest = cut(speech("incident"), 1.2, 2)
    second, _ = cut(rest, 1.2, 2)
    return first + silence(pause_s) + second + silence(1.5)


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
    return all_of(process, silence(1) + pcm + silence(1))


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

    def test_brings_words_while_it_lasts(self, messages: list[dict[str, Any]]) -> None:
        lengths = [len(message["words"]) for message in messages if message.get("event") == "Update"]
        assert len(set(lengths)) > 20
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
    def test_of_0_7_s_ends_a_turn_by_default(self, stand_in: StandIn) -> None:
        assert events(all_of(stand_in, two_sentences(0.7))) == ["StartOfTurn", "EndOfTurn"] * 2

    def test_of_0_7_s_does_not_where_more_confidence_is_asked_for(self, stand_in: StandIn) -> None:
        messages = all_of(stand_in, two_sentences(0.7), eot_threshold=0.9)
        assert events(messages) == ["StartOfTurn", "EndOfTurn"]

    def test_ends_a_turn_when_its_time_is_up(self, stand_in: StandIn) -> None:
        messages = all_of(stand_in, two_sentences(0.7), eot_threshold=0.9, eot_timeout_ms=500)
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


def test_hearing_takes_less_than_half_a_processor() -> None:
    """Measured as the time the recogniser was computing, so that two streams keep up whatever else goes on."""
    pcm = speech("incident")[: 10 * BYTES_A_SECOND]
    said = [frame(AUDIO, pcm[start : start + 1024]) + frame(REPORT) for start in range(0, len(pcm), 1024)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = (sys.executable, "-m", "local_cloud.stand_ins.recogniser", "--stream")
    requests = b"".join((frame(BEGIN, b"0"), *said, frame(END), frame(REPORT)))
    reports = subprocess.run(command, input=requests, capture_output=True, check=True, cwd=ROOT).stdout.splitlines()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(reports) == len(said) + 1
    assert after.ru_utime - before.ru_utime < 5


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
                client.receive(within_s=0.6)
            client.hear(two_sentences(0.7))
            with pytest.raises(TimeoutError):
                client.receive(within_s=1)

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
