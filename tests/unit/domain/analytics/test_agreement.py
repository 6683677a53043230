"""How far judgements agree: a kappa that is known, and what holds of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.analytics.agreement import LEAST_PAIRS, Agreement, agreement
from interview.domain.analytics.facts import LevelPairs

LEVELS = range(6)
PAIRS = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=LEAST_PAIRS, max_size=60)


def given_as(pairs: list[tuple[int, int]]) -> list[LevelPairs]:
    return [LevelPairs(one=one, other=other, many=1) for one, other in pairs]


def test_a_known_table_has_its_known_kappa() -> None:
    """Quadratic weights, as worked out by hand: 10 * 1 / 30 differ, (15*15*1 + 15*15*1) / 900 by chance."""
    table = [LevelPairs(one=2, other=2, many=10), LevelPairs(one=3, other=3, many=10)]
    off = [LevelPairs(one=2, other=3, many=5), LevelPairs(one=3, other=2, many=5)]
    told = agreement([*table, *off], ordered=True)
    assert told == Agreement(pairs=30, kappa=0.33, same=0.667, within_one=1.0)


def test_of_too_few_nothing_is_said() -> None:
    assert agreement(given_as([(3, 3)] * (LEAST_PAIRS - 1)), ordered=True) == Agreement(pairs=LEAST_PAIRS - 1)


def test_where_all_give_the_same_level_kappa_is_not_defined() -> None:
    assert agreement(given_as([(3, 3)] * LEAST_PAIRS), ordered=True).kappa is None


@given(PAIRS)
def test_all_that_is_the_same_agrees_wholly(pairs: list[tuple[int, int]]) -> None:
    told = agreement(given_as([(one, one) for one, _ in pairs]), ordered=True)
    assert told.kappa in (None, 1.0)
    assert (told.same, told.within_one) == (1.0, 1.0)


@given(PAIRS, st.booleans())
def test_kappa_is_bounded_and_knows_no_order_of_pairs(pairs: list[tuple[int, int]], ordered: bool) -> None:
    told = agreement(given_as(pairs), ordered=ordered)
    assert told == agreement(given_as(pairs[::-1]), ordered=ordered)
    assert told.kappa is None or -1 <= told.kappa <= 1


@given(PAIRS)
def test_between_people_it_means_nothing_who_comes_first(pairs: list[tuple[int, int]]) -> None:
    turned = [(other, one) for one, other in pairs]
    assert agreement(given_as(pairs), ordered=False) == agreement(given_as(turned), ordered=False)


@pytest.mark.parametrize("apart", [1, 5])
def test_a_level_is_a_small_difference_and_five_are_a_large_one(apart: int) -> None:
    """The same share of pairs is apart each time."""
    same = [(level, level) for level in LEVELS for _ in range(5)]
    told = agreement(given_as([*same, *[(0, apart)] * 10]), ordered=True)
    assert told.kappa is not None
    assert (told.kappa > 0.8) == (apart == 1)
