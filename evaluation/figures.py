"""Figures of agreement, of change, and of how far a scorer knows when it is wrong."""

from collections.abc import Sequence
from math import log

import numpy as np
from scipy.stats import rankdata
from sklearn.linear_model import LinearRegression
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict

from interview.domain.evaluation.rubric import HIGHEST_LEVEL

__all__ = ["LEVELS", "RANGES", "calibration_error", "icc", "kappa", "levels_by_length", "mean_error"]

LEVELS = tuple(range(HIGHEST_LEVEL + 1))
RANGES = {"low": (0, 1), "middle": (2, 3), "high": (4, 5)}
"""Of labels: models agree with people at the ends and fall apart in the middle (arXiv 2605.07647)."""
BINS = 10


def kappa(labels: Sequence[int], levels: Sequence[int]) -> float | None:
    """Cohen's, weighted by the square of the difference: 1 is agreement, 0 chance. None where all are one level."""
    if len({*labels, *levels}) < 2:
        return None
    return round(float(cohen_kappa_score(labels, levels, weights="quadratic", labels=LEVELS)), 3)


def icc(*raters: Sequence[float]) -> float:
    """ICC(A,1): two-way, absolute agreement, of one rating. Of each rater a figure for each target.

    McGraw and Wong, "Forming inferences about some intraclass correlation coefficients", Psychological Methods 1, 1996.
    """
    table = np.column_stack(raters).astype(float)
    n, k = table.shape
    total = table.mean()
    rows = k * ((table.mean(axis=1) - total) ** 2).sum() / (n - 1)
    columns = n * ((table.mean(axis=0) - total) ** 2).sum() / (k - 1)
    rest = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + total
    error = (rest**2).sum() / ((n - 1) * (k - 1))
    return round(float((rows - error) / (rows + (k - 1) * error + k / n * (columns - error))), 3)


def mean_error(labels: Sequence[float], scores: Sequence[float]) -> float:
    return round(float(np.abs(np.subtract(labels, scores)).mean()), 2)


def levels_by_length(lengths: Sequence[int], labels: Sequence[int], groups: Sequence[str]) -> list[int]:
    """What length alone would give: a line through its logarithm, fitted to all other groups, whose figures are then
    given out as often as the labels are, by rank: the best case of it."""
    table = np.array([[log(length)] for length in lengths])
    line = cross_val_predict(LinearRegression(), table, np.array(labels), groups=groups, cv=LeaveOneGroupOut())
    ranks = rankdata(line, method="ordinal").astype(int) - 1
    ordered = sorted(labels)
    return [ordered[rank] for rank in ranks]


def calibration_error(certainties: Sequence[float], is_right: Sequence[bool]) -> float:
    """Expected calibration error: how far certainty is from the share that is right, in ten bins, by their size.

    Guo and others, "On Calibration of Modern Neural Networks", ICML 2017.
    """
    sure, right = np.array(certainties), np.array(is_right, dtype=float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = (abs((sure[bins == each].mean() - right[bins == each].mean()) * (bins == each).sum()) for each in set(bins))
    return round(float(sum(gaps) / len(sure)), 3)
