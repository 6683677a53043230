"""What lies between two scores of an answer."""

from typing import Any

from interview.domain.evaluation.samples import Sample, TokenUsage
from interview.domain.evaluation.score import CriterionScore, Score
from interview.domain.evaluation.score_change import change_between


def a_score(overall: float | None = 5.0, model: str = "large", title: str = "", **levels: int) -> Score:
    nothing: dict[str, Any] = {"reason": "", "evidence": (), "unfound_quotes": 0, "supported": True}
    sample = Sample(
        service="vendor",
        model=model,
        system_fingerprint=None,
        temperature=0,
        seed=1,
        usage=TokenUsage(),
        latency_ms=1,
    )
    return Score(
        overall=overall,
        low=overall,
        high=overall,
        abstained_because=None,
        expected_points=(),
        strengths=(),
        improvements=(),
        summary="",
        word_count=30,
        unfound_quotes=0,
        prompt_hash="p",
        rubric_hash="r",
        transcript_hash="t",
        criteria=tuple(
            CriterionScore(name=name, title=title, level=level, low=level, high=level, **nothing)
            for name, level in levels.items()
        ),
        samples=(sample,),
    )


def test_each_criterion_tells_both_levels_and_one_that_only_one_of_them_judged_has_no_change() -> None:
    change = change_between(a_score(5.0, content=3, clarity=2), a_score(6.5, title="T", safety=1, content=2))
    assert change.overall == 1.5
    assert [(each.name, each.title, each.before, each.after, each.change) for each in change.criteria] == [
        ("safety", "T", None, 1, None),
        ("content", "T", 3, 2, -1),
        ("clarity", "", 2, None, None),
    ]


def test_where_one_of_them_has_no_figure_there_is_no_difference_of_figures() -> None:
    assert change_between(a_score(None), a_score(5.0)).overall is None
    assert change_between(a_score(5.0), a_score(None)).overall is None
    assert change_between(a_score(0.0), a_score(0.0)).overall == 0


def test_what_was_not_the_same_when_they_were_made_is_named() -> None:
    one = a_score()
    assert change_between(one, one).differs_in == ()
    assert change_between(one, a_score(model="small")).differs_in == ("model",)
    other = one.model_copy(update={"transcript_hash": "u", "rubric_hash": "s", "prompt_version": 9})
    assert change_between(one, other).differs_in == ("words", "rubric", "instructions")
    assert change_between(one, one.model_copy(update={"prompt_hash": "of another rubric"})).differs_in == ()
