"""What the benchmark of a turn's end speaks, and how it counts."""

import numpy as np
import pytest

from benchmarks.turn_end.figures import cut_offs, ended_in, lost_words, waits, words_lost
from benchmarks.turn_end.page import Given
from benchmarks.turn_end.speech import VOICES, Answer, Pause, answers
from local_cloud.simulation.spoken.sounds import SAMPLE_RATE

MID, BETWEEN = Pause(2, 3, "in mid-sentence"), Pause(5, 7, "between sentences")
ANSWER = Answer("One two three. Four five.", b"", (MID, BETWEEN), 10)


def loudness(answer: Answer, from_s: float, to_s: float) -> float:
    samples = np.frombuffer(answer.pcm, "<i2")[round(from_s * SAMPLE_RATE) : round(to_s * SAMPLE_RATE)]
    return float(np.sqrt(np.mean(np.square(samples.astype(np.float64)))))


@pytest.mark.parametrize("voice", VOICES)
def test_answers_are_silent_where_they_say_and_only_there(voice: str) -> None:
    for answer in answers(voice):
        spans = [0.5, *(edge for pause in answer.pauses for edge in (pause.start_s, pause.end_s)), answer.end_s]
        loud, silent = spans[::2], spans[1::2]
        for start_s, end_s in zip(loud, silent, strict=True):
            assert loudness(answer, start_s, end_s) > 500
        for pause in answer.pauses:
            assert loudness(answer, pause.start_s + 0.01, pause.end_s - 0.01) < 50
            assert 0.2 < pause.seconds < 3
        assert len(answer.pcm) / 2 / SAMPLE_RATE == pytest.approx(answer.end_s, abs=0.01)


@pytest.mark.parametrize("voice", VOICES)
def test_answers_are_the_same_each_time_and_shorter_without_pauses(voice: str) -> None:
    once, again, plain = list(answers(voice)), list(answers(voice)), list(answers(voice, paused=False))
    assert [answer.pcm for answer in once] == [answer.pcm for answer in again]
    assert all(pause.place == "between sentences" for answer in plain for pause in answer.pauses)
    assert all(short.end_s < long.end_s for short, long in zip(plain, once, strict=True))


def test_an_end_in_a_pause_counts_and_one_after_the_last_word_does_not() -> None:
    assert ended_in(ANSWER, [2.9, 10.8]) == [MID]
    assert ended_in(ANSWER, [3.1]) == [MID], "noticed a little late"
    assert ended_in(ANSWER, [4]) == []
    found = cut_offs([ANSWER, ANSWER], [MID])
    assert found["in mid-sentence"] == {"pauses": 2, "ended": 1, "share": 0.5, "pauses_s": [1.0]}
    assert found["between sentences"]["ended"] == 0


def test_the_wait_is_from_the_last_word() -> None:
    given = [Given(ANSWER, first_sound_s=10 + wait_s) for wait_s in (0.9, 1.0, 3.0)]
    assert waits(given) == {"p50_s": 1.0, "p95_s": 3.0, "of": 3}


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("One, two three. Four five!", []),
        ("One too three four five", []),
        ("One two three", ["four", "five"]),
        ("Two three. Four five.", ["one"]),
        ("", ["one", "two", "three", "four", "five"]),
    ],
)
def test_words_are_lost_where_nothing_stands_for_them(stored: str, expected: list[str]) -> None:
    assert lost_words(ANSWER.text, stored) == expected


def test_words_lost_after_an_end_stand_beside_those_of_answers_without_one() -> None:
    went_on = Given(ANSWER, ends_s=[2.9, 10.8], stored="One two three. Five.", complete=True)
    others = [
        Given(ANSWER, ends_s=[10.8], stored="Two three. Four five.", complete=True),
        Given(ANSWER, ends_s=[10.8], stored="One", complete=False),
    ]
    found = words_lost([others[0], went_on, others[1]])
    assert found == {
        "answers_that_went_on": {"answers": 1, "recognised_anew": 0, "words": 5, "lost": [_lost("four", went_on)]},
        "others": {"answers": 2, "recognised_anew": 1, "words": 5, "lost": [_lost("one", others[0])]},
    }


def _lost(word: str, given: Given) -> dict[str, object]:
    return {"words": [word], "stored": given.stored, "ends_s": given.ends_s}
