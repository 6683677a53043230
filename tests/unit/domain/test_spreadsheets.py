"""What a spreadsheet makes of a file: text stays text."""

import csv
import io
import re
from typing import get_args

import pytest

from interview.domain.analytics import bias
from interview.domain.analytics.bias import RACES, SEXES, WITHHELD
from interview.domain.decisions.entries import Choice
from interview.domain.evaluation.score import Confidence
from interview.domain.exports import CSV_HEAD, HIDDEN, INDICATIVE
from interview.domain.languages import Language
from interview.domain.listing.entries import ListedState
from interview.domain.spreadsheets import csv_lines, heads, in_words
from tests.builders import NOW

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "\u00a0=1", "＝1", "－1", "@x"]
PLAIN = ["Ada", "a=1", "1-2", "", " x", 'say "hi", then; go', "two\nlines", "मानव", "👩‍🚀"]


def read(line: str) -> list[str]:
    [row] = csv.reader(io.StringIO(line, newline=""))
    return row


@pytest.mark.parametrize("cell", FORMULAS)
def test_nothing_is_calculated(cell: str) -> None:
    assert read(csv_lines([["x", cell]])) == ["x", f"'{cell}"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("begins", ["=1+1", ' "=1+1', "\u00a0@x", "＝1"])
def test_nothing_is_calculated_where_cells_are_parted_by_something_else(language: Language, begins: str) -> None:
    """A spreadsheet of the other language sees our quotes in the middle of its cells."""
    other = {Language.ENGLISH: ";", Language.GERMAN: ","}[language]
    for parted_by in (other, "\t", "\n", "\r\n"):
        line = csv_lines([["x", f"Ada{parted_by}{begins}{parted_by}"]], language)
        assert f"{parted_by}'" in line
        cells = re.split(rf"[{other}\t\r\n]", line)
        assert not [cell for cell in cells if cell.lstrip(' \u00a0"').startswith(("=", "@", "＝"))], line


@pytest.mark.parametrize("cell", PLAIN)
def test_all_else_is_read_as_it_was(cell: str) -> None:
    assert read(csv_lines([["x", cell]])) == ["x", cell]


def test_numbers_times_and_nothing() -> None:
    assert read(csv_lines([[7.5, 3, None, NOW]])) == ["7.5", "3", "", "2026-11-03T10:00:00+00:00"]


def test_german_spreadsheets_part_cells_by_semicolons_and_write_a_comma_in_numbers() -> None:
    assert csv_lines([[7.5, "a;b", "1.5"]], Language.GERMAN) == '7,5;"a;b";1.5\r\n'


def test_the_german_file_says_in_words_what_the_english_one_says_in_names_and_codes() -> None:
    told = [HIDDEN, INDICATIVE, WITHHELD, "selection", "score above the median", "all", "unknown"]
    codes = [*ListedState, *Choice, *get_args(Confidence), *SEXES, *RACES, *told]
    for names in (CSV_HEAD, bias.CSV_HEAD):
        german = heads(names, Language.GERMAN)
        assert heads(names, Language.ENGLISH) == list(names)
        assert len(set(german)) == len(names), "no two columns are called the same"
        assert not set(german) & set(names)
    for code in codes:
        assert in_words(code, Language.ENGLISH) == code
        assert in_words(code, Language.GERMAN) != code
