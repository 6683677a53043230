"""People of a list are checked one by one."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from interview.domain.invitations.batches import InvitationRow, RowFault, RowState, checked, same_person
from interview.domain.invitations.table import read_table
from interview.domain.languages import Language

BATCH, TEMPLATE, MAKER = UUID(int=1), UUID(int=2), UUID(int=3)
HEAD = "Name;E-Mail;Language;Tags;Time factor;Captions\n"


def rows(text: str, *, by_email: bool = False, head: str = HEAD) -> list[InvitationRow]:
    table = read_table((head + text).encode())
    return checked(BATCH, MAKER, table.rows, by_email=by_email, expires_at=datetime(2026, 12, 1, tzinfo=UTC))


def test_a_row_is_read_with_all_that_it_says() -> None:
    (row,) = rows(" Ann  Bauer ;ann@example.com;Deutsch;Night Shift, night shift | Ulm;1,5;ja\n")
    assert (row.name, row.email, row.language) == ("Ann Bauer", "ann@example.com", Language.GERMAN)
    assert row.tags == ("night shift", "ulm")
    assert (row.accommodations.answer_time_factor, row.accommodations.captions) == (1.5, True)
    assert (row.state, row.line) == (RowState.READY, 2)
    again = rows("Ann;;;;;\n")[0]
    assert again.id == row.id, "it follows from batch and line"


def test_two_columns_make_one_name() -> None:
    (row,) = rows("Ann;Bauer\n", head="First name;Last name\n")
    assert row.name == "Ann Bauer"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (";a@example.com", RowFault.NAME_MISSING),
        ("\u200b;a@example.com", RowFault.NAME_MISSING),
        ("x" * 201, RowFault.NAME_TOO_LONG),
        ("Ann;nobody", RowFault.EMAIL_INVALID),
        ("Ann;a@example.com;Klingon", RowFault.LANGUAGE_UNKNOWN),
        ("Ann;;;" + "x" * 41, RowFault.TAGS_INVALID),
        ("Ann;;;" + ",".join(map(str, range(21))), RowFault.TAGS_INVALID),
        ("Ann;;;;5", RowFault.TIME_FACTOR_INVALID),
        ("Ann;;;;25 %", RowFault.TIME_FACTOR_INVALID),
        ("Ann;;;;nan", RowFault.TIME_FACTOR_INVALID),
        ("Ann;;;;;perhaps", RowFault.YES_OR_NO),
    ],
)
def test_what_is_wrong_with_a_row_is_named(text: str, fault: RowFault) -> None:
    (row,) = rows(f"{text}\n")
    assert (row.state, row.fault) == (RowState.FAULTY, fault)


@pytest.mark.parametrize(("factor", "means"), [("1.25", 1.25), ("150 %", 1.5), ("+50%", 1.5), ("2", 2.0), ("", 1.0)])
def test_more_time_may_be_said_in_several_ways(factor: str, means: float) -> None:
    (row,) = rows(f"Ann;;;;{factor}\n")
    assert row.accommodations.answer_time_factor == means


def test_who_is_written_to_needs_an_address() -> None:
    assert rows("Ann\n", by_email=True)[0].fault is RowFault.EMAIL_MISSING
    assert rows("Ann\n")[0].state is RowState.READY
    assert rows("Ann;jürgen@example.com\n", by_email=True)[0].fault is RowFault.EMAIL_INVALID, "SES takes it nowhere"
    assert rows("Ann;jürgen@example.com\n")[0].state is RowState.READY


def test_who_stands_there_twice_is_invited_once() -> None:
    text = "Ann;a@example.com\nBob;A@Example.com\nANN\nAnn;other@example.com\nCy\nCy;c@example.com\ncy\n"
    assert [row.state.value for row in rows(text)] == [
        "ready",
        "repeated",
        "repeated",
        "ready",
        "ready",
        "repeated",
        "repeated",
    ]


def test_a_person_is_known_by_the_address_or_else_by_the_name() -> None:
    ann = same_person(TEMPLATE, "Ann", "a@example.com")
    assert ann == same_person(TEMPLATE, "Somebody", "A@example.com")
    assert ann != same_person(TEMPLATE, "Ann", None)
    assert same_person(TEMPLATE, "Ann", None) == same_person(TEMPLATE, "ANN", None)
    assert ann != same_person(BATCH, "Ann", "a@example.com")
