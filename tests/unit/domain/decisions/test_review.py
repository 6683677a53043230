"""What holds of what people found, and how far they agree."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.domain.accounts import Role
from interview.domain.decisions.entries import (
    AnswerLevels,
    Author,
    Choice,
    Decision,
    Entry,
    Finding,
    Override,
    levels_of,
    require_finished,
)
from interview.domain.decisions.review import review
from interview.domain.sessions.session import SessionState
from interview.errors import MalformedRequestError, NotFinishedError, NotFoundError, WithdrawnError
from tests.builders import NOW, a_locked_session, a_session

ADA, BEN = (Author(id=UUID(int=n), name=name, role=Role.RECRUITER) for n, name in enumerate(("Ada", "Ben")))


def an_entry(author: Author, minute: int, finding: Finding) -> Entry:
    return Entry(id=uuid4(), session_id=UUID(int=9), author=author, at=NOW + timedelta(minutes=minute), finding=finding)


def judged(question_index: int, content: int, clarity: int, rubric_hash: str = "r") -> AnswerLevels:
    levels = {"content": content, "clarity": clarity}
    return AnswerLevels(question_index=question_index, levels=levels, overall=0, rubric_hash=rubric_hash)


ENTRIES = [
    an_entry(ADA, 1, Decision(choice=Choice.HOLD, reason="Not sure.")),
    an_entry(BEN, 2, Decision(choice=Choice.ADVANCE, reason="Strong on data.")),
    an_entry(ADA, 3, Override(overall=7.5, reason="The second answer counts for more.")),
    an_entry(ADA, 4, judged(0, 3, 3)),
    an_entry(BEN, 5, judged(0, 3, 5)),
    an_entry(ADA, 6, judged(0, 4, 3)),
    an_entry(ADA, 7, judged(1, 2, 2)),
    an_entry(BEN, 8, judged(1, 2, 2, rubric_hash="another")),
]


@pytest.mark.parametrize("seed", range(5))
def test_the_newest_holds_and_of_each_person_theirs_whatever_order_they_come_in(seed: int) -> None:
    shuffled = list(ENTRIES)
    Random(seed).shuffle(shuffled)
    found = review(shuffled)
    assert found.decision
    assert (found.decision.author, found.decision.finding.choice) == (BEN, Choice.ADVANCE)
    assert found.override
    assert found.override.finding.overall == 7.5
    ada, ben = found.reviewers
    assert ada.decision
    assert ben.decision
    assert (ada.decision.finding.choice, ben.decision.finding.choice) == (Choice.HOLD, Choice.ADVANCE)
    assert [(made.finding.question_index, made.finding.levels["content"]) for made in ada.levels] == [(0, 4), (1, 2)]
    assert found.choices == {Choice.HOLD: 1, Choice.ADVANCE: 1}


def test_agreement_is_of_answers_that_two_judged_by_the_same_rubric() -> None:
    content, clarity = review(ENTRIES).criteria
    assert content._asdict() == {"name": "content", "answers": 1, "same": 0, "within_one": 1}
    assert clarity._asdict() == {"name": "clarity", "answers": 1, "same": 0, "within_one": 0}


def test_nothing_found_is_nothing_decided() -> None:
    found = review([])
    assert (found.decision, found.override, found.reviewers, found.criteria) == (None, None, [], [])


@pytest.mark.parametrize(
    ("levels", "overall"), [((5, 5, 5, 5), 10.0), ((0, 5, 5, 5), 2.0), ((3, 2, 4, 3), 6.0), ((0, 0, 0, 0), 0.0)]
)
def test_a_persons_levels_come_to_a_figure_by_the_rule_of_a_models(levels: tuple[int, ...], overall: float) -> None:
    names = ("content", "structure", "clarity", "delivery")
    assert levels_of(a_locked_session(), 0, dict(zip(names, levels, strict=True))).overall == overall


@pytest.mark.parametrize("levels", [{}, {"content": 3}, dict.fromkeys(("content", "structure", "clarity", "wit"), 3)])
def test_all_criteria_of_the_rubric_are_judged_and_no_other(levels: dict[str, Any]) -> None:
    with pytest.raises(MalformedRequestError):
        levels_of(a_locked_session(), 0, levels)
    with pytest.raises(NotFoundError):
        levels_of(a_locked_session(), 2, levels)


@pytest.mark.parametrize("state", SessionState)
def test_what_is_not_finished_is_judged_by_nobody(state: SessionState) -> None:
    if state in (SessionState.PENDING, SessionState.IN_PROGRESS, SessionState.EXPIRED):
        with pytest.raises(NotFinishedError):
            require_finished(a_session(state=state))
    elif state is SessionState.CANCELLED:
        with pytest.raises(NotFinishedError):
            require_finished(a_locked_session(state=state))
    elif state is SessionState.WITHDRAWN:
        with pytest.raises(WithdrawnError):
            require_finished(a_locked_session(state=state))
    else:
        require_finished(a_locked_session(state=state))
