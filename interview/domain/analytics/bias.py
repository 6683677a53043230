"""Whether a process selects, or scores, candidates of some categories less often than of others: the tables of New York
City's Local Law 144, with nothing in them from which one person's category or outcome could be told."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import NamedTuple, TypeVar
from uuid import UUID

from pydantic import Field

from interview.domain import spreadsheets
from interview.domain.analytics.facts import SessionFacts
from interview.domain.decisions.entries import Choice
from interview.domain.languages import Language
from interview.domain.sessions.self_identification import RaceEthnicity, Sex
from interview.domain.values import Value

__all__ = [
    "CSV_HEAD",
    "LEAST",
    "AuditRow",
    "BiasAudit",
    "Rates",
    "Stated",
    "audit",
    "audited_until",
    "csv_rows",
    "may_follow",
    "withheld",
    "withheld_cells",
]

LEAST = 10
"""People of whom anything is told: of fewer somebody might know who they are."""

SEXES: tuple[Sex, ...] = (Sex.FEMALE, Sex.MALE)
RACES: tuple[RaceEthnicity, ...] = tuple(each for each in RaceEthnicity if each is not RaceEthnicity.UNDISCLOSED)

Category = TypeVar("Category", bound=Hashable)


class AuditRow(Value):
    """A category, or where both are named those of both. All figures are None where fewer than 10 are of it, where
    the figures of such a one could be worked out from these, or where fewer than 10 of all, but some, were selected, or
    were not. `rate` is the share of its people that was selected, or
    scored above the median; `impact_ratio` is that over the highest rate of those that are told."""

    sex: Sex | None
    race_ethnicity: RaceEthnicity | None
    people: int | None = None
    selected: int | None = None
    rate: float | None = None
    impact_ratio: float | None = None


class Rates(Value):
    """Of so many people who said both their sex and their race or ethnicity; of others one of them is `unknown`. Both
    are None where fewer than 10 said both."""

    people: int | None
    unknown: int | None
    by_sex: tuple[AuditRow, ...]
    by_race_ethnicity: tuple[AuditRow, ...]
    by_both: tuple[AuditRow, ...]


class BiasAudit(Value):
    """Of the interviews of a template that ended in this year and were decided, all before `until`: what changes within
    a month is told when it is over, all at once, and not before there are ten people more. `selection`: who advances.
    `scoring`: whose score is above the median of all, by the model."""

    template_id: UUID
    year: int
    until: datetime
    decided: int
    scored: int
    is_cut: bool = Field(description="the template has more than 10,000 interviews, and the newest count")
    selection: Rates
    scoring: Rates


class Stated(NamedTuple):
    """What a candidate said of themselves."""

    sex: Sex
    race_ethnicity: RaceEthnicity


class _Person(NamedTuple):
    stated: Stated
    is_selected: bool


UNKNOWN = Stated(Sex.UNDISCLOSED, RaceEthnicity.UNDISCLOSED)


def audited_until(now: datetime) -> datetime:
    """The beginning of this month."""
    return now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def audit(
    found: Sequence[SessionFacts],
    stated: Mapping[UUID, Stated],
    template_id: UUID,
    year: int,
    now: datetime,
    *,
    is_cut: bool,
) -> BiasAudit:
    """`stated` is what the candidates of these interviews said, by interview."""
    until = audited_until(now)
    decided = [
        each
        for each in found
        if each.decided_at and each.decided_at < until and each.locked_at and each.locked_at.year == year
    ]
    scored = [(each, each.overall) for each in decided if each.overall is not None]
    middle = median(overall for _, overall in scored) if scored else 0.0
    return BiasAudit(
        template_id=template_id,
        year=year,
        until=until,
        decided=len(decided),
        scored=len(scored),
        is_cut=is_cut,
        selection=_rates(
            [_Person(stated.get(each.session_id, UNKNOWN), each.choice is Choice.ADVANCE) for each in decided]
        ),
        scoring=_rates([_Person(stated.get(each.session_id, UNKNOWN), overall > middle) for each, overall in scored]),
    )


def may_follow(before: BiasAudit, now: BiasAudit) -> bool:
    """Whether these figures may be told after those: the ones can be subtracted from the others, and of one who was
    decided about, scored again, taken out or added alone in between, it would be known who they are."""
    told = ((before.selection.people, now.selection.people), (before.scoring.people, now.scoring.people))
    return now.until > before.until and all(old is None or (new or 0) >= old + LEAST for old, new in told)


def _rates(people: Sequence[_Person]) -> Rates:
    """Of those who said both: the sums of one table are then those of the others, and nobody stands between them."""
    known = [each for each in people if each.stated.sex in SEXES and each.stated.race_ethnicity in RACES]
    cells = [(race, sex) for race in RACES for sex in SEXES]
    with_sex = [(each.stated.sex, each.is_selected) for each in known]
    with_race = [(each.stated.race_ethnicity, each.is_selected) for each in known]
    with_both = [((each.stated.race_ethnicity, each.stated.sex), each.is_selected) for each in known]
    no_sex, no_race = withheld(_counted(SEXES, with_sex)), withheld(_counted(RACES, with_race))
    no_cell = withheld_cells(_counted(cells, with_both), no_race, no_sex)
    selected = sum(each.is_selected for each in known)
    if 0 < selected < LEAST or 0 < len(known) - selected < LEAST:
        # Whoever decided knows who these few are: where one alone advances, of which sex somebody does.
        no_sex, no_race, no_cell = set(SEXES), set(RACES), set(cells)
    return Rates(
        people=len(known) if len(known) >= LEAST else None,
        unknown=len(people) - len(known) if len(known) >= LEAST else None,
        by_sex=_rows([(each, each, None) for each in SEXES], with_sex, no_sex),
        by_race_ethnicity=_rows([(each, None, each) for each in RACES], with_race, no_race),
        by_both=_rows([((race, sex), sex, race) for race, sex in cells], with_both, no_cell),
    )


def withheld(counts: Mapping[Category, int]) -> set[Category]:
    """Which categories of a table whose sum may be known are not told: those with fewer than `LEAST` people, and of the
    others, from the smallest on, as many as it takes until those who are not told are as many altogether, so that
    subtracting what is told from the sum tells nothing of fewer."""
    hidden = {category for category, count in counts.items() if count < LEAST}
    rest = sorted((each for each in counts if each not in hidden), key=lambda each: counts[each])
    for category in rest:
        if not 0 < sum(counts[each] for each in hidden) < LEAST:
            break
        hidden.add(category)
    return hidden


Cell = tuple[RaceEthnicity, Sex]


def withheld_cells(counts: Mapping[Cell, int], no_race: set[RaceEthnicity], no_sex: set[Sex]) -> set[Cell]:
    """Of a table by both whose sums by one are told but for these. Where a sum is not told, none of its cells is: they
    would add up to it. Along every other line as many are not told as `withheld` says."""
    hidden = {(race, sex) for race, sex in counts if race in no_race or sex in no_sex or counts[race, sex] < LEAST}
    lines = [[(race, sex) for sex in SEXES] for race in RACES if race not in no_race]
    lines += [[(race, sex) for race in RACES] for sex in SEXES if sex not in no_sex]
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for line in lines:
            shown = sorted((cell for cell in line if cell not in hidden), key=lambda cell: counts[cell])
            of_line = [counts[cell] for cell in line if cell in hidden]
            is_alone = sum(count > 0 for count in of_line) == 1
            if shown and of_line and (is_alone or 0 < sum(of_line) < LEAST):
                hidden.add(shown[0])
    return hidden


def _counted(categories: Iterable[Category], people: Iterable[tuple[Category, bool]]) -> dict[Category, int]:
    counts = Counter(category for category, _ in people)
    return {category: counts[category] for category in categories}


def _rows(
    categories: Sequence[tuple[Category, Sex | None, RaceEthnicity | None]],
    people: Sequence[tuple[Category, bool]],
    hidden: set[Category],
) -> tuple[AuditRow, ...]:
    counts, selected = Counter(category for category, _ in people), Counter(each for each, is_in in people if is_in)
    told = [category for category, _, _ in categories if category not in hidden]
    highest = max((selected[each] / counts[each] for each in told), default=0.0)

    def row(category: Category, sex: Sex | None, race_ethnicity: RaceEthnicity | None) -> AuditRow:
        if category in hidden:
            return AuditRow(sex=sex, race_ethnicity=race_ethnicity)
        rate = selected[category] / counts[category]
        return AuditRow(
            sex=sex,
            race_ethnicity=race_ethnicity,
            people=counts[category],
            selected=selected[category],
            rate=round(rate, 3),
            impact_ratio=round(rate / highest, 2) if highest else None,
        )

    return tuple(row(*each) for each in categories)


CSV_HEAD = ("rate_of", "sex", "race_ethnicity", "people", "selected", "rate", "impact_ratio")
WITHHELD = "fewer than 10, or withheld so that they cannot be worked out"


def csv_rows(made: BiasAudit, language: Language) -> Iterable[Sequence[spreadsheets.Cell]]:
    """In the order of `CSV_HEAD`. Of each rate the last line is of those of whom sex, race or both are not known."""
    for name, rates in (("selection", made.selection), ("score above the median", made.scoring)):
        for row in (*rates.by_sex, *rates.by_race_ethnicity, *rates.by_both):
            told: tuple[spreadsheets.Cell, ...] = (row.people, row.selected, row.rate, row.impact_ratio)
            if row.people is None:
                told = (spreadsheets.in_words(WITHHELD, language), None, None, None)
            codes = (name, row.sex or "all", row.race_ethnicity or "all")
            yield (*(spreadsheets.in_words(code, language) for code in codes), *told)
        of_unknown = (spreadsheets.in_words(code, language) for code in (name, "unknown", "unknown"))
        yield (*of_unknown, rates.unknown, None, None, None)
