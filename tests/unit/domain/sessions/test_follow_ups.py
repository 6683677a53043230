"""Follow-ups stand at the end and are asked behind the question that they follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.sessions.follow_ups import (
    asked_before,
    asking_order,
    family,
    follow_up,
    found,
    given_out,
    may_follow,
    reachable_from,
)
from interview.domain.templates import AskedQuestion

LIMITS = st.lists(st.integers(0, 2), min_size=1, max_size=6)


def interview(limits: list[int], answered: list[int]) -> tuple[AskedQuestion, ...]:
    """The questions of an interview in which, one after another, answers led to a follow-up where they may."""
    questions = tuple(
        AskedQuestion(text=f"{n}?", follow_ups=limit, expected_points=(f"{n}",)) for n, limit in enumerate(limits)
    )
    for pick in answered:
        index = pick % len(questions)
        if may_follow(questions, index):
            questions = (*questions, follow_up(questions, index, "More?").question)
    return questions


INTERVIEWS = st.builds(interview, LIMITS, st.lists(st.integers(0, 20), max_size=20))


@given(INTERVIEWS)
def test_every_question_is_asked_once_and_follow_ups_behind_their_own(questions: tuple[AskedQuestion, ...]) -> None:
    order = asking_order(questions)
    assert sorted(order) == list(range(len(questions)))
    mains = [index for index in order if questions[index].follows is None]
    assert mains == sorted(mains)
    for index in mains:
        kin = family(questions, index)
        at = order.index(index)
        assert order[at : at + len(kin)] == kin
        assert len(kin) - 1 <= questions[index].follow_ups


@given(INTERVIEWS, st.integers(0, 20))
def test_one_more_follow_up_changes_the_order_of_no_two_others(questions: tuple[AskedQuestion, ...], pick: int) -> None:
    index = pick % len(questions)
    before = asking_order(questions)
    if may_follow(questions, index):
        questions = (*questions, follow_up(questions, index, "More?").question)
    assert [each for each in asking_order(questions) if each in before] == before


@given(INTERVIEWS)
def test_an_answer_leads_to_one_follow_up_at_most(questions: tuple[AskedQuestion, ...]) -> None:
    for index in range(len(questions)):
        if made := found(questions, index):
            assert not may_follow(questions, index)
            assert asked_before(questions, made.question_index)[-1] == index


def test_a_follow_up_takes_times_and_expected_points_of_its_main_question() -> None:
    main = AskedQuestion(text="Why?", thinking_time_s=5, answer_time_s=60, expected_points=("because",), follow_ups=2)
    first = follow_up((main,), 0, "How?")
    second = follow_up((main, first.question), 1, "When?")
    assert [(first.question_index, first.question.follows), (second.question_index, second.question.follows)] == [
        (1, 0),
        (2, 0),
    ]
    for made in (first.question, second.question):
        assert (made.thinking_time_s, made.answer_time_s, made.expected_points) == (5, 60, ("because",))
    assert not may_follow((main, first.question, second.question), 2)


@pytest.mark.parametrize(("follow_ups", "allowed"), [(0, False), (1, True)])
def test_the_template_says_whether_any_may_follow(follow_ups: int, allowed: bool) -> None:
    assert may_follow((AskedQuestion(text="Why?", follow_ups=follow_ups),), 0) is allowed


@given(INTERVIEWS, st.integers(0, 20))
def test_a_candidate_knows_what_was_asked_and_the_next_main_question(
    questions: tuple[AskedQuestion, ...], pick: int
) -> None:
    current = pick % len(questions)
    known = given_out(questions, current)
    assert known[: known.index(current)] == asked_before(questions, current)
    ahead = known[known.index(current) + 1 :]
    mains = [index for index in ahead if questions[index].follows is None]
    assert len(mains) <= 1
    assert mains == ahead[-len(mains) :] if mains else len(known) == len(questions)


@given(INTERVIEWS, st.integers(0, 20))
def test_nobody_comes_to_a_question_past_one_that_they_do_not_know(
    questions: tuple[AskedQuestion, ...], pick: int
) -> None:
    wanted = pick % len(questions)
    sources = reachable_from(questions, wanted)
    assert set(sources) <= set(asked_before(questions, wanted))
    assert all(wanted in given_out(questions, source) for source in sources)
    assert asked_before(questions, wanted)[-1:] == sources[-1:], "from the one before it, always"
