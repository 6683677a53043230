"""Metrics, on figures that are known."""

import pytest

from evaluation.figures import calibration_error, icc, kappa, levels_by_length


def test_icc_is_that_of_the_table_in_its_source() -> None:
    """Shrout and Fleiss, "Intraclass correlations", Psychological Bulletin 86, 1979: ICC(2,1) of table 2."""
    judges = ([9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7])
    assert icc(*judges) == pytest.approx(0.29, abs=0.005)


def test_icc_sees_what_correlation_does_not() -> None:
    labels = [1.0, 3.0, 5.0, 7.0]
    assert icc(labels, labels) == 1
    assert icc(labels, [label + 3 for label in labels]) < 0.6


def test_kappa_counts_a_far_miss_more_than_a_near_one() -> None:
    labels = [0, 1, 2, 3, 4, 5]
    near, far = kappa(labels, [1, 1, 2, 3, 4, 5]), kappa(labels, [5, 1, 2, 3, 4, 5])
    assert kappa(labels, labels) == 1
    assert near
    assert far
    assert 1 > near > far
    assert kappa([3, 3], [3, 3]) is None, "nothing can be told of one level"


def test_length_is_given_the_best_it_can_reach() -> None:
    lengths = [20, 40, 60, 80, 100, 120] * 4
    labels = [0, 1, 2, 3, 4, 5] * 4
    groups = [question for question in "abcd" for _ in range(6)]
    assert kappa(labels, levels_by_length(lengths, labels, groups)) == 1


def test_certainty_that_is_right_as_often_as_it_says_has_no_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([1.0] * 4, [True, True, False, False]) == 0.5
