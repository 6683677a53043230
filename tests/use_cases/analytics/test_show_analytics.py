"""Figures of many interviews, on a real MongoDB server: what is counted, by which index, how often, and for whom."""

import random
from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.analytics import AnalyticsRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.accounts import User
from interview.domain.analytics import figures
from interview.domain.analytics.agreement import LEAST_PAIRS
from interview.domain.analytics.facts import LevelPairs, SessionFacts
from interview.domain.analytics.figures import Period
from interview.domain.decisions.entries import Choice
from interview.domain.sessions.candidate_result import Satisfaction
from interview.domain.templates import Question, Template
from interview.use_cases.analytics.show_analytics import KEPT_FOR, ShowAnalytics
from tests.builders import NOW, a_user

HOUR = timedelta(hours=1)


class Desk:
    """Somebody of an organisation of their own who looks at figures, by a clock that is set."""

    def __init__(self, database: Database) -> None:
        self.now, self.user = NOW, a_user(uuid4())
        AccountRepository(database).add_user(self.user)
        self.facts = SessionFactsRepository(database)
        self.satisfaction = SatisfactionRepository(database)
        self.templates = TemplateRepository(database)
        self.show = ShowAnalytics(
            self.facts,
            self.satisfaction,
            AnalyticsRepository(database),
            self.templates,
            UsageRepository(database),
            clock=lambda: self.now,
        )

    def add(self, **fields: Any) -> SessionFacts:
        session_id, organisation_id = uuid4(), self.user.organisation_id
        usual = {"organisation_id": organisation_id, "template_id": uuid4(), "created_at": NOW - HOUR, "places": 2}
        made = SessionFacts(session_id=session_id, **{**usual, **fields})
        self.facts.put({session_id: (1, made)})
        return made

    def look(
        self, period: Period = Period.ALL, template_id: UUID | None = None, user: User | None = None
    ) -> figures.Analytics:
        return self.show(user or self.user, template_id, period)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def finished(**fields: Any) -> dict[str, Any]:
    """By its candidate, two hours before NOW."""
    ended = NOW - 2 * HOUR
    times = {"created_at": NOW - 9 * HOUR, "opened_at": ended, "begun_at": ended, "locked_at": ended}
    return {**times, "finished_at": ended, "is_over": True, "reached": (0, 1), "answered": (0, 1), **fields}


def test_candidates_are_counted_at_each_step_and_where_they_left(desk: Desk) -> None:
    desk.add()
    desk.add(opened_at=NOW)
    desk.add(begun_at=NOW, reached=(0,))
    desk.add(begun_at=NOW, locked_at=NOW, is_over=True, reached=(0,), answered=(0,))
    desk.add(begun_at=NOW, locked_at=NOW, is_over=True, places=3, reached=(0, 1, 2), answered=(0, 2))
    desk.add(**finished())
    desk.add(**finished(first_decided_at=NOW - HOUR, choice=Choice.ADVANCE))
    desk.add(**finished(first_decided_at=NOW, choice=Choice.REJECT, answered=()))
    shown = desk.look()
    assert shown.funnel == figures.Funnel(invited=8, opened=7, begun=6, finished=3, decided=2, still_open=3)
    told = [(each.number, each.interviews, each.reached, each.answered, each.left) for each in shown.questions]
    assert told == [(1, 5, 5, 4, 1), (2, 5, 4, 2, 0), (3, 1, 1, 1, 1)]
    assert (shown.time_to_decide.decided, shown.time_to_decide.median_s, shown.time_to_decide.p90_s) == (2, 5400, 7200)


def test_scores_are_spread_over_ten_bins_each_by_whom(desk: Desk) -> None:
    for overall, by_people in ((0.0, None), (7.0, 8.5), (9.9, None), (10.0, 4.0), (None, 4.2)):
        desk.add(**finished(overall=overall, by_people=by_people, indicative=overall == 7.0))
    shown = desk.look()
    assert (shown.by_model.bins, shown.by_model.count) == ((1, 0, 0, 0, 0, 0, 0, 1, 0, 2), 4)
    assert (shown.by_people.bins, shown.by_people.median) == ((0, 0, 0, 0, 2, 0, 0, 0, 1, 0), 4.2)
    assert shown.indicative == 1


def test_agreement_is_of_all_interviews_together(desk: Desk) -> None:
    half = (LevelPairs(one=2, other=2, many=LEAST_PAIRS // 4), LevelPairs(one=4, other=4, many=LEAST_PAIRS // 4 + 1))
    desk.add(**finished(with_model=half))
    assert desk.look().with_model.kappa is None
    desk.now += KEPT_FOR
    desk.add(**finished(with_model=half, between_people=half))
    shown = desk.look()
    assert (shown.with_model.pairs, shown.with_model.kappa) == (LEAST_PAIRS, 1.0)
    assert (shown.between_people.kappa, shown.between_people.same) == (None, None)


def rate(desk: Desk, template: Template, *given: int, at: datetime = NOW) -> list[UUID]:
    """The interviews that were rated so, one a minute."""
    rated = [uuid4() for _ in given]
    for minutes, (session_id, rating) in enumerate(zip(rated, given, strict=True)):
        said = Satisfaction(rating=rating, rated_at=at + timedelta(minutes=minutes))
        desk.satisfaction.put(session_id, desk.user.organisation_id, said, template.id)
    desk.now += KEPT_FOR
    return rated


def test_ratings_are_told_five_of_a_template_at_a_time(desk: Desk) -> None:
    template, other = a_template(desk), a_template(desk)
    rate(desk, template, 5, 4, 4, 1, at=NOW - 40 * 24 * HOUR)
    rate(desk, other, 3, 3, 3)
    assert desk.look().satisfaction == figures.Ratings(count=7)
    rate(desk, template, 5, 1)
    told = figures.Ratings(count=5, mean=3.8, counts=(1, 0, 0, 2, 2))
    assert desk.look().satisfaction == desk.look(template_id=template.id).satisfaction == told
    assert desk.look(Period.MONTH).satisfaction == told, "all five in the period of the fifth"
    assert desk.look(template_id=other.id).satisfaction == figures.Ratings(count=3)


def test_what_is_told_of_ratings_is_a_sum_of_whole_fives_and_so_is_every_difference(desk: Desk) -> None:
    templates, given, told = [a_template(desk) for _ in range(3)], list[list[int]]([[], [], []]), set[tuple[int, ...]]()
    dice = random.Random(3)
    for nth in range(33):
        given[nth % 3].append(dice.randint(1, 5))
        rate(desk, templates[nth % 3], given[nth % 3][-1], at=desk.now)
        desk.now += timedelta(days=4)
        for period in (Period.QUARTER, Period.ALL):
            shown = [desk.look(period), *(desk.look(period, template.id) for template in templates)]
            told |= {each.satisfaction.counts for each in shown if each.satisfaction.counts}
    fives = [Counter(ratings[at : at + 5]) for ratings in given for at in (0, 5)]
    sums = {
        tuple(sum(five[rating] for five in some) for rating in range(1, 6))
        for many in range(1, len(fives) + 1)
        for some in combinations(fives, many)
    }
    assert len(told) > len(fives)
    assert told <= sums


def test_who_rates_again_changes_no_other_five(desk: Desk) -> None:
    template = a_template(desk)
    first, *_ = rate(desk, template, 5, 5, 5, 5, 5, 1, 1, 1)
    again = Satisfaction(rating=4, rated_at=desk.now)
    desk.satisfaction.put(first, desk.user.organisation_id, again, template.id)
    assert desk.look().satisfaction.counts == (0, 0, 0, 1, 4)


def a_template(desk: Desk) -> Template:
    template = Template(
        id=uuid4(),
        organisation_id=desk.user.organisation_id,
        title="Backend engineer",
        questions=(Question(text="Why?"),),
        created_at=NOW,
        updated_at=NOW,
    )
    desk.templates.add(template)
    return template


def test_those_invited_in_the_period_are_counted_of_the_template_that_is_named(desk: Desk) -> None:
    template = a_template(desk)
    first_day = NOW.replace(hour=0, minute=0) - timedelta(days=29)
    desk.add(created_at=first_day, template_id=template.id)
    desk.add(created_at=first_day - timedelta(seconds=1), template_id=template.id)
    desk.add(created_at=first_day)
    asked = [(Period.MONTH, None), (Period.ALL, None), (Period.MONTH, template.id), (Period.YEAR, template.id)]
    assert [desk.look(*each).interviews for each in asked] == [2, 3, 1, 2]


def test_the_newest_count_where_there_are_too_many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MOST", 2)
    for hours in (1, 2, 3):
        desk.add(created_at=NOW - hours * HOUR, opened_at=NOW if hours < 3 else None)
    shown = desk.look()
    assert (shown.interviews, shown.is_cut, shown.funnel.opened) == (2, True, 2)


def test_the_same_question_is_counted_once_a_minute_for_all(desk: Desk, database: Database) -> None:
    colleague = a_user(desk.user.organisation_id)
    desk.add()
    first = desk.look()
    desk.add()
    assert desk.look() == desk.look(user=colleague) == first
    assert desk.look(Period.MONTH).interviews == 2, "another question is"
    desk.now += KEPT_FOR
    assert desk.look().interviews == 2


def test_of_a_blind_interview_each_is_told_by_what_they_have_judged(desk: Desk, database: Database) -> None:
    judge = a_user(desk.user.organisation_id)
    AccountRepository(database).add_user(judge)
    found = {"overall": 9.0, "by_people": 3.0, "choice": Choice.ADVANCE, "first_decided_at": NOW}
    desk.add(**finished(**found, is_blind=True, judges=(judge.id,), with_model=(LevelPairs(one=1, other=1, many=99),)))
    for _ in range(2):  # counted, and kept
        whole, hidden = desk.look(user=judge), desk.look()
        assert (whole.hidden, whole.by_model.count, whole.funnel.decided, whole.with_model.pairs) == (0, 1, 1, 99)
        assert (hidden.hidden, hidden.by_model.count, hidden.funnel.decided, hidden.with_model.pairs) == (1, 0, 0, 0)
        assert (hidden.by_people.count, hidden.time_to_decide.decided, hidden.funnel.finished) == (0, 0, 1)


def test_facts_of_an_earlier_turn_do_not_replace_later_ones(desk: Desk) -> None:
    made = desk.add(opened_at=NOW)
    desk.facts.put({made.session_id: (3, made)})
    desk.facts.put({made.session_id: (2, made.model_copy(update={"opened_at": None}))})
    assert desk.look().funnel.opened == 1
