"""The scorecard of an interview: what the scores of its answers come to together.

No model is asked. It follows by rule from the scores that hold, names each of them, and says what it does not rest on.
Its bullets are codes with the place that each points to; the only sentences in it are a recruiter's points and what a
model wrote beside a score, which passes once more what recruiters' texts pass.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from interview.domain.evaluation.certainty import MAX_INDICATIVE_CERTAINTY, confidence_in, unsure_by
from interview.domain.evaluation.model_texts import is_fit_to_read
from interview.domain.evaluation.score import (
    VERDICTS,
    AbstentionReason,
    Confidence,
    CriterionScore,
    Judge,
    PointScore,
    Score,
    judges_of,
)
from interview.domain.templates import AskedQuestion
from interview.domain.values import Value

__all__ = [
    "RULES_VERSION",
    "Bullet",
    "JudgedAnswer",
    "Scorecard",
    "ScorecardVersion",
    "Unscored",
    "UnscoredReason",
    "make_scorecard",
]

RULES_VERSION = 2
"""Of what this module makes of scores: another one with every change."""

SHARE_OF_MAIN = Fraction(1, 2)
"""Of a question's weight, where follow-ups were asked: all candidates answer the main question, and only some are asked
those, so that it counts for half at the least."""
LEAST_SCORED = Fraction(1, 2)
"""Of the weight: an interview of which less has a figure has none."""
HIGHEST_LEVEL = 5.0
STRONG_FROM, WEAK_TO = 4.0, 2.0
"""Levels of a criterion across questions that are named as a strength or a gap."""
WIDE_SPREAD = 2
"""Levels that the samples of one answer lie apart, from which on somebody should ask."""
MAX_BULLETS = 6
"""Of each list: who wants more reads the answers."""

UnscoredReason = Literal[AbstentionReason, "no_answer", "not_processed", "not_scored"]
"""Why an answer adds no figure: why its score has none; nothing was answered; it could not be processed; or it has no
score yet."""

BulletKind = Literal[
    "point_found",
    "point_partly",
    "point_missing",
    "criterion_strong",
    "criterion_weak",
    "criterion_unsupported",
    "criterion_unclear",
    "remark",
    "attempts",
]


class JudgedAnswer(NamedTuple):
    """A question of the interview, in the order of asking, and what is known of its answer. `score` is the one that
    holds, of that `fingerprint`; `unscored` says why there is none."""

    question_index: int
    question: AskedQuestion
    score: Score | None = None
    fingerprint: str | None = None
    unscored: UnscoredReason = "no_answer"


class Bullet(Value):
    """One thing to know, and the question to look at. `text` is the expected point, the name of the criterion, or a
    model's remark; `title` what the rubric that judged there calls the criterion."""

    kind: Annotated[str, Field(json_schema_extra={"enum": [*get_args(BulletKind)]})]
    question_index: int
    text: str = ""
    title: str = ""


class Unscored(Value):
    """An answer that adds no figure, and why."""

    question_index: int
    reason: Annotated[
        str,
        Field(json_schema_extra={"enum": [*get_args(AbstentionReason), "no_answer", "not_processed", "not_scored"]}),
    ]


class CriterionSummary(Value):
    """A criterion across questions: the weighted mean of the levels (0 to 5) that have evidence, from `low` to `high`,
    of so many answers. `title` is what the first rubric calls it that gives it one."""

    name: str
    title: str = ""
    level: float
    low: float
    high: float
    answers: int


class RestsOn(Value):
    """A score that the scorecard is made of, by the fingerprint under which it is stored."""

    question_index: int
    fingerprint: str


class ScorecardFigure(Value):
    """What an interview comes to, from 0 to 10: the mean of its answers' figures by the weights of their questions,
    between the mean of their lower ends and that of their upper ones. None where answers with less than half of the
    weight have a figure.

    `scored_share` (0 to 1) is the share of the weight that has one. `needs_person`: there is an answer that a person
    must judge. `indicative`: what judged any part of it is no language model.
    """

    overall: float | None
    low: float | None
    high: float | None
    confidence: Annotated[str, Field(json_schema_extra={"enum": [*get_args(Confidence)]})] | None
    indicative: bool
    needs_person: bool
    scored_share: float


class Scorecard(ScorecardFigure):
    """`certainty` (0 to 1) is the figure for `confidence`: the weighted mean of the answers' own, of which one without
    a figure has none. `judges` and `rubrics` (by their hashes) are more than one where answers were scored at different
    times."""

    certainty: float | None
    scored_answers: int
    answers: int
    unscored: tuple[Unscored, ...]
    criteria: tuple[CriterionSummary, ...]
    strengths: tuple[Bullet, ...]
    gaps: tuple[Bullet, ...]
    probes: tuple[Bullet, ...]
    """What is worth asking in the next interview, by a person."""
    judges: tuple[Judge, ...]
    rubrics: tuple[str, ...]
    rests_on: tuple[RestsOn, ...]
    rules_version: int = RULES_VERSION


class ScorecardVersion(Value):
    """A scorecard as it was made then: the first is version 1. A later one takes its place; the scores it rests on
    stay."""

    version: int
    made_at: datetime
    scorecard: Scorecard


class _Figure(NamedTuple):
    """An answer whose score has a figure, and its share of the interview's weight."""

    question_index: int
    question: AskedQuestion
    score: Score
    share: Fraction


def make_scorecard(answers: Sequence[JudgedAnswer]) -> Scorecard:
    """Of the answers to all questions, in the order of asking."""
    shares = _shares(answers)
    figures = [
        _Figure(answer.question_index, answer.question, answer.score, shares[answer.question_index])
        for answer in answers
        if answer.score and answer.score.overall is not None
    ]
    unscored = tuple(
        Unscored(question_index=answer.question_index, reason=_why(answer))
        for answer in answers
        if answer.score is None or answer.score.overall is None
    )
    scored_share = sum((figure.share for figure in figures), Fraction(0))
    indicative = any(answer.score.indicative for answer in answers if answer.score)
    stands = bool(figures) and scored_share >= LEAST_SCORED
    certainty = _certainty(figures, indicative=indicative) if stands else None
    criteria = _criteria(figures)
    return Scorecard(
        overall=_mean(figures, "overall") if stands else None,
        low=_mean(figures, "low") if stands else None,
        high=_mean(figures, "high") if stands else None,
        confidence=None if certainty is None else confidence_in(certainty),
        certainty=certainty,
        indicative=indicative,
        needs_person=any(each.reason != "no_answer" for each in unscored),
        scored_share=round(float(scored_share), 2),
        scored_answers=len(figures),
        answers=len(answers),
        unscored=unscored,
        criteria=criteria,
        strengths=_strengths(figures, criteria),
        gaps=_gaps(figures, criteria),
        probes=_probes(answers, figures),
        judges=judges_of(answer.score for answer in answers if answer.score),
        rubrics=tuple(dict.fromkeys(figure.score.rubric_hash for figure in figures)),
        rests_on=tuple(
            RestsOn(question_index=answer.question_index, fingerprint=answer.fingerprint)
            for answer in answers
            if answer.fingerprint
        ),
    )


def _shares(answers: Sequence[JudgedAnswer]) -> dict[int, Fraction]:
    """Each answer's share of the whole weight. That of a question is its own and its follow-ups'."""
    follow_ups = Counter(answer.question.follows for answer in answers)
    whole = sum(answer.question.weight for answer in answers if answer.question.follows is None)

    def share(answer: JudgedAnswer) -> Fraction:
        follows = answer.question.follows
        of_question = Fraction(answer.question.weight, whole)
        if follows is None:
            return of_question * (SHARE_OF_MAIN if follow_ups[answer.question_index] else 1)
        return of_question * (1 - SHARE_OF_MAIN) / follow_ups[follows]

    return {answer.question_index: share(answer) for answer in answers}


def _why(answer: JudgedAnswer) -> str:
    if answer.score is None:
        return answer.unscored
    return answer.score.abstained_because or "unsupported_evidence"


def _mean(figures: Sequence[_Figure], name: Literal["overall", "low", "high"]) -> float:
    return _weighted((figure.share, getattr(figure.score, name)) for figure in figures)


def _weighted(values: Iterable[tuple[Fraction, float]]) -> float:
    known = list(values)
    total = sum(float(share) * value for share, value in known)
    return round(total / sum(float(share) for share, _ in known), 1)


def _certainty(figures: Sequence[_Figure], *, indicative: bool) -> float | None:
    """The mean of the answers, where one without a figure counts as not sure at all. None where a score does not say
    how sure it is."""
    certainty = 0.0
    for figure in figures:
        if figure.score.certainty is None:
            return None
        certainty += float(figure.share) * figure.score.certainty
    return round(min(certainty, MAX_INDICATIVE_CERTAINTY) if indicative else certainty, 2)


def _supported(figures: Sequence[_Figure]) -> dict[str, list[tuple[_Figure, CriterionScore]]]:
    """The judgements that have evidence, by criterion, in the order in which they first come."""
    by_name: dict[str, list[tuple[_Figure, CriterionScore]]] = {}
    for figure in figures:
        for criterion in figure.score.criteria:
            if criterion.supported:
                by_name.setdefault(criterion.name, []).append((figure, criterion))
    return by_name


def _criteria(figures: Sequence[_Figure]) -> tuple[CriterionSummary, ...]:
    return tuple(
        CriterionSummary(
            name=name,
            title=next((criterion.title for _, criterion in judged if criterion.title), ""),
            level=_weighted((figure.share, criterion.level) for figure, criterion in judged),
            low=_weighted((figure.share, _between(figure, criterion)[0]) for figure, criterion in judged),
            high=_weighted((figure.share, _between(figure, criterion)[1]) for figure, criterion in judged),
            answers=len(judged),
        )
        for name, judged in _supported(figures).items()
    )


def _between(figure: _Figure, criterion: CriterionScore) -> tuple[float, float]:
    """Where the level lies: no closer to it than the answer's figure, on a scale twice as long, is sure."""
    off_by = unsure_by(len(figure.score.samples), indicative=figure.score.indicative) / 2
    low, high = min(criterion.low, criterion.level - off_by), max(criterion.high, criterion.level + off_by)
    return max(0.0, low), min(HIGHEST_LEVEL, high)


def _points(figures: Sequence[_Figure]) -> dict[int, list[PointScore]]:
    """The points of each question under the answer that covers them best: its own, or one to a follow-up. What nothing
    covers stands under the main question, and nowhere where that has no figure."""
    families: dict[int, list[_Figure]] = {}
    for figure in figures:
        follows = figure.question.follows
        families.setdefault(figure.question_index if follows is None else follows, []).append(figure)
    shown: dict[int, list[PointScore]] = {}
    for main, family in families.items():
        best: dict[str, tuple[int, PointScore]] = {}
        for figure in family:
            for point in figure.score.expected_points:
                known = best.get(point.point)
                if known is None or _rank(point) > _rank(known[1]):
                    best[point.point] = (figure.question_index, point)
        for index, point in best.values():
            if point.verdict != "missing" or index == main:
                shown.setdefault(index, []).append(point)
    return shown


def _rank(point: PointScore) -> int:
    return VERDICTS.index(point.verdict) if point.verdict in VERDICTS else 0


def _of_verdict(points: Iterable[PointScore], verdict: str) -> list[str]:
    return [point.point for point in points if point.verdict == verdict]


def _strengths(figures: Sequence[_Figure], criteria: Sequence[CriterionSummary]) -> tuple[Bullet, ...]:
    """Points that were found, what a model remarked, and criteria that are high across questions, each at the answer
    that shows it best."""
    points, strong = _points(figures), _at_their_extreme(figures, criteria, is_strong=True)
    return _chosen(
        bullet
        for figure in figures
        for bullet in (
            *_bullets("point_found", figure, _of_verdict(points.get(figure.question_index, ()), "found")),
            *_bullets("remark", figure, _remarks(figure.score, figure.score.strengths)),
            *_of_criteria("criterion_strong", figure, strong.get(figure.question_index, ())),
        )
    )


def _gaps(figures: Sequence[_Figure], criteria: Sequence[CriterionSummary]) -> tuple[Bullet, ...]:
    """Points that nothing covers, what a model missed, and criteria that are low across questions."""
    points, weak = _points(figures), _at_their_extreme(figures, criteria, is_strong=False)
    return _chosen(
        bullet
        for figure in figures
        for bullet in (
            *_bullets("point_missing", figure, _of_verdict(points.get(figure.question_index, ()), "missing")),
            *_bullets("remark", figure, _remarks(figure.score, figure.score.improvements)),
            *_of_criteria("criterion_weak", figure, weak.get(figure.question_index, ())),
        )
    )


def _probes(answers: Sequence[JudgedAnswer], figures: Sequence[_Figure]) -> tuple[Bullet, ...]:
    """What an answer leaves open: points that it only touches, criteria without evidence or of which the samples think
    differently, and sentences that talk to the judge. Answers without a figure are named as `unscored`."""
    points, by_index = _points(figures), {figure.question_index: figure for figure in figures}

    def of_answer(answer: JudgedAnswer) -> Iterable[Bullet]:
        if figure := by_index.get(answer.question_index):
            judged = figure.score.criteria
            unsupported = [each for each in judged if not each.supported]
            unclear = [each for each in judged if each.supported and _is_unclear(each)]
            yield from _bullets("point_partly", answer, _of_verdict(points.get(answer.question_index, ()), "partly"))
            yield from _of_criteria("criterion_unsupported", answer, unsupported)
            yield from _of_criteria("criterion_unclear", answer, unclear)
        if answer.score and answer.score.attempts:
            yield from _bullets("attempts", answer, [""])

    return _chosen(bullet for answer in answers for bullet in of_answer(answer))


def _at_their_extreme(
    figures: Sequence[_Figure], criteria: Sequence[CriterionSummary], *, is_strong: bool
) -> dict[int, list[CriterionScore]]:
    """The criteria that are high, or low, across questions, under the answer where they are most so. What the samples
    of that answer think differently of is asked there, and neither."""
    judged, placed = _supported(figures), dict[int, list[CriterionScore]]()
    for criterion in criteria:
        if criterion.level >= STRONG_FROM if is_strong else criterion.level <= WEAK_TO:
            pick = max if is_strong else min
            figure, extreme = pick(judged[criterion.name], key=lambda each: each[1].level)
            if not _is_unclear(extreme):
                placed.setdefault(figure.question_index, []).append(extreme)
    return placed


def _is_unclear(criterion: CriterionScore) -> bool:
    return criterion.high - criterion.low >= WIDE_SPREAD


def _remarks(score: Score, remarks: Sequence[str]) -> list[str]:
    """The first remark that a recruiter may read. One that was stored before a filter was written passes it here. What
    is no language model remarks nothing of its own: it has only levels, and names the same criterion as its best and
    its worst part where they are equal."""
    if score.indicative:
        return []
    return [remark for remark in remarks if is_fit_to_read(remark)][:1]


def _bullets(kind: BulletKind, answer: _Figure | JudgedAnswer, texts: Iterable[str]) -> list[Bullet]:
    return [Bullet(kind=kind, question_index=answer.question_index, text=text) for text in texts]


def _of_criteria(kind: BulletKind, answer: _Figure | JudgedAnswer, criteria: Iterable[CriterionScore]) -> list[Bullet]:
    return [
        Bullet(kind=kind, question_index=answer.question_index, text=criterion.name, title=criterion.title)
        for criterion in criteria
    ]


def _chosen(bullets: Iterable[Bullet]) -> tuple[Bullet, ...]:
    """As many as may be, of each question in turn, so that none hides another; in the order in which they came."""
    everything, nth = list(bullets), Counter[int]()
    ranked: list[tuple[int, int]] = []
    for place, bullet in enumerate(everything):
        ranked.append((nth[bullet.question_index], place))
        nth[bullet.question_index] += 1
    return tuple(everything[place] for place in sorted(place for _, place in sorted(ranked)[:MAX_BULLETS]))
