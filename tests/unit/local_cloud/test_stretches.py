"""Where in a recording somebody speaks."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from local_cloud.stand_ins.deepgram.stretches import LONGEST_S, Stretch, stretches

WINDOW_S = 0.1


def sound(*parts: tuple[float, float]) -> list[float]:
    """How likely speech is in each window, from seconds and likelihoods."""
    return [speech for seconds, speech in parts for _ in range(round(seconds / WINDOW_S))]


def seconds(found: list[Stretch]) -> list[tuple[float, float]]:
    return [(round(part.first * WINDOW_S, 1), round(part.last * WINDOW_S, 1)) for part in found]


def test_silence_has_none() -> None:
    assert stretches(sound((60, 0.1)), WINDOW_S) == []


def test_who_speaks_is_heard_with_what_is_around_it() -> None:
    assert seconds(stretches(sound((5, 0), (3, 0.9), (5, 0)), WINDOW_S)) == [(4.8, 8.2)]


def test_short_pauses_are_part_of_it_and_long_ones_are_not() -> None:
    found = stretches(sound((3, 0.9), (1, 0), (3, 0.9), (4, 0), (3, 0.9)), WINDOW_S)
    assert seconds(found) == [(0, 7.2), (10.8, 14)]


def test_who_speaks_for_long_is_cut_in_a_pause() -> None:
    found = stretches(sound((13, 0.9), (0.5, 0), (13, 0.9)), WINDOW_S)
    assert seconds(found) == [(0, 13.2), (13.3, 26.5)]


def test_who_never_pauses_is_cut_where_it_is_quietest() -> None:
    found = stretches(sound((15, 0.9), (0.1, 0.6), (15, 0.9)), WINDOW_S)
    assert seconds(found) == [(0, 15), (15, 30.1)]


@given(st.lists(st.tuples(st.floats(0.1, 30), st.sampled_from([0.0, 0.4, 0.9])), max_size=12))
def test_no_speech_is_lost_or_heard_twice_or_too_long(parts: list[tuple[float, float]]) -> None:
    probabilities = sound(*parts)
    found = stretches(probabilities, WINDOW_S)
    assert all(0 < (part.last - part.first) * WINDOW_S <= LONGEST_S + 0.01 for part in found)
    assert all(one.last <= other.first for one, other in pairwise(found))
    heard = {at for part in found for at in range(part.first, part.last)}
    long_enough = [
        at for at, speech in enumerate(probabilities) if speech >= 0.5 and probabilities[at : at + 2] == [speech] * 2
    ]
    assert set(long_enough) <= heard
