"""How sure a score is: what several samples of a model come to together.

One sample says nothing of it, nor do several at temperature 0. Models agree with each other and with people at the ends
of the scale and fall apart in its middle (arXiv 2605.07647): there, and where a check failed, the same words are judged
again, with the criteria in another order.
"""

from collections.abc import Sequence
from statistics import median, median_low
from typing import Literal

from interview.domain.evaluation.score import VERDICTS, Confidence, CriterionScore, PointScore, Score

__all__ = [
    "MAX_INDICATIVE_CERTAINTY",
    "MAX_SAMPLES",
    "SamplePolicy",
    "combined",
    "confidence_in",
    "needs_more",
    "unsure_by",
]

SamplePolicy = Literal["one", "adaptive", "three"]
"""How many samples a score is made of: always one, one or three as the first demands, always three."""

MAX_SAMPLES = 3
HIGHEST_OVERALL = 10.0
CLEAR_BELOW, CLEAR_ABOVE = 3.5, 7.5
"""An overall figure between them is near a boundary of low, middle and high (4 and 7), or between the two."""
MAX_SPREAD = 2.0
"""Of the overall figures. Samples that lie further apart give none."""
UNSURE_BY = 0.5
"""How far a figure of one sample may be off, at the least."""
INDICATIVE_UNSURE_BY = 1.5
"""Likewise of one that no language model gave."""
AGREEMENT_OF_ONE = 0.75
"""What is taken for it where nobody else was asked."""
SURE_FROM: tuple[tuple[float, Confidence], ...] = ((0.8, "high"), (0.6, "medium"), (0.0, "low"))
MAX_INDICATIVE_CERTAINTY = 0.4


def needs_more(first: Score, policy: SamplePolicy) -> bool:
    """Whether the same words are to be judged again. What is no language model gives the same again."""
    if policy == "one" or first.indicative:
        return False
    return policy == "three" or not _is_clear(first)


def combined(scores: Sequence[Score]) -> Score:
    """One score of the scores of one sample each: the median of their figures, what lies between them, and the texts of
    the sample that is closest to it.

    There is no figure where most samples have none, or where they lie too far apart.
    """
    figures = [score.overall for score in scores if score.overall is not None]
    everything = {"samples": tuple(sample for score in scores for sample in score.samples)}
    if 2 * len(figures) <= len(scores):
        return next(score for score in scores if score.overall is None).model_copy(update=everything)
    overall = round(median(figures), 1)
    typical_first = sorted(scores, key=lambda score: _distance(score, overall))
    together = typical_first[0].model_copy(
        update={
            **everything,
            "criteria": tuple(map(_criterion, zip(*(score.criteria for score in typical_first), strict=True))),
            "expected_points": tuple(
                map(_point, zip(*(score.expected_points for score in typical_first), strict=True))
            ),
        }
    )
    if max(figures) - min(figures) > MAX_SPREAD:
        nothing = dict.fromkeys(("overall", "low", "high"))
        return together.model_copy(update={**nothing, "abstained_because": "samples_disagree"})
    certainty = _certainty(together, figures)
    low, high = _range(figures, indicative=together.indicative)
    return together.model_copy(
        update={
            "overall": overall,
            "low": low,
            "high": high,
            "certainty": certainty,
            "confidence": confidence_in(certainty),
        }
    )


def unsure_by(samples: int, *, indicative: bool) -> float:
    """How far the figure of an answer may be off, at the least, on its scale from 0 to 10."""
    return INDICATIVE_UNSURE_BY if indicative else UNSURE_BY if samples == 1 else 0


def confidence_in(certainty: float) -> Confidence:
    """The word for a figure from 0 to 1."""
    return next(word for least, word in SURE_FROM if certainty >= least)


def _is_clear(score: Score) -> bool:
    checked = all(criterion.supported for criterion in score.criteria) and not any(
        point.unfound_quotes and not point.evidence for point in score.expected_points
    )
    return checked and score.overall is not None and not CLEAR_BELOW < score.overall < CLEAR_ABOVE


def _distance(score: Score, overall: float) -> float:
    return HIGHEST_OVERALL if score.overall is None else abs(score.overall - overall)


def _criterion(judged: Sequence[CriterionScore]) -> CriterionScore:
    """The level is the median of those that are supported, and the reason one that goes with it."""
    supported = [score for score in judged if score.supported]
    levels = [score.level for score in supported or judged]
    median_level = median_low(levels)
    shown = next(score for score in supported or judged if score.level == median_level)
    is_supported = 2 * len(supported) > len(judged)
    return shown.model_copy(update={"low": min(levels), "high": max(levels), "supported": is_supported})


def _point(judged: Sequence[PointScore]) -> PointScore:
    places = [VERDICTS.index(score.verdict) for score in judged]
    return judged[places.index(median_low(places))]


def _range(figures: Sequence[float], *, indicative: bool) -> tuple[float, float]:
    middle, off_by = median(figures), unsure_by(len(figures), indicative=indicative)
    low, high = min(*figures, middle - off_by), max(*figures, middle + off_by)
    return round(max(0.0, low), 1), round(min(HIGHEST_OVERALL, high), 1)


def _certainty(score: Score, figures: Sequence[float]) -> float:
    """How far the samples agree, times the share of criteria that have evidence, times the share of quotes that are
    some."""
    spread = max(figures) - min(figures)
    agreement = AGREEMENT_OF_ONE if len(figures) == 1 else 1 - spread / (2 * MAX_SPREAD)
    supported = sum(criterion.supported for criterion in score.criteria) / len(score.criteria)
    quotes = sum(len(criterion.evidence) for criterion in score.criteria)
    quotes += sum(len(point.evidence) for point in score.expected_points)
    found = quotes / max(1, quotes + score.unfound_quotes)
    certainty = agreement * supported * found
    return round(min(certainty, MAX_INDICATIVE_CERTAINTY) if score.indicative else certainty, 2)
