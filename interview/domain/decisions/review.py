"""What people found about an interview, as it stands: the newest of each, side by side, and how far they agree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from interview.domain.decisions.entries import AnswerLevels, Author, Choice, Decision, Entry, FlagDismissal, Override

__all__ = ["CriterionAgreement", "Made", "Review", "Reviewer", "review"]

FindingType = TypeVar("FindingType", Decision, Override, AnswerLevels, FlagDismissal)


class Made(NamedTuple, Generic[FindingType]):
    """A finding that stands, who made it and when."""

    author: Author
    at: datetime
    finding: FindingType


class Reviewer(NamedTuple):
    """One person's newest findings, as they are called now; `levels` are in the order of the questions."""

    author: Author
    decision: Made[Decision] | None
    override: Made[Override] | None
    levels: Sequence[Made[AnswerLevels]]


class CriterionAgreement(NamedTuple):
    """Of the answers that two people or more gave a level of this criterion: how many those are, in how many all gave
    the same, and in how many all lie within one level."""

    name: str
    answers: int
    same: int
    within_one: int


class Review(NamedTuple):
    """`decision` and `override` are the newest of all: those that hold. `choices` counts each person's newest.
    `dismissals` are of the flags that are set aside."""

    decision: Made[Decision] | None
    override: Made[Override] | None
    reviewers: Sequence[Reviewer]
    choices: Mapping[Choice, int]
    criteria: Sequence[CriterionAgreement]
    dismissals: Sequence[Made[FlagDismissal]]


def review(entries: Iterable[Entry]) -> Review:
    """Of all entries of an interview, in whatever order they come."""
    oldest_first = sorted(entries, key=lambda entry: (entry.at, entry.id))
    by_author: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in oldest_first:
        by_author[entry.author.id].append(entry)
    reviewers = [_reviewer(theirs) for theirs in by_author.values()]
    return Review(
        decision=_newest(_made(oldest_first, Decision)),
        override=_newest(_made(oldest_first, Override)),
        reviewers=reviewers,
        choices=Counter(each.decision.finding.choice for each in reviewers if each.decision),
        criteria=_criteria(reviewers),
        dismissals=_dismissals(oldest_first),
    )


def _reviewer(oldest_first: Sequence[Entry]) -> Reviewer:
    levels = {made.finding.question_index: made for made in _made(oldest_first, AnswerLevels)}
    return Reviewer(
        author=oldest_first[-1].author,
        decision=_newest(_made(oldest_first, Decision)),
        override=_newest(_made(oldest_first, Override)),
        levels=[levels[index] for index in sorted(levels)],
    )


def _dismissals(oldest_first: Sequence[Entry]) -> list[Made[FlagDismissal]]:
    newest = {made.finding.flag_id: made for made in _made(oldest_first, FlagDismissal)}
    return [made for made in newest.values() if made.finding.dismissed]


def _made(entries: Iterable[Entry], kind: type[FindingType]) -> list[Made[FindingType]]:
    return [Made(entry.author, entry.at, entry.finding) for entry in entries if isinstance(entry.finding, kind)]


def _newest(made: Sequence[Made[FindingType]]) -> Made[FindingType] | None:
    return made[-1] if made else None


def _criteria(reviewers: Iterable[Reviewer]) -> list[CriterionAgreement]:
    """In the order in which the criteria were judged. Levels by different rubrics are not compared."""
    given: dict[str, dict[tuple[int, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for finding in (made.finding for reviewer in reviewers for made in reviewer.levels):
        for name, level in finding.levels.items():
            given[name][finding.question_index, finding.rubric_hash].append(level)
    return [_agreement(name, answers.values()) for name, answers in given.items()]


def _agreement(name: str, answers: Iterable[Sequence[int]]) -> CriterionAgreement:
    spreads = [max(levels) - min(levels) for levels in answers if len(levels) > 1]
    return CriterionAgreement(
        name, answers=len(spreads), same=spreads.count(0), within_one=sum(spread <= 1 for spread in spreads)
    )
