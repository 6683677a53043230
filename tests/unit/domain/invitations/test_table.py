"""Files of people, as spreadsheets write them."""

import pytest

from interview.domain.invitations.table import MAX_ROWS, Column, read_table
from interview.errors import ColumnTwiceError, NoNameColumnError, TooManyRowsError, UnreadableTableError

PEOPLE = "Name,E-Mail\nJosé Nuñez,jose@example.com\nZoë Müller,zoe@example.com\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_whatever_wrote_it_the_same_is_read(encoding: str, delimiter: str, line_end: str) -> None:
    text = PEOPLE.replace(",", delimiter).replace("\n", line_end)
    table = read_table(text.encode(encoding))
    assert table.columns == (Column.NAME, Column.EMAIL)
    assert [row.cells for row in table.rows] == [
        {Column.NAME: "José Nuñez", Column.EMAIL: "jose@example.com"},
        {Column.NAME: "Zoë Müller", Column.EMAIL: "zoe@example.com"},
    ]


def test_columns_are_found_by_name_in_any_order_and_others_are_named() -> None:
    table = read_table(
        b"Ort;E-Mail-Adresse; Nachname ;Vorname;Sprache;Zeitfaktor\nUlm;a@example.com;Bauer;Ann;de;1,5\n"
    )
    assert table.columns == (
        Column.EMAIL,
        Column.LAST_NAME,
        Column.FIRST_NAME,
        Column.LANGUAGE,
        Column.TIME_FACTOR,
    )
    assert table.unknown == ("Ort",)
    assert table.rows[0].cells[Column.TIME_FACTOR] == "1,5"


def test_a_quoted_cell_may_hold_breaks_and_delimiters_and_lines_keep_their_numbers() -> None:
    table = read_table(b'sep=;\nName;Tags\n"Ann\nBauer";"a;b"\n\n;\nBob\nCy;x;more\n')
    assert [(row.line, row.cells.get(Column.NAME)) for row in table.rows] == [(3, "Ann\nBauer"), (7, "Bob"), (8, "Cy")]
    assert table.rows[0].cells[Column.TAGS] == "a;b"
    assert Column.TAGS not in table.rows[1].cells


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", UnreadableTableError),
        (b"Name,E-Mail\n", UnreadableTableError),
        (b"PK\x03\x04\x00\x00Name", UnreadableTableError),
        (b"Name,Mail\n" + b"," * 200 + b"x\n", UnreadableTableError),
        (b'Name\n"' + b"x" * 200_000, UnreadableTableError),
        (b"Ort,E-Mail\nUlm,a@example.com\n", NoNameColumnError),
        (b"Name,Mail,E-Mail\nA,a@example.com,b@example.com\n", ColumnTwiceError),
        (b"Name\n" + b"A\n" * (MAX_ROWS + 1), TooManyRowsError),
    ],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, refused: type[UnreadableTableError]) -> None:
    with pytest.raises(UnreadableTableError) as error:
        read_table(content)
    assert type(error.value) is refused
