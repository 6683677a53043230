"""A turn that is heard again and again while it grows."""

from collections.abc import Iterator

import pytest

from local_cloud.stand_ins.deepgram.growing_turn import LONGEST_S, GrowingTurn
from local_cloud.stand_ins.deepgram.workers import Passage
from local_cloud.stand_ins.recogniser import HeardWord

SECOND = bytes(32_000)
START_S = 100.0


def words(text: str, from_s: float = START_S) -> list[HeardWord]:
    """A word a second, half a second long."""
    return [
        HeardWord(word=word, start=from_s + at, end=from_s + at + 0.5, confidence=1.0)
        for at, word in enumerate(text.split())
    ]


def said(turn: GrowingTurn) -> str:
    return " ".join(word["word"] for word in turn.words)


def heard(turn: GrowingTurn, text: str, *, final: bool = False) -> None:
    turn.learn(turn.passage(), words(text), final=final)


@pytest.fixture
def turn() -> GrowingTurn:
    return GrowingTurn(START_S, "en")


class Speaker:
    """Says a word a second, of which a sentence is ten, and is understood as far as anybody listens."""

    def __init__(self) -> None:
        self.said_s = 0

    def word(self, second: int) -> str:
        return f"word{second}." if second % 10 == 9 else f"word{second}"

    def understood(self, passage: Passage) -> list[HeardWord]:
        first = round(passage.start_s - START_S + 0.49)
        last = round(passage.start_s - START_S + len(passage.pcm) / len(SECOND))
        return [
            HeardWord(word=self.word(at), start=START_S + at, end=START_S + at + 0.5, confidence=1.0)
            for at in range(first, last)
        ]

    def speak(self, turn: GrowingTurn, seconds: int) -> Iterator[Passage]:
        for _ in range(seconds):
            turn.hear(SECOND)
            passage = turn.passage()
            turn.learn(passage, self.understood(passage), final=False)
            yield passage


def test_knows_what_was_heard_last(turn: GrowingTurn) -> None:
    turn.hear(2 * SECOND)
    heard(turn, "I scream")
    turn.hear(SECOND)
    heard(turn, "Ice cream is")
    assert said(turn) == "Ice cream is"


def test_forgets_what_came_later_than_more(turn: GrowingTurn) -> None:
    turn.hear(SECOND)
    short = turn.passage()
    turn.hear(SECOND)
    heard(turn, "One two")
    turn.learn(short, words("Won"), final=False)
    assert said(turn) == "One two"


def test_says_every_word_once_however_long_it_lasts(turn: GrowingTurn) -> None:
    speaker = Speaker()
    for _ in speaker.speak(turn, 300):
        pass
    assert said(turn) == " ".join(speaker.word(at) for at in range(300))


def test_costs_as_much_in_the_fifth_minute_as_in_the_first(turn: GrowingTurn) -> None:
    lengths = [len(passage.pcm) / len(SECOND) for passage in Speaker().speak(turn, 300)]
    assert max(lengths) <= 14


def test_tells_the_next_hearing_of_what_is_settled(turn: GrowingTurn) -> None:
    *_, passage = Speaker().speak(turn, 15)
    assert passage.before.endswith("word8 word9.")


def test_keeps_a_sentence_on_which_two_hearings_disagree(turn: GrowingTurn) -> None:
    turn.hear(10 * SECOND)
    heard(turn, "A ship. It sails far away on the wide sea")
    turn.hear(SECOND)
    heard(turn, "A sheep. It sails far away on the wide sea now")
    assert turn.passage().start_s == START_S
    turn.hear(SECOND)
    heard(turn, "A sheep! It sails far away on the wide sea now and")
    assert turn.passage().start_s > START_S


def test_lets_go_of_a_sentence_before_a_pause_at_once(turn: GrowingTurn) -> None:
    turn.hear(10 * SECOND)
    heard(turn, "A sheep. It sails far away on the wide sea", final=True)
    assert said(turn) == "A sheep. It sails far away on the wide sea"
    assert turn.passage().before == "A sheep."


def test_lets_go_of_long_sound_in_which_nobody_is_heard(turn: GrowingTurn) -> None:
    turn.hear(10 * SECOND)
    heard(turn, "")
    turn.hear(SECOND)
    assert len(turn.passage().pcm) == len(SECOND)


def test_keeps_what_was_heard_twice_though_nothing_is_heard_in_it_once(turn: GrowingTurn) -> None:
    turn.hear(6 * SECOND)
    heard(turn, "Two systems were rarely up at")
    heard(turn, "Two systems were rarely up in")
    turn.hear(SECOND)
    heard(turn, "")
    assert said(turn) == "Two systems were rarely up in"
    turn.hear(SECOND)
    heard(turn, "Two systems were rarely up at the same")
    assert said(turn) == "Two systems were rarely up at the same"


def test_keeps_what_was_heard_twice_at_a_pause_too(turn: GrowingTurn) -> None:
    turn.hear(7 * SECOND)
    heard(turn, "Two systems were rarely up at the")
    heard(turn, "Two systems were rarely up at the")
    heard(turn, "", final=True)
    assert said(turn) == "Two systems were rarely up at the"


def test_takes_back_what_is_heard_no_more(turn: GrowingTurn) -> None:
    turn.hear(7 * SECOND)
    heard(turn, "Thank you")
    heard(turn, "Thank you")
    heard(turn, "")
    heard(turn, "")
    assert said(turn) == ""


def test_comes_to_the_end_of_sound_that_came_all_at_once(turn: GrowingTurn) -> None:
    speaker = Speaker()
    turn.hear(100 * SECOND)
    for _ in range(20):
        passage = turn.passage()
        assert len(passage.pcm) <= LONGEST_S * len(SECOND)
        turn.learn(passage, speaker.understood(passage), final=True)
    assert turn.heard_to_s == turn.end_s == START_S + 100
    assert said(turn) == " ".join(speaker.word(at) for at in range(100))
