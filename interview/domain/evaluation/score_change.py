"""What lies between two scores of the same answer."""

from typing import Literal

from pydantic import Field

from interview.domain.evaluation.score import CriterionScore, Score
from interview.domain.values import Value

__all__ = ["CriterionChange", "Difference", "ScoreChange", "change_between"]

Difference = Literal["words", "rubric", "instructions", "model"]


class CriterionChange(Value):
    """The level of a criterion in the one and in the other; None where that did not judge it."""

    name: str
    title: str
    before: int | None
    after: int | None
    change: int | None = Field(description="how much higher it is; null where only one of them judged it")


class ScoreChange(Value):
    """How a score differs from another. `differs_in` says what was not the same when it was made; where it is empty,
    a model judged the same once more."""

    overall: float | None = Field(description="how much higher it is; null where one of them has no figure")
    criteria: tuple[CriterionChange, ...]
    differs_in: tuple[Difference, ...]


def change_between(before: Score, after: Score) -> ScoreChange:
    """Criteria in the order of the later score; those that it no longer has come last."""
    earlier = {criterion.name: criterion for criterion in before.criteria}
    names = [*dict.fromkeys(criterion.name for criterion in (*after.criteria, *before.criteria))]
    later = {criterion.name: criterion for criterion in after.criteria}
    unequal: dict[Difference, bool] = {
        "words": before.transcript_hash != after.transcript_hash,
        "rubric": before.rubric_hash != after.rubric_hash,
        "instructions": before.prompt_version != after.prompt_version,
        "model": _models(before) != _models(after),
    }
    figures = (before.overall, after.overall)
    return ScoreChange(
        overall=None if None in figures else round((figures[1] or 0) - (figures[0] or 0), 1),
        criteria=tuple(_criterion(name, earlier.get(name), later.get(name)) for name in names),
        differs_in=tuple(name for name, differs in unequal.items() if differs),
    )


def _criterion(name: str, before: CriterionScore | None, after: CriterionScore | None) -> CriterionChange:
    return CriterionChange(
        name=name,
        title=next((score.title for score in (after, before) if score), ""),
        before=before.level if before else None,
        after=after.level if after else None,
        change=after.level - before.level if before and after else None,
    )


def _models(score: Score) -> set[tuple[str, str]]:
    return {(sample.service, sample.model) for sample in score.samples}
