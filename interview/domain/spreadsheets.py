"""How the spreadsheets of a language read a file, and in which words. The English file's heads and codes are the stable
form, for programs; the German one says the same in words, in the same columns."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from interview.domain.languages import DEFAULT_LANGUAGE, Language

__all__ = ["BYTE_ORDER_MARK", "Cell", "csv_lines", "decimal", "heads", "in_words"]

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel takes a file for UTF-8."""
_CALCULATED = "=+\\-@＝＋－＠"
FORMULA = {
    delimiter: re.compile(rf"^(?=[ \u00a0]*[{_CALCULATED}\t\r\n])|(?<=[{other}\t\r\n])(?=[ \u00a0\"]*[{_CALCULATED}])")
    for delimiter, other in (",;", ";,")
}
"""Where a cell begins with what spreadsheets would calculate, by what parts our cells. Spreadsheets of the other
language part them where the other delimiter stands, or a line ends, and see no quotes around that."""

Cell = str | int | float | datetime | None


class Spreadsheet(NamedTuple):
    """`heads` and `codes` are what a column's name and a code are called; those that are not in it stay as they are."""

    delimiter: str
    decimal_point: str
    heads: Mapping[str, str]
    codes: Mapping[str, str]


GERMAN_HEADS = MappingProxyType(
    {
        "line": "Zeile",
        "link": "Link",
        "id": "Nummer",
        "candidate_name": "Name",
        "candidate_email": "E-Mail",
        "template": "Vorlage",
        "tags": "Schlagwörter",
        "state": "Stand",
        "created_at": "Eingeladen",
        "started_at": "Begonnen",
        "completed_at": "Abgeschlossen",
        "overall": "Gesamt",
        "low": "Von",
        "high": "Bis",
        "confidence": "Sicherheit",
        "judged_by": "Beurteilt von",
        "scored_answers": "Bewertete Antworten",
        "answers": "Antworten",
        "content": "Inhalt",
        "structure": "Aufbau",
        "clarity": "Klarheit",
        "delivery": "Ausdruck",
        "other_criteria": "Andere Kriterien",
        "decision": "Entscheidung",
        "decided_by": "Entschieden von",
        "decided_at": "Entschieden am",
        "reason": "Begründung",
        "overall_by_person": "Gesamtzahl eines Menschen",
        "people_who_judged": "Menschen, die beurteilt haben",
        "flags": "Hinweise",
        "rate_of": "Anteil von",
        "sex": "Geschlecht",
        "race_ethnicity": "Ethnische Zugehörigkeit",
        "people": "Personen",
        "selected": "Davon",
        "rate": "Anteil",
        "impact_ratio": "Verhältnis zum höchsten Anteil",
    }
)
GERMAN_CODES = MappingProxyType(
    {
        "pending": "Nicht begonnen",
        "in_progress": "Läuft",
        "completed": "Abgeschlossen",
        "processing": "In Verarbeitung",
        "done": "Fertig",
        "nothing_answered": "Nichts beantwortet",
        "failed": "Fehlgeschlagen",
        "expired": "Abgelaufen",
        "withdrawn": "Zurückgezogen",
        "cancelled": "Abgesagt",
        "low": "wenig sicher",
        "medium": "einigermaßen sicher",
        "high": "sicher",
        "advance": "Weiter",
        "hold": "Offen lassen",
        "reject": "Absagen",
        "hidden until you have judged each answer": "verborgen, bis Sie jede Antwort beurteilt haben",
        "indicative, no language model": "Anhaltspunkt, kein Sprachmodell",
        "selection": "Auswahl",
        "score above the median": "Bewertung über dem Median",
        "all": "alle",
        "unknown": "nicht bekannt",
        "fewer than 10, or withheld so that they cannot be worked out": (
            "weniger als 10, oder zurückgehalten, damit sie sich nicht errechnen lassen"
        ),
        "faulty": "Fehler",
        "repeated": "steht weiter oben schon",
        "known": "war schon eingeladen",
        "name_missing": "Name fehlt",
        "name_too_long": "Name zu lang",
        "email_missing": "Adresse fehlt",
        "email_invalid": "keine E-Mail-Adresse",
        "language_unknown": "Sprache nicht bekannt",
        "tags_invalid": "Schlagwörter zu lang oder zu viele",
        "time_factor_invalid": "Zeitfaktor nicht zwischen 1 und 3",
        "yes_or_no": "weder ja noch nein",
        "female": "Weiblich",
        "male": "Männlich",
        "hispanic_or_latino": "Hispanisch oder Latino",
        "white": "Weiß",
        "black_or_african_american": "Schwarz oder afroamerikanisch",
        "native_hawaiian_or_pacific_islander": "Aus Hawaii oder von den pazifischen Inseln",
        "asian": "Asiatisch",
        "native_american_or_alaska_native": "Indigen (Amerika oder Alaska)",
        "two_or_more": "Zwei oder mehr Gruppen",
    }
)

SPREADSHEETS = {
    Language.ENGLISH: Spreadsheet(",", ".", {}, {}),
    Language.GERMAN: Spreadsheet(";", ",", GERMAN_HEADS, GERMAN_CODES),
}


def heads(names: Iterable[str], language: Language) -> Sequence[str]:
    """What stands above the columns of these names."""
    known = SPREADSHEETS[language].heads
    return [known.get(name, name) for name in names]


def in_words(code: str, language: Language) -> str:
    """One of our codes, never what somebody wrote."""
    return SPREADSHEETS[language].codes.get(code, code)


def csv_lines(rows: Iterable[Sequence[Cell]], language: Language = DEFAULT_LANGUAGE) -> str:
    """In the form that spreadsheets of that language read (RFC 4180, but for the delimiter), with nothing in it that
    they would calculate."""
    written, sheet = io.StringIO(), SPREADSHEETS[language]
    csv.writer(written, delimiter=sheet.delimiter).writerows([_cell(cell, language) for cell in row] for row in rows)
    return written.getvalue()


def decimal(number: float, language: Language) -> str:
    return str(number).replace(".", SPREADSHEETS[language].decimal_point)


def _cell(cell: Cell, language: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, int | float):
        return decimal(cell, language)
    return FORMULA[SPREADSHEETS[language].delimiter].sub("'", cell)
