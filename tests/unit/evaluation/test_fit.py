"""What judges without a model goes by what is fitted to the labelled answers."""

from evaluation.fit import fitted, held_out
from evaluation.labelled import labelled_answers, questions
from local_cloud.stand_ins.rubric_indicators import WEIGHTS


def test_the_weights_are_those_that_fitting_gives() -> None:
    """`python -m evaluation.fit` writes them anew."""
    again = fitted(labelled_answers())
    assert again.keys() == WEIGHTS.keys()
    for name, linear in again.items():
        assert linear.keys() == WEIGHTS[name].keys()
        assert all(abs(weight - WEIGHTS[name][of]) < 0.05 * (1 + abs(weight)) for of, weight in linear.items()), name


def test_a_question_is_judged_by_weights_that_have_not_seen_it() -> None:
    weights = held_out()
    assert set(weights) == {question.question for question in questions()}
    assert all(each != WEIGHTS for each in weights.values())
