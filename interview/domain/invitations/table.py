"""A spreadsheet's file of people, whichever spreadsheet wrote it: its bytes become rows under columns known by name."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from interview.errors import ColumnTwiceError, NoNameColumnError, TooManyRowsError, UnreadableTableError

__all__ = ["MAX_ROWS", "Column", "Table", "TableRow", "read_table"]

MAX_ROWS = 5_000
"""As many links as an organisation may issue within a day."""
MAX_COLUMNS = 100
MAX_HEAD_CHARACTERS = 60
"""Of a column that is named as not known."""
MAX_UNKNOWN = 20
DELIMITERS = ";,\t"
NO_TABLE = "This is no table of people: a line with the columns' names, and a line for each person."


class Column(StrEnum):
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    LANGUAGE = "language"
    TAGS = "tags"
    TIME_FACTOR = "time_factor"
    CAPTIONS = "captions"
    TEXT_ANSWERS = "text_answers"


HEADS: Mapping[str, Column] = {
    head: column
    for column, heads in {
        Column.NAME: "name fullname candidate candidatename vollername kandidat kandidatin bewerber bewerberin person",
        Column.FIRST_NAME: "firstname givenname forename vorname rufname",
        Column.LAST_NAME: "lastname surname familyname nachname familienname zuname",
        Column.EMAIL: "email emailaddress mail mailaddress candidateemail emailadresse mailadresse",
        Column.LANGUAGE: "language lang locale sprache",
        Column.TAGS: "tags tag labels label schlagwörter schlagwort schlagworte schlagwoerter",
        Column.TIME_FACTOR: "timefactor answertimefactor extratime moretime zeitfaktor mehrzeit zeitzuschlag",
        Column.CAPTIONS: "captions subtitles untertitel",
        Column.TEXT_ANSWERS: "textanswers writtenanswers writing schriftlich schriftlicheantworten textantworten",
    }.items()
    for head in heads.split()
}
"""What columns are called, in letters alone."""


class TableRow(NamedTuple):
    """`line` is where it begins in the file. Columns that it does not reach are empty."""

    line: int
    cells: Mapping[Column, str]


class Table(NamedTuple):
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    """Heads of columns that are passed over."""
    rows: tuple[TableRow, ...]


def read_table(content: bytes) -> Table:
    """Raises UnreadableTableError, NoNameColumnError, ColumnTwiceError and TooManyRowsError."""
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableTableError(NO_TABLE)
    lines = list(_split(text))
    if not lines:
        raise UnreadableTableError(NO_TABLE)
    (_, head), *rest = lines
    columns = [HEADS.get(_letters(cell)) for cell in head]
    known = [column for column in columns if column]
    if len(known) != len(set(known)):
        raise ColumnTwiceError("Two columns of the file say the same.")
    if not {Column.NAME, Column.FIRST_NAME, Column.LAST_NAME} & set(known):
        raise NoNameColumnError("No column of the file is called name.")
    if not rest:
        raise UnreadableTableError(NO_TABLE)
    if len(rest) > MAX_ROWS:
        raise TooManyRowsError(f"A file has at most {MAX_ROWS:,} rows.")
    unknown = (cell.strip() for cell, column in zip(head, columns, strict=True) if column is None and cell.strip())
    return Table(
        columns=tuple(known),
        unknown=tuple(cell[:MAX_HEAD_CHARACTERS] for cell in unknown)[:MAX_UNKNOWN],
        rows=tuple(
            TableRow(line, {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column})
            for line, cells in rest
        ),
    )


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 where its first bytes say so, or else what Excel writes on Windows in Western Europe."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not empty with its number, a quoted line break within it, parted by what parts the first one
    into most of the columns that we know."""
    told, _, rest = text.partition("\n")
    skipped = 0
    if told.strip().lower() in {f"sep={each}" for each in DELIMITERS}:  # so Excel is told
        delimiters, text, skipped = told.strip()[4:] or "\t", rest, 1
    else:
        delimiters = DELIMITERS
    delimiter = max(delimiters, key=lambda each: _known_heads(text, each))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1 + skipped
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > MAX_COLUMNS:
                    raise UnreadableTableError(NO_TABLE)
                yield line, cells
            line = reader.line_num + 1 + skipped
    except csv.Error:
        raise UnreadableTableError(NO_TABLE) from None


def _known_heads(text: str, delimiter: str) -> tuple[int, int]:
    """How many columns of the first line are known, and how many there are."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
    except csv.Error:
        return 0, 0
    return sum(_letters(cell) in HEADS for cell in head), len(head)


def _letters(head: str) -> str:
    return "".join(letter for letter in head.casefold() if letter.isalpha())
