"""What is taken off a wait, and what is left of it as ours."""

import asyncio
import json
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedOK

from benchmarks.percentiles import percentiles
from benchmarks.voice_latency.moments import Moments, Span, figures, note
from benchmarks.voice_latency.vendors import FRAMES, STATED_S, WORDS, Answers, Vendors, counted, voice_span
from local_cloud.processes import free_port
from tests.asyncapi import described, faults

MS = 0.001


@pytest.fixture
def answer() -> Moments:
    return Moments(
        reported=[1.0, 1.1],
        shown=[1.002, 1.104],
        stored=[1.5, 1.5],
        finished=2.0,
        last_words=Span(2.001, 2.201),
        kept=2.205,
        models=[Span(2.215, 2.525), Span(2.225, 2.565)],
        given=2.585,
        voice=Span(2.588, 2.738),
        heard=2.739,
    )


def test_our_part_is_what_no_stand_in_worked_on(answer: Moments) -> None:
    assert answer.stand_ins() == pytest.approx({"last_words": 200 * MS, "model": 340 * MS, "voice": 150 * MS})
    assert answer.ours() == pytest.approx(49 * MS)
    assert sum(answer.stages().values()) == pytest.approx(answer.ours())


def test_a_model_that_is_asked_twice_in_turn_is_taken_off_once(answer: Moments) -> None:
    answer.models = [Span(2.215, 2.375), Span(2.375, 2.565)]
    assert answer.stand_ins()["model"] == pytest.approx(190 * MS)


def test_words_wait_from_their_report_on(answer: Moments) -> None:
    found = figures([answer])
    assert found["transcript_to_page"] == {"p50_ms": 3.0, "p99_ms": 4.0, "of": 2}
    assert found["transcript_to_mongodb"] == {"p50_ms": 450.0, "p99_ms": 500.0, "of": 2}


def test_a_word_that_never_came_is_not_passed_over(answer: Moments) -> None:
    answer.stored.pop()
    with pytest.raises(ValueError, match="shorter"):
        figures([answer])


def test_a_longer_text_brings_all_the_words_that_are_new() -> None:
    times: list[float] = []
    for words, at in ((1, 5.0), (3, 6.0), (3, 7.0), (2, 8.0)):
        note(times, words, at)
    assert times == [5.0, 6.0, 6.0]


def test_a_text_tells_which_answer_it_is_of() -> None:
    assert counted("take12 Last year our") == (12, 4)
    assert counted(" ".join(["take3", *WORDS])) == (3, FRAMES)


def test_percentiles_are_of_the_nearest_rank() -> None:
    assert percentiles([MS * number for number in range(100, 0, -1)]) == {"p50_ms": 50.5, "p99_ms": 99.0, "of": 100}
    assert percentiles([0.0421]) == {"p50_ms": 42.1, "p99_ms": 42.1, "of": 1}
    assert percentiles([])["of"] == 0


@described
def test_the_vendors_speak_as_deepgram_does_and_report_their_delays() -> None:
    answers = Answers(Moments)

    async def said(socket: ClientConnection) -> list[dict[str, Any]]:
        """Everything up to the end, or to the first sound's."""
        messages: list[dict[str, Any]] = []
        while True:
            try:
                frame = await socket.recv()
            except ConnectionClosedOK:
                return messages
            if isinstance(frame, bytes):
                assert STATED_S["voice"] <= voice_span(frame).seconds < STATED_S["voice"] + 5
                continue
            messages.append(json.loads(frame))
            if messages[-1]["type"] == "AgentAudioDone":
                return messages

    async def converse() -> None:
        port = free_port()
        async with asyncio.timeout(20), Vendors(answers).serve(port, free_port()):
            async with connect(f"ws://127.0.0.1:{port}/v2/listen", proxy=None) as socket:
                await socket.send(b"12")
                await socket.send('{"type":"CloseStream"}')
                assert [faults("/v2/listen", message, "publish") for message in await said(socket)] == [[]] * 3
            async with connect(f"ws://127.0.0.1:{port}/v1/agent/converse", proxy=None) as socket:
                await socket.send('{"type":"Settings"}')
                await socket.send('{"type":"InjectAgentMessage","message":"Thank you."}')
                found = [faults("/v1/agent/converse", message, "publish") for message in await said(socket)]
                assert found == [[]] * 5

    asyncio.run(converse())
    assert len(answers[0].reported) == 1
    assert STATED_S["last_words"] <= answers[0].last_words.seconds
