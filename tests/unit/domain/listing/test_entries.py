"""What the list knows of an interview, and for whom."""

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
    author_of,
)
from interview.domain.evaluation.scorecard import ScorecardFigure
from interview.domain.listing.entries import (
    Certainty,
    Known,
    ListedSession,
    ListedState,
    audiences_of,
    certainty_of,
    listed,
)
from interview.domain.sessions.failures import NOTHING_RECORDED, WholeFailure
from interview.domain.sessions.session import Consent, SessionState
from interview.domain.templates import Blinding
from tests.builders import NOW, a_session, a_user

FIGURE = ScorecardFigure(
    overall=7.5, low=7.0, high=8.0, confidence="high", indicative=False, needs_person=False, scored_share=1.0
)
ORGANISATION = uuid4()
NAME = "Zofia Quatrain"


def a_finished_session(**fields: Any) -> Any:
    finished = {"state": SessionState.DONE, "is_locked": True, "completed_at": NOW, "candidate_name": NAME}
    return a_session(**{"organisation_id": ORGANISATION, **finished, **fields})


def entry(author: Author, finding: Finding) -> Entry:
    return Entry(id=uuid4(), session_id=uuid4(), author=author, at=NOW, finding=finding)


def levels(author: Author, question_index: int = 0) -> Entry:
    finding = AnswerLevels(question_index=question_index, levels={"content": 4}, overall=8.0, rubric_hash="r")
    return entry(author, finding)


def known(*entries: Entry, answered: tuple[int, ...] = (0,), **fields: Any) -> Known:
    return Known(**{"entries": entries, "figure": FIGURE, "flags": 3, "flags_left": 2, "answered": answered, **fields})


def seen_by(user: Any, entries: list[ListedSession]) -> ListedSession:
    """The one entry that somebody finds."""
    [found] = [each for each in entries if each.audience in audiences_of(user) and user.id not in each.hidden_from]
    return found


def test_one_that_is_not_blind_is_the_same_to_everybody() -> None:
    who = author_of(a_user(ORGANISATION))
    made = entry(who, Decision(choice=Choice.HOLD, reason="Later."))
    [only] = listed(a_finished_session(tags=("berlin",)), known(made, levels(who)))
    assert only.decided
    assert (only.decided.choice, only.decided.by) == (Choice.HOLD, who.name)
    assert [reviewer.id for reviewer in only.reviewers] == [who.id]
    assert (only.flags, only.overall, only.certainty) == (2, 7.5, Certainty.SCORED)
    assert (only.finished, only.at, only.name) == (True, NOW, "zofia quatrain")
    assert set(only.words) >= {"zofia", "quatrain", "berlin"}


def test_a_figure_that_a_person_gave_holds_in_the_place_of_the_scorecards() -> None:
    who = author_of(a_user(ORGANISATION))
    given = entry(who, Override(overall=9.0, reason="Knows it all."))
    for figure in (FIGURE, FIGURE.model_copy(update={"needs_person": True, "overall": None}), None):
        [only] = listed(a_finished_session(), known(given, figure=figure))
        assert only.overridden
        assert (only.overridden.overall, only.overridden.by) == (9.0, who.name)
        assert (only.overall, only.score, only.certainty) == (9.0, 9.0, None)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("blinding", [Blinding.SCORES, Blinding.IDENTITY])
def test_of_a_blind_one_nobody_finds_what_is_hidden_from_them(blinding: Blinding, role: Role) -> None:
    judge, other = a_user(ORGANISATION), a_user(ORGANISATION, role)
    made = entry(author_of(judge), Decision(choice=Choice.ADVANCE, reason="Knows it."))
    given = entry(author_of(judge), Override(overall=9.5, reason="Knows it."))
    session = a_finished_session(blinding=blinding, candidate_email="zofia@example.com", tags=("berlin",))
    entries = listed(session, known(made, given, levels(author_of(judge))))
    hidden, whole = seen_by(other, entries), seen_by(judge, entries)
    assert (hidden.decided, hidden.reviewers, hidden.overall, hidden.score) == (None, (), None, -1)
    assert (hidden.certainty, hidden.flags, hidden.overridden) == (None, 3, None)
    assert whole.decided
    assert (whole.overall, whole.flags, whole.name) == (9.5, 2, "zofia quatrain")
    told = hidden.model_dump_json()
    assert ("zofia" in told) == (blinding is Blinding.SCORES)
    assert "berlin" in hidden.words


def test_of_several_answers_all_are_to_be_judged_first() -> None:
    judge = a_user(ORGANISATION)
    session = a_finished_session(blinding=Blinding.SCORES)
    half = listed(session, known(levels(author_of(judge)), answered=(0, 1)))
    assert seen_by(judge, half).overall is None
    both = listed(session, known(levels(author_of(judge)), levels(author_of(judge), 1), answered=(0, 1)))
    assert seen_by(judge, both).overall == 7.5


def test_before_the_end_who_invites_finds_whom_and_nobody_else_does() -> None:
    session = a_finished_session(state=SessionState.PENDING, completed_at=None, blinding=Blinding.IDENTITY)
    entries = listed(session, known(figure=None))
    names = {role: seen_by(a_user(ORGANISATION, role), entries).name for role in Role}
    unnamed = f"#{session.id.hex[:6]}"
    inviting = dict.fromkeys((Role.ADMIN, Role.RECRUITER), "zofia quatrain")
    assert names == {**inviting, **dict.fromkeys((Role.REVIEWER, Role.INTERVIEWER), unnamed)}


def test_an_interview_in_which_nothing_was_answered_hides_nothing() -> None:
    [only] = listed(a_finished_session(blinding=Blinding.IDENTITY), known(answered=()))
    assert only.name == "zofia quatrain"


@pytest.mark.parametrize(
    ("changed", "certainty"),
    [
        ({}, Certainty.SCORED),
        ({"indicative": True}, Certainty.INDICATIVE),
        ({"indicative": True, "needs_person": True}, Certainty.NEEDS_PERSON),
        ({"overall": None}, Certainty.NEEDS_PERSON),
    ],
)
def test_what_a_figure_is_worth(changed: dict[str, object], certainty: Certainty) -> None:
    assert certainty_of(a_finished_session(), FIGURE.model_copy(update=changed)) is certainty


def test_where_people_alone_judge_a_person_is_needed() -> None:
    asked = Consent(text_version="1", given_at=NOW, human_review_only=True)
    assert certainty_of(a_finished_session(consent=asked), None) is Certainty.NEEDS_PERSON
    assert certainty_of(a_finished_session(), None) is None
    assert certainty_of(a_finished_session(state=SessionState.PROCESSING), FIGURE) is None


def test_a_turned_name_is_ordered_by_its_letters() -> None:
    names = ["Émile", "adam", "Zoë", "Ødegaard", "Ernst"]
    keys = {name: listed(a_finished_session(candidate_name=name), known())[0].name for name in names}
    assert sorted(names, key=lambda name: keys[name]) == ["adam", "Émile", "Ernst", "Ødegaard", "Zoë"]


def test_nobody_has_more_entries_than_may_be() -> None:
    judges = [a_user(ORGANISATION) for _ in range(60)]
    entries = listed(a_finished_session(blinding=Blinding.SCORES), known(*(levels(author_of(each)) for each in judges)))
    assert len(entries) == 51
    assert all(isinstance(UUID(each.audience), UUID) for each in entries[1:])


def test_an_interview_in_which_nothing_was_answered_did_not_fail_and_needs_nobody() -> None:
    asked = Consent(text_version="1", given_at=NOW, human_review_only=True)
    nothing = a_finished_session(state=SessionState.FAILED, failure=NOTHING_RECORDED, consent=asked)
    [only] = listed(nothing, known(answered=(), figure=None))
    assert (only.state, only.certainty) == (ListedState.NOTHING_ANSWERED, None)
    [broken] = listed(a_finished_session(state=SessionState.FAILED, failure=WholeFailure(code="broke_off")), known())
    assert broken.state is ListedState.FAILED


def test_every_state_of_a_session_can_be_listed() -> None:
    assert {each.value for each in ListedState} - {each.value for each in SessionState} == {"nothing_answered"}
    assert {each.value for each in SessionState} <= {each.value for each in ListedState}
