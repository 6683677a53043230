"""What several samples of one answer come to, and when more than one is worth asking for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.evaluation.certainty import combined, needs_more
from interview.domain.evaluation.quotes import Evidence
from interview.domain.evaluation.samples import Sample, TokenUsage
from interview.domain.evaluation.score import CriterionScore, PointScore, Score

QUOTE = Evidence(quote="we measured the load", start_ms=100, end_ms=900)
NAMES = ("content", "structure", "clarity", "delivery")


def one_sample(
    overall: float | None,
    *levels: int,
    unsupported: str = "",
    verdict: str = "found",
    unfound: int = 0,
    indicative: bool = False,
    seed: int = 1,
) -> Score:
    """A score as one sample gives it."""
    sample = Sample(
        service="s",
        model="m",
        indicative=indicative,
        system_fingerprint=None,
        temperature=0.7,
        seed=seed,
        usage=TokenUsage(),
        latency_ms=1,
        overall=overall,
    )
    criteria = tuple(
        CriterionScore(
            name=name,
            level=level,
            low=level,
            high=level,
            reason=f"Level {level} of seed {seed}.",
            evidence=() if name == unsupported else (QUOTE, QUOTE),
            unfound_quotes=0,
            supported=name != unsupported,
        )
        for name, level in zip(NAMES, levels or (4, 4, 4, 4), strict=True)
    )
    evidence = () if verdict == "missing" else (QUOTE,)
    return Score(
        overall=overall,
        low=overall,
        high=overall,
        indicative=indicative,
        abstained_because=None if overall is not None else "unsupported_evidence",
        criteria=criteria,
        expected_points=(PointScore(point="p", verdict=verdict, evidence=evidence, unfound_quotes=unfound),),
        strengths=(f"Of seed {seed}.",),
        improvements=(),
        summary="",
        word_count=80,
        unfound_quotes=unfound,
        prompt_hash="p",
        rubric_hash="r",
        transcript_hash="t",
        samples=(sample,),
    )


class TestMoreSamples:
    @pytest.mark.parametrize(
        ("first", "more"),
        [
            (one_sample(8.0), False),
            (one_sample(2.0), False),
            (one_sample(3.5), False),
            (one_sample(3.6), True),
            (one_sample(7.4), True),
            (one_sample(7.5), False),
            (one_sample(None), True),
            (one_sample(8.0, unsupported="clarity"), True),
            (one_sample(8.0, verdict="missing", unfound=1), True),
            (one_sample(8.0, verdict="missing"), False),
            (one_sample(5.0, indicative=True), False),
        ],
        ids=[
            *("high", "low", "end of low", "near low", "near high", "end of high", "no figure", "no evidence"),
            *("a point without its quote", "a point missed", "no language model"),
        ],
    )
    def test_are_asked_for_where_a_check_failed_or_the_figure_is_not_clear(self, first: Score, more: bool) -> None:
        assert needs_more(first, "adaptive") is more
        assert needs_more(first, "one") is False
        assert needs_more(first, "three") is not first.indicative


class TestTogether:
    def test_come_to_their_median_and_range(self) -> None:
        scores = [one_sample(figure, seed=seed) for seed, figure in enumerate((6.4, 7.2, 5.8))]
        score = combined(scores)
        assert (score.low, score.overall, score.high) == (5.8, 6.4, 7.2)
        assert [sample.overall for sample in score.samples] == [6.4, 7.2, 5.8]
        assert score.strengths == ("Of seed 0.",), "the texts are of the sample that is closest"

    def test_give_each_criterion_its_median_level_with_a_reason_that_goes_with_it(self) -> None:
        scores = [one_sample(6.0, 3, 4, 2, 2, seed=1), one_sample(6.4, 3, 2, 2, 5, seed=2), one_sample(7, 5, 3, 2, 4)]
        levels = [(each.low, each.level, each.high) for each in combined(scores).criteria]
        assert levels == [(3, 3, 5), (2, 3, 4), (2, 2, 2), (2, 4, 5)]
        reasons = [each.reason for each in combined(scores).criteria]
        assert (reasons[0], reasons[3]) == ("Level 3 of seed 2.", "Level 4 of seed 1.")

    def test_find_a_point_as_often_as_not(self) -> None:
        verdicts = ("found", "missing", "partly")
        score = combined([one_sample(8.0, verdict=verdict) for verdict in verdicts])
        assert [point.verdict for point in score.expected_points] == ["partly"]

    def test_support_a_criterion_by_their_majority(self) -> None:
        lone, pair = one_sample(6.0, unsupported="clarity"), one_sample(6.0)
        assert [each.supported for each in combined([lone, pair, pair]).criteria] == [True] * 4
        assert [each.supported for each in combined([lone, lone, pair]).criteria] == [True, True, False, True]

    @pytest.mark.parametrize(
        ("figures", "reason"),
        [
            ((5.0, 7.0, 6.0), None),
            ((5.0, 7.1, 6.0), "samples_disagree"),
            ((5.0, None, 6.0), None),
            ((None, None, 6.0), "unsupported_evidence"),
            ((None, 6.0), "unsupported_evidence"),
            ((None,), "unsupported_evidence"),
        ],
    )
    def test_need_a_person_where_they_disagree(self, figures: tuple[float | None, ...], reason: str | None) -> None:
        score = combined([one_sample(figure) for figure in figures])
        assert score.abstained_because == reason
        assert (score.overall is None) == (reason is not None)
        if reason:
            assert (score.low, score.high, score.confidence, score.certainty) == (None, None, None, None)
        assert len(score.samples) == len(figures)
        assert score.criteria, "what each was judged for is there to read"


class TestConfidence:
    @pytest.mark.parametrize(
        ("scores", "certainty", "confidence"),
        [
            ([one_sample(8.0)] * 3, 1.0, "high"),
            ([one_sample(7.6), one_sample(8.0), one_sample(8.4)], 0.8, "high"),
            ([one_sample(6.0), one_sample(6.8), one_sample(7.2)], 0.7, "medium"),
            ([one_sample(5.0), one_sample(6.8), one_sample(7.0)], 0.5, "low"),
            ([one_sample(8.0)], 0.75, "medium"),
            ([one_sample(8.0, unsupported="clarity")] * 3, 0.75, "medium"),
            ([one_sample(8.0, unfound=9)] * 3, 0.5, "low"),
            ([one_sample(8.0, indicative=True)], 0.4, "low"),
        ],
        ids=["alike", "close", "near", "apart", "one", "no evidence", "invented quotes", "no language model"],
    )
    def test_follows_from_agreement_and_evidence(self, scores: list[Score], certainty: float, confidence: str) -> None:
        score = combined(scores)
        assert (score.certainty, score.confidence) == (certainty, confidence)

    def test_of_one_sample_has_a_range_all_the_same(self) -> None:
        score = combined([one_sample(8.0)])
        assert (score.low, score.overall, score.high) == (7.5, 8.0, 8.5)

    def test_without_a_language_model_has_a_wide_one(self) -> None:
        score = combined([one_sample(9.0, indicative=True)])
        assert (score.low, score.overall, score.high, score.indicative) == (7.5, 9.0, 10.0, True)

    @given(st.lists(st.floats(0, 10).map(lambda figure: round(figure, 1)), min_size=1, max_size=3), st.booleans())
    def test_and_range_are_about_the_figure(self, figures: list[float], indicative: bool) -> None:
        score = combined([one_sample(figure, indicative=indicative) for figure in figures])
        if score.overall is None:
            assert max(figures) - min(figures) > 2
            return
        bounds: list[Any] = [score.low, score.overall, score.high]
        assert 0 <= bounds[0] <= bounds[1] <= bounds[2] <= 10
        assert 0 <= (score.certainty or 0) <= 1
