"""What the page is told of how sure the recogniser is that nothing more comes."""

from typing import Any

import pytest

from tests.conversation_bench import Bench, page
from voice_proxy_container.conversation import effects as do

WORDS = "All orders were charged twice."


@pytest.fixture
def bench() -> Bench:
    return Bench().agent_up().answering()


def turns(messages: list[dict[str, Any]]) -> list[tuple[str, float]]:
    return [(message["event"], message["confidence"]) for message in messages if message["type"] == "turn"]


def words_are_stored(bench: Bench, which: int = -1) -> list[dict[str, Any]]:
    return page(bench.take(bench.conversation.words_stored(bench.of(do.StoreWords)[which].turn)))


def test_its_confidence_where_that_has_changed(bench: Bench) -> None:
    bench.turn("StartOfTurn", "All", end_of_turn_confidence=0.01)
    for confidence in (0.04, 0.2, 0.22, 0.24, 0.26, 0.1):
        bench.turn("Update", "All orders", end_of_turn_confidence=confidence)
    assert turns(bench.told("turn")) == [("update", 0.2), ("update", 0.26), ("update", 0.1)]


@pytest.mark.parametrize(("event", "told"), [("EagerEndOfTurn", "eager_end"), ("EndOfTurn", "end")])
def test_an_end_once_its_words_are_stored(bench: Bench, event: str, told: str) -> None:
    bench.turn("StartOfTurn", "All")
    assert turns(bench.turn(event, WORDS, end_of_turn_confidence=0.8)) == []
    stored, asked = bench.done.index(bench.of(do.StoreLine)[-1]), bench.done.index(bench.of(do.StoreWords)[0])
    assert stored < asked
    assert words_are_stored(bench) == [{"type": "turn", "question": 0, "event": told, "confidence": 0.8}]
    assert words_are_stored(bench) == []


def test_an_end_that_the_candidate_overtakes_is_never_told(bench: Bench) -> None:
    bench.turn("EagerEndOfTurn", WORDS, end_of_turn_confidence=0.6)
    assert turns(bench.turn("TurnResumed", WORDS, end_of_turn_confidence=0.1)) == [("resumed", 0.1)]
    assert words_are_stored(bench) == []


def test_of_two_ends_the_last_is_told(bench: Bench) -> None:
    bench.turn("EagerEndOfTurn", WORDS, end_of_turn_confidence=0.6)
    bench.turn("EndOfTurn", WORDS, end_of_turn_confidence=0.9)
    assert words_are_stored(bench, 0) == []
    assert turns(words_are_stored(bench, 1)) == [("end", 0.9)]


def test_what_is_over_stays_so_until_somebody_speaks(bench: Bench) -> None:
    bench.turn("EndOfTurn", WORDS, end_of_turn_confidence=0.9)
    words_are_stored(bench)
    assert turns(bench.turn("Update", "", turn=1, end_of_turn_confidence=0.0)) == []
    assert turns(bench.turn("EndOfTurn", WORDS, turn=0, end_of_turn_confidence=0.5)) == []
    assert turns(bench.turn("StartOfTurn", "Then", turn=1, end_of_turn_confidence=0.1)) == [("update", 0.1)]


def test_nothing_of_an_answer_that_is_finished(bench: Bench) -> None:
    bench.turn("EagerEndOfTurn", WORDS, end_of_turn_confidence=0.6)
    bench.command("answer_finished", question=0)
    bench.turn("EndOfTurn", WORDS, end_of_turn_confidence=0.9)
    assert words_are_stored(bench) == []
    assert bench.told("turn") == []


def test_an_answer_to_practise_on_has_turns_and_stores_none() -> None:
    bench = Bench().agent_up()
    bench.command("practice_started")
    bench.take(bench.conversation.recognition_opened(bench.now))
    told = bench.turn("EagerEndOfTurn", WORDS, end_of_turn_confidence=0.6)
    assert {"type": "turn", "question": None, "event": "eager_end", "confidence": 0.6} in told
    assert bench.of(do.StoreWords) == []


@pytest.mark.parametrize(("said", "told"), [(7.5, 1.0), (-3, 0.0)])
def test_a_confidence_is_between_0_and_1(bench: Bench, said: float, told: float) -> None:
    bench.turn("EagerEndOfTurn", WORDS, end_of_turn_confidence=said)
    assert turns(words_are_stored(bench)) == [("eager_end", told)]
