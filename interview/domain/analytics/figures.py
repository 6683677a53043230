"""The figures of many interviews, counted from the facts of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from math import ceil
from statistics import fmean, median
from uuid import UUID

from pydantic import Field

from interview.domain.analytics.agreement import Agreement, agreement
from interview.domain.analytics.facts import SessionFacts, as_seen_by
from interview.domain.sessions.candidate_result import GivenRating
from interview.domain.values import Value

__all__ = [
    "LEAST_RATINGS",
    "MOST",
    "Analytics",
    "Distribution",
    "Funnel",
    "Period",
    "QuestionFigures",
    "Ratings",
    "TimeToDecide",
    "analytics",
    "ratings",
    "since",
]

MOST = 10_000
"""Interviews that are counted, the newest: what more would change is little, and reading them takes time."""
LEAST_RATINGS = 5
"""Of fewer, who gave which could be guessed: so many are told at once."""
BINS = 10
HIGHEST = 10
RATINGS = range(1, 6)


class Period(StrEnum):
    """In which the candidates were invited: the last days, today among them, by UTC."""

    MONTH = "30d"
    QUARTER = "90d"
    YEAR = "365d"
    ALL = "all"


DAYS = {Period.MONTH: 30, Period.QUARTER: 90, Period.YEAR: 365}


class Funnel(Value):
    """How many came how far. Whoever came to a step came to those before; `still_open` may yet come further."""

    invited: int
    opened: int
    begun: int
    finished: int
    decided: int
    still_open: int


class QuestionFigures(Value):
    """Of the interviews that were begun and are over: how many have this main question, came to it, answered it, and
    were left at it."""

    number: int = Field(description="from 1, in the order of asking")
    interviews: int
    reached: int
    answered: int
    left: int


class TimeToDecide(Value):
    """From the end of the interview to the first decision."""

    decided: int
    median_s: int | None = None
    p90_s: int | None = Field(default=None, description="nine of ten were decided within")


class Distribution(Value):
    """Of figures from 0 to 10: `bins` are ten, each of them from its lower end up to the next one's."""

    count: int
    mean: float | None
    median: float | None
    bins: tuple[int, ...]


class Ratings(Value):
    """What candidates said of their interview, from 1 to 5: five of a template at a time, as they came, in the period
    of the fifth. Where there are no such five, only how many answered."""

    count: int
    mean: float | None = None
    counts: tuple[int, ...] | None = Field(default=None, description="of 1, 2, 3, 4 and 5")


class Analytics(Value):
    """`hidden` interviews are blind to the caller, who has not judged each answer: they are part of the funnel up to
    `finished` and of the questions, and of nothing that was found. `is_cut`: there were more than 10,000, and the
    newest count."""

    template_id: UUID | None
    period: Period
    made_at: datetime = Field(description="figures may be a minute old")
    interviews: int
    is_cut: bool
    hidden: int
    funnel: Funnel
    questions: tuple[QuestionFigures, ...]
    time_to_decide: TimeToDecide
    by_model: Distribution
    indicative: int = Field(description="of those in `by_model`, how many were judged by no language model")
    by_people: Distribution
    between_people: Agreement
    with_model: Agreement
    satisfaction: Ratings


def since(period: Period, now: datetime) -> datetime | None:
    """Where the period begins; None for all time."""
    if period is Period.ALL:
        return None
    first_day = now.astimezone(UTC).date() - timedelta(days=DAYS[period] - 1)
    return datetime.combine(first_day, time(), UTC)


def analytics(
    found: Sequence[SessionFacts],
    reader: UUID,
    rated: Ratings,
    template_id: UUID | None,
    period: Period,
    now: datetime,
) -> Analytics:
    """Of these interviews, newest first: at most as many as are counted, and one more where there are more."""
    counted = [as_seen_by(reader, each) for each in found[:MOST]]
    interviews = [each for each, _ in counted]
    scored = [each for each in interviews if each.overall is not None]
    return Analytics(
        template_id=template_id,
        period=period,
        made_at=now,
        interviews=len(interviews),
        is_cut=len(found) > MOST,
        hidden=sum(hidden for _, hidden in counted),
        funnel=_funnel(interviews),
        questions=_questions([each for each in interviews if each.begun_at and each.is_over]),
        time_to_decide=_time_to_decide(interviews),
        by_model=_distribution(each.overall for each in scored if each.overall is not None),
        indicative=sum(each.indicative for each in scored),
        by_people=_distribution(each.by_people for each in interviews if each.by_people is not None),
        between_people=agreement((pairs for each in interviews for pairs in each.between_people), ordered=False),
        with_model=agreement((pairs for each in interviews for pairs in each.with_model), ordered=True),
        satisfaction=rated,
    )


def ratings(given: Iterable[GivenRating], since: datetime | None) -> Ratings:
    """Of those that came since then; `given` are all, template by template, each in order of time.

    The same five are told together or not at all, whatever is asked for: so what is told of one template, period or
    moment can be subtracted from another, and tells of five or of nobody.
    """
    many, counts = 0, Counter[int]()
    for _, of_template in groupby(given, key=lambda each: each.template_id):
        in_order = list(of_template)
        many += sum(since is None or each.rated_at >= since for each in in_order)
        for end in range(LEAST_RATINGS, len(in_order) + 1, LEAST_RATINGS):
            five = in_order[end - LEAST_RATINGS : end]
            if since is None or five[-1].rated_at >= since:
                counts.update(each.rating for each in five)
    count = counts.total()
    if count == 0:
        return Ratings(count=many)
    mean = sum(rating * times for rating, times in counts.items()) / count
    return Ratings(count=count, mean=round(mean, 1), counts=tuple(counts[rating] for rating in RATINGS))


def _funnel(interviews: Sequence[SessionFacts]) -> Funnel:
    """Who came to a step has come to those before, also where that was not noted yet."""
    decided = [each.choice is not None for each in interviews]
    finished = [each.finished_at is not None or done for each, done in zip(interviews, decided, strict=True)]
    begun = [each.begun_at is not None or done for each, done in zip(interviews, finished, strict=True)]
    opened = [each.opened_at is not None or done for each, done in zip(interviews, begun, strict=True)]
    return Funnel(
        invited=len(interviews),
        opened=sum(opened),
        begun=sum(begun),
        finished=sum(finished),
        decided=sum(decided),
        still_open=sum(not each.is_over for each in interviews),
    )


def _questions(over: Sequence[SessionFacts]) -> tuple[QuestionFigures, ...]:
    last = [(max(each.reached, default=0), each) for each in over]
    left_at = [place for place, each in last if each.finished_at is None or place < each.places - 1]
    return tuple(
        QuestionFigures(
            number=place + 1,
            interviews=sum(each.places > place for each in over),
            reached=sum(place in each.reached for each in over),
            answered=sum(place in each.answered for each in over),
            left=left_at.count(place),
        )
        for place in range(max((each.places for each in over), default=0))
    )


def _time_to_decide(interviews: Sequence[SessionFacts]) -> TimeToDecide:
    took_s = sorted(
        max(0, round((each.first_decided_at - each.locked_at).total_seconds()))
        for each in interviews
        if each.first_decided_at and each.locked_at
    )
    if not took_s:
        return TimeToDecide(decided=0)
    return TimeToDecide(decided=len(took_s), median_s=round(median(took_s)), p90_s=took_s[ceil(len(took_s) * 0.9) - 1])


def _distribution(figures: Iterable[float]) -> Distribution:
    known = list(figures)
    bins = [0] * BINS
    for figure in known:
        bins[min(BINS - 1, max(0, int(figure * BINS / HIGHEST)))] += 1
    return Distribution(
        count=len(known),
        mean=round(fmean(known), 1) if known else None,
        median=round(median(known), 1) if known else None,
        bins=tuple(bins),
    )
