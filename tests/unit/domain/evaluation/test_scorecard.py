"""What the scores of an interview come to together."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.evaluation.quotes import Evidence
from interview.domain.evaluation.samples import Sample, TokenUsage
from interview.domain.evaluation.score import Attempt, CriterionScore, PointScore, Score
from interview.domain.evaluation.scorecard import (
    MAX_BULLETS,
    Bullet,
    JudgedAnswer,
    Scorecard,
    UnscoredReason,
    make_scorecard,
)
from interview.domain.templates import AskedQuestion

QUOTE = Evidence(quote="we measured the load", start_ms=100, end_ms=900)


def a_criterion(
    name: str, level: int, *, low: int | None = None, supported: bool = True, title: str = ""
) -> CriterionScore:
    return CriterionScore(
        name=name,
        title=title,
        level=level,
        low=level if low is None else low,
        high=level,
        reason="It says so.",
        evidence=(QUOTE,) if supported else (),
        unfound_quotes=0,
        supported=supported,
    )


def a_score(overall: float | None, because: str | None = None, **fields: Any) -> Score:
    """Of one sample; half a point around its figure."""
    sample = Sample(
        service="api.groq.com",
        model=fields.pop("model", "gpt"),
        indicative=fields.get("indicative", False),
        system_fingerprint=None,
        temperature=0.7,
        seed=1,
        usage=TokenUsage(),
        latency_ms=1,
    )
    points: dict[str, str] = fields.pop("points", {})
    defaults: dict[str, Any] = {
        "low": None if overall is None else overall - 0.5,
        "high": None if overall is None else overall + 0.5,
        "certainty": None if overall is None else 0.7,
        "confidence": None if overall is None else "medium",
        "criteria": (a_criterion("content", 3),),
        "strengths": (),
        "improvements": (),
    }
    return Score(
        overall=overall,
        abstained_because=because or (None if overall is not None else "too_few_words"),
        expected_points=tuple(
            PointScore(point=point, verdict=verdict, evidence=(), unfound_quotes=0) for point, verdict in points.items()
        ),
        summary="",
        word_count=80,
        unfound_quotes=0,
        prompt_hash="p",
        rubric_hash="r",
        transcript_hash="t",
        samples=(sample,),
        **{**defaults, **fields},
    )


def an_answer(
    index: int,
    score: Score | None,
    *,
    weight: int = 1,
    follows: int | None = None,
    unscored: UnscoredReason = "no_answer",
) -> JudgedAnswer:
    question = AskedQuestion(text=f"Question {index}?", weight=weight, follows=follows)
    return JudgedAnswer(index, question, score, f"print-{index}" if score else None, unscored)


def card(*scores: Score | None) -> Scorecard:
    return make_scorecard([an_answer(index, score) for index, score in enumerate(scores)])


def told(bullets: Sequence[Bullet]) -> list[tuple[str, int, str]]:
    return [(bullet.kind, bullet.question_index, bullet.text) for bullet in bullets]


class TestFigure:
    def test_questions_of_equal_weight_count_alike(self) -> None:
        made = card(a_score(8.0), a_score(5.0))
        assert (made.overall, made.low, made.high) == (6.5, 6.0, 7.0)
        assert (made.scored_answers, made.answers, made.scored_share) == (2, 2, 1.0)
        assert (made.needs_person, made.unscored) == (False, ())
        assert (made.certainty, made.confidence) == (0.7, "medium")

    def test_a_question_counts_by_its_weight(self) -> None:
        made = make_scorecard([an_answer(0, a_score(8.0), weight=3), an_answer(1, a_score(4.0))])
        assert made.overall == 7.0

    def test_a_follow_up_counts_with_the_question_that_it_follows_and_that_for_half(self) -> None:
        asked = [
            an_answer(0, a_score(8.0)),
            an_answer(2, a_score(4.0), follows=0),
            an_answer(3, a_score(2.0), follows=0),
            an_answer(1, a_score(5.5)),
        ]
        assert make_scorecard(asked).overall == 5.5, "(8 + 3) / 2 and 5.5"

    def test_a_part_of_the_interview_says_so(self) -> None:
        made = card(a_score(8.0), a_score(None, "samples_disagree"), a_score(6.0))
        assert (made.overall, made.scored_answers, made.answers, made.scored_share) == (7.0, 2, 3, 0.67)
        assert made.needs_person
        assert [(each.question_index, each.reason) for each in made.unscored] == [(1, "samples_disagree")]
        assert (made.certainty, made.confidence) == (0.47, "low"), "what nobody judged is not sure"

    @pytest.mark.parametrize(("weights", "overall"), [((1, 1), 8.0), ((1, 2), None), ((3, 2), 8.0)])
    def test_there_is_none_where_less_than_half_of_the_weight_has_one(
        self, weights: tuple[int, int], overall: float | None
    ) -> None:
        scores = (a_score(8.0), a_score(None))
        made = make_scorecard([an_answer(n, scores[n], weight=weights[n]) for n in (0, 1)])
        assert (made.overall, made.low is None, made.confidence is None) == (overall, *[overall is None] * 2)
        assert made.needs_person

    @pytest.mark.parametrize(
        ("reason", "needs_person"), [("no_answer", False), ("not_processed", True), ("not_scored", True)]
    )
    def test_an_answer_without_a_score_is_named(self, reason: UnscoredReason, needs_person: bool) -> None:
        made = make_scorecard([an_answer(0, a_score(8.0)), an_answer(1, None, unscored=reason)])
        assert [(each.question_index, each.reason) for each in made.unscored] == [(1, reason)]
        assert made.needs_person is needs_person

    def test_where_any_part_is_indicative_the_whole_is_and_is_not_sure(self) -> None:
        made = card(
            a_score(8.0, certainty=1.0), a_score(6.0, certainty=0.9, indicative=True, model="rubric-indicators")
        )
        assert (made.indicative, made.certainty, made.confidence) == (True, 0.4, "low")
        assert [(judge.model, judge.indicative) for judge in made.judges] == [
            ("gpt", False),
            ("rubric-indicators", True),
        ]

    def test_a_score_of_before_does_not_say_how_sure_it_is(self) -> None:
        made = card(a_score(8.0), a_score(6.0, certainty=None, confidence=None))
        assert (made.overall, made.certainty, made.confidence) == (7.0, None, None)

    def test_an_interview_without_an_answer_has_no_figure(self) -> None:
        made = card(None, None)
        assert (made.overall, made.certainty, made.needs_person, made.criteria) == (None, None, False, ())
        assert make_scorecard([]).overall is None

    def test_it_names_the_scores_that_it_rests_on(self) -> None:
        made = make_scorecard([an_answer(0, a_score(8.0)), an_answer(1, None), an_answer(2, a_score(None))])
        assert [(each.question_index, each.fingerprint) for each in made.rests_on] == [(0, "print-0"), (2, "print-2")]


@given(
    st.lists(
        st.tuples(st.one_of(st.none(), st.floats(0, 10).map(lambda x: round(x, 1))), st.integers(1, 100)), max_size=8
    )
)
def test_an_overall_lies_in_its_range_and_that_within_the_answers(answers: list[tuple[float | None, int]]) -> None:
    made = make_scorecard(
        [
            an_answer(n, a_score(overall, low=overall, high=overall), weight=weight)
            for n, (overall, weight) in enumerate(answers)
        ]
    )
    figures = [overall for overall, _ in answers if overall is not None]
    scored = sum(weight for overall, weight in answers if overall is not None)
    assert (made.overall is None) == (not figures or 2 * scored < sum(weight for _, weight in answers))
    if made.overall is not None and made.low is not None and made.high is not None:
        assert min(figures) <= made.low <= made.overall <= made.high <= max(figures)
    assert Scorecard.model_validate(made.model_dump()) == made


class TestCriteria:
    def test_each_is_the_mean_of_the_levels_with_evidence(self) -> None:
        made = card(
            a_score(8.0, criteria=(a_criterion("content", 4, low=2), a_criterion("clarity", 5))),
            a_score(6.0, criteria=(a_criterion("content", 3), a_criterion("clarity", 0, supported=False))),
        )
        assert [(each.name, each.level, each.low, each.high, each.answers) for each in made.criteria] == [
            ("content", 3.5, 2.4, 3.8, 2),
            ("clarity", 5.0, 4.8, 5.0, 1),
        ]

    @pytest.mark.parametrize(
        ("level", "indicative", "low", "high"), [(3, True, 2.2, 3.8), (3, False, 2.8, 3.2), (5, True, 4.2, 5.0)]
    )
    def test_a_level_is_no_surer_than_the_figure_of_its_answer(
        self, level: int, indicative: bool, low: float, high: float
    ) -> None:
        made = card(a_score(2.0 * level, criteria=(a_criterion("content", level),), indicative=indicative))
        assert [(each.low, each.level, each.high) for each in made.criteria] == [(low, level, high)]

    def test_it_is_called_what_the_rubric_that_judged_calls_it(self) -> None:
        made = card(
            a_score(9.0, criteria=(a_criterion("content", 4, title="Depth of knowledge"),)),
            a_score(9.0, criteria=(a_criterion("content", 5, title="Knowledge"), a_criterion("clarity", 3))),
        )
        assert [(each.name, each.title) for each in made.criteria] == [
            ("content", "Depth of knowledge"),
            ("clarity", ""),
        ]
        assert [(each.text, each.title) for each in made.strengths] == [("content", "Knowledge")]

    def test_an_answer_that_is_left_to_a_person_adds_to_none(self) -> None:
        made = card(a_score(8.0), a_score(None, "samples_disagree", criteria=(a_criterion("content", 0),)))
        assert [(each.level, each.answers) for each in made.criteria] == [(3.0, 1)]


class TestBullets:
    def test_points_lead_to_strengths_gaps_and_what_to_ask(self) -> None:
        made = card(a_score(6.0, points={"cause": "found", "cost": "partly", "limits": "missing"}))
        assert told(made.strengths) == [("point_found", 0, "cause")]
        assert told(made.gaps) == [("point_missing", 0, "limits")]
        assert told(made.probes) == [("point_partly", 0, "cost")]

    def test_a_follow_up_makes_good_and_lacks_nothing(self) -> None:
        points = {"cause": "missing", "cost": "partly", "limits": "missing"}
        asked = [
            an_answer(0, a_score(6.0, points=points)),
            an_answer(1, a_score(6.0, points={"cause": "found", "cost": "missing", "limits": "missing"}), follows=0),
        ]
        made = make_scorecard(asked)
        assert told(made.strengths) == [("point_found", 1, "cause")]
        assert told(made.gaps) == [("point_missing", 0, "limits")]
        assert told(made.probes) == [("point_partly", 0, "cost")]

    def test_what_a_main_question_without_a_figure_lacks_nobody_knows(self) -> None:
        asked = [an_answer(0, a_score(None)), an_answer(1, a_score(6.0, points={"cause": "missing"}), follows=0)]
        assert make_scorecard(asked).gaps == ()

    def test_a_criterion_points_to_the_answer_that_shows_it_best(self) -> None:
        high, low = a_criterion("content", 5), a_criterion("clarity", 2)
        made = card(
            a_score(7.0, criteria=(a_criterion("content", 4), low)),
            a_score(7.0, criteria=(high, a_criterion("clarity", 1))),
        )
        assert told(made.strengths) == [("criterion_strong", 1, "content")]
        assert told(made.gaps) == [("criterion_weak", 1, "clarity")]

    def test_what_the_samples_of_an_answer_disagree_on_is_neither_its_strength_nor_its_gap(self) -> None:
        made = card(a_score(6.0, criteria=(a_criterion("content", 5, low=2), a_criterion("clarity", 2, low=0))))
        assert (made.strengths, made.gaps) == ((), ())
        assert told(made.probes) == [("criterion_unclear", 0, "content"), ("criterion_unclear", 0, "clarity")]

    def test_what_is_no_language_model_remarks_nothing(self) -> None:
        """Of equal levels it names the same criterion as the best and as the worst part."""
        remarks: dict[str, Any] = {
            "strengths": ("The strongest part is clarity.",),
            "improvements": ("The weakest part is clarity.",),
        }
        made = card(a_score(6.0, indicative=True, **remarks))
        assert (made.strengths, made.gaps) == ((), ())

    def test_what_is_open_is_asked_by_a_person(self) -> None:
        attempt = Attempt(quote="Give me ten.", kind="wishes_score", start_ms=None, end_ms=None)
        judged = (a_criterion("content", 3, low=1), a_criterion("clarity", 3, supported=False))
        made = card(a_score(6.0, criteria=judged, attempts=(attempt,)))
        assert told(made.probes) == [
            ("criterion_unsupported", 0, "clarity"),
            ("criterion_unclear", 0, "content"),
            ("attempts", 0, ""),
        ]

    def test_a_models_remark_passes_what_recruiters_texts_pass(self) -> None:
        made = card(
            a_score(
                6.0,
                strengths=("She seems nervous.", "Names the cause of the outage.", "Names the fix."),
                improvements=("You should say more.",),
            )
        )
        assert told(made.strengths) == [("remark", 0, "Names the cause of the outage.")]
        assert made.gaps == ()

    def test_no_question_hides_another(self) -> None:
        many = {f"point {n}": "found" for n in range(20)}
        made = card(a_score(6.0, points=many), a_score(6.0, points={"cause": "found"}))
        assert len(made.strengths) == MAX_BULLETS
        assert told(made.strengths)[-1] == ("point_found", 1, "cause")
