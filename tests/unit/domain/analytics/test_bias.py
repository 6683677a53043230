"""A bias audit: its rates and ratios as Local Law 144 has them, and that no table tells of fewer than ten."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from interview.domain.analytics.bias import (
    LEAST,
    RACES,
    SEXES,
    AuditRow,
    BiasAudit,
    Stated,
    audit,
    audited_until,
    may_follow,
    withheld,
    withheld_cells,
)
from interview.domain.analytics.facts import SessionFacts
from interview.domain.decisions.entries import Choice
from interview.domain.sessions.self_identification import RaceEthnicity, Sex

NOW = datetime(2026, 11, 30, 19, tzinfo=UTC)
ENDED = datetime(2026, 10, 5, tzinfo=UTC)
TEMPLATE = uuid4()
FEW = st.integers(0, 35)
Cell = tuple[RaceEthnicity, Sex]


def person(choice: Choice = Choice.ADVANCE, overall: float | None = None, decided_at: datetime = ENDED) -> SessionFacts:
    return SessionFacts(
        session_id=uuid4(),
        organisation_id=uuid4(),
        template_id=TEMPLATE,
        created_at=ENDED,
        locked_at=ENDED,
        decided_at=decided_at,
        choice=choice,
        overall=overall,
        places=1,
    )


def audited(people: Sequence[tuple[SessionFacts, Stated | None]], year: int = 2026) -> BiasAudit:
    stated: dict[UUID, Stated] = {facts.session_id: said for facts, said in people if said}
    return audit([facts for facts, _ in people], stated, TEMPLATE, year, NOW, is_cut=False)


def of(race: RaceEthnicity, sex: Sex, advanced: int, rejected: int) -> list[tuple[SessionFacts, Stated | None]]:
    choices = [Choice.ADVANCE] * advanced + [Choice.REJECT] * rejected
    return [(person(choice), Stated(sex, race)) for choice in choices]


def row(rows: tuple[AuditRow, ...], sex: Sex | None = None, race: RaceEthnicity | None = None) -> AuditRow:
    return next(each for each in rows if (each.sex, each.race_ethnicity) == (sex, race))


def test_rates_are_of_the_decided_and_ratios_to_the_highest() -> None:
    people = [
        *of(RaceEthnicity.WHITE, Sex.MALE, 20, 20),
        *of(RaceEthnicity.WHITE, Sex.FEMALE, 10, 30),
        *of(RaceEthnicity.ASIAN, Sex.MALE, 8, 12),
        *of(RaceEthnicity.ASIAN, Sex.FEMALE, 5, 15),
        (person(), None),
        (person(), Stated(Sex.FEMALE, RaceEthnicity.UNDISCLOSED)),
    ]
    told = audited(people).selection
    assert (told.people, told.unknown) == (120, 2)
    male, female = row(told.by_sex, Sex.MALE), row(told.by_sex, Sex.FEMALE)
    assert (male.people, male.selected, male.rate, male.impact_ratio) == (60, 28, 0.467, 1.0)
    assert (female.people, female.selected, female.rate, female.impact_ratio) == (60, 15, 0.25, 0.54)
    asian_men = row(told.by_both, Sex.MALE, RaceEthnicity.ASIAN)
    assert (asian_men.rate, asian_men.impact_ratio) == (0.4, 0.8)
    assert row(told.by_race_ethnicity, race=RaceEthnicity.TWO_OR_MORE).people is None


def test_scoring_rates_are_above_the_median_of_all() -> None:
    said = {Sex.MALE: Stated(Sex.MALE, RaceEthnicity.WHITE), Sex.FEMALE: Stated(Sex.FEMALE, RaceEthnicity.WHITE)}
    people = [(person(overall=8.0), said[Sex.MALE])] * 10 + [(person(overall=4.0), said[Sex.FEMALE])] * 10
    told = audited([*people, *[(person(overall=5.0), None)] * 3, (person(), said[Sex.MALE])])
    assert (told.scored, told.decided) == (23, 24)
    assert row(told.scoring.by_sex, Sex.MALE).rate == 1.0
    assert row(told.scoring.by_sex, Sex.FEMALE).impact_ratio == 0.0


def test_what_changed_this_month_and_what_is_of_another_year_is_not_told_yet() -> None:
    until = audited_until(NOW)
    assert until == datetime(2026, 11, 1, tzinfo=UTC)
    people = [(person(decided_at=until), None), (person(decided_at=until - timedelta(seconds=1)), None)]
    assert audited(people).decided == 1
    assert audited(people, year=2025).decided == 0


def test_figures_follow_others_when_ten_people_more_are_in_them() -> None:
    def made(men: int, scored: int = 0, *, earlier: int = 0) -> BiasAudit:
        said = Stated(Sex.MALE, RaceEthnicity.WHITE)
        people = [(person(overall=4.0 if nth < scored else None), said) for nth in range(men)]
        return audited(people).model_copy(update={"until": audited_until(NOW) - timedelta(days=earlier)})

    before = made(30, scored=12, earlier=30)
    assert may_follow(before, made(40, scored=22))
    assert not may_follow(before, made(39, scored=22))
    assert not may_follow(before, made(40, scored=13)), "one more was scored"
    assert not may_follow(before, made(29, scored=22)), "one is gone"
    assert not may_follow(made(30), made(60)), "within a month"
    assert may_follow(made(9, earlier=30), made(12)), "nothing was told of the nine"


def test_who_knows_the_few_that_were_selected_or_were_not_is_not_told_what_they_are() -> None:
    for few in (1, 9):
        for advanced, rejected in ((few, 30 - few), (30 - few, few)):
            told = audited(of(RaceEthnicity.WHITE, Sex.FEMALE, advanced, rejected)).selection
            assert {each.people for each in (*told.by_sex, *told.by_race_ethnicity, *told.by_both)} == {None}
    ten = audited(of(RaceEthnicity.WHITE, Sex.FEMALE, 10, 20)).selection
    assert row(ten.by_sex, Sex.FEMALE).selected == 10


def test_nobody_selected_is_no_ratio() -> None:
    told = audited(of(RaceEthnicity.WHITE, Sex.MALE, 0, 12) + of(RaceEthnicity.WHITE, Sex.FEMALE, 0, 12)).selection
    assert {(each.rate, each.impact_ratio) for each in told.by_sex} == {(0.0, None)}


@given(st.lists(FEW, min_size=2, max_size=7))
def test_what_is_not_told_of_a_table_is_nobody_or_ten_people(counts: list[int]) -> None:
    table = dict(enumerate(counts))
    hidden = withheld(table)
    assert all(table[each] >= LEAST for each in table if each not in hidden)
    left = sum(table[each] for each in hidden)
    assert left == 0 or left >= LEAST or len(hidden) == len(table)


def worked_out(counts: dict[Cell, int], no_race: set[RaceEthnicity], no_sex: set[Sex], hidden: set[Cell]) -> set[Cell]:
    """The cells that somebody finds who knows every sum that is told, and subtracts: those that stand alone in a row of
    the equations once these are solved. All sums together are known as well."""
    unknown = sorted((cell for cell in hidden if counts[cell]), key=repr)
    lines = [[(race, sex) for sex in SEXES] for race in RACES if race not in no_race]
    lines += [[(race, sex) for race in RACES] for sex in SEXES if sex not in no_sex]
    lines.append(list(counts))
    rows = [[Fraction(cell in line) for cell in unknown] for line in lines]
    at = 0
    for column in range(len(unknown)):
        pivot = next((each for each in range(at, len(rows)) if rows[each][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for each in range(len(rows)):
            if each != at and rows[each][column]:
                factor = rows[each][column]
                rows[each] = [value - factor * top for value, top in zip(rows[each], rows[at], strict=True)]
        at += 1
    return {unknown[row.index(Fraction(1))] for row in rows if sorted(row)[-1:] == [1] and sum(map(abs, row)) == 1}


@given(st.lists(FEW, min_size=14, max_size=14))
def test_no_cell_that_is_not_told_can_be_worked_out_from_the_sums(counts: list[int]) -> None:
    cells = dict(zip([(race, sex) for race in RACES for sex in SEXES], counts, strict=True))
    by_race, by_sex = Counter[RaceEthnicity](), Counter[Sex]()
    for (race, sex), count in cells.items():
        by_race[race] += count
        by_sex[sex] += count
    no_race, no_sex = (
        withheld({each: by_race[each] for each in RACES}),
        withheld({each: by_sex[each] for each in SEXES}),
    )
    hidden = withheld_cells(cells, no_race, no_sex)
    assert all(count >= LEAST for cell, count in cells.items() if cell not in hidden)
    assert all((race, sex) in hidden for race in no_race for sex in SEXES)
    found = worked_out(cells, no_race, no_sex, hidden)
    assert sum(counts) < LEAST or not {cell for cell in found if cells[cell] < LEAST}
