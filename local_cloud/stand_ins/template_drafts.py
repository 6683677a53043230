"""A draft of a template by rule, in the place of a model: it asks about what a job description lists, in its order."""

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["draft"]

LISTED = re.compile(r"^\s*(?:[-–—*•·▪◦‣]|\d{1,2}[.)])\s+")
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
FULL_STOP = re.compile(r"(?<=[.!?])\s+")
WORDS = (3, 24)
"""A heading has fewer; a sentence with more is too long to be asked about."""
ASKED = {
    "en": 'Please describe what you have done of this, with one example of your own: "{part}"',
    "de": 'Bitte beschreiben Sie an einem eigenen Beispiel, was Sie davon schon gemacht haben: "{part}"',
}
POINTS = {
    "en": ("An example of their own", "What they did themselves", "What came of it"),
    "de": ("Ein eigenes Beispiel", "Der eigene Anteil daran", "Das Ergebnis"),
}
USUAL = {
    "en": (
        "a piece of work of which you are proud",
        "a problem that you solved",
        "work with others that was difficult",
    ),
    "de": ("eine Arbeit, auf die Sie stolz sind", "ein Problem, das Sie gelöst haben", "schwierige Zusammenarbeit"),
}
"""Where the description lists nothing."""
TITLES = {"en": "Draft", "de": "Entwurf"}
MAX_TITLE_WORDS = 8
MARKUP = re.compile(r"[<>{}\[\]\\|`*_~^=#\"“”„]")


def draft(document: Mapping[str, Any], *, in_german: bool) -> dict[str, Any]:
    """An answer of the schema of drafts (`title`, `questions`) for a document with `job_description`."""
    language = "de" if in_german else "en"
    lines = [line.strip() for line in str(document["job_description"]).splitlines() if line.strip()]
    listed = [LISTED.sub("", line) for line in lines if LISTED.match(line)]
    heading, begun = _heading(lines[0]) if lines else ("", "")
    sentences = [part for line in (begun, *lines[1:]) for part in SENTENCE_END.split(line)]
    parts = [*map(_plain, (*listed, *sentences)), *USUAL[language]]
    fewest, most = WORDS
    asked = [part for part in dict.fromkeys(parts) if fewest <= len(part.split()) <= most]
    title = " ".join(_plain(heading).split()[:MAX_TITLE_WORDS])
    return {
        "title": title or TITLES[language],
        "questions": [
            {"text": ASKED[language].format(part=part), "points": list(POINTS[language])}
            for part in asked[: int(document.get("question_count", 6))]
        ],
    }


def _heading(line: str) -> tuple[str, str]:
    """The first line, or its first sentence and the rest where it is running text."""
    if len(line.split()) <= MAX_TITLE_WORDS:
        return line, ""
    first, *rest = FULL_STOP.split(line, maxsplit=1)
    return first, "".join(rest)


def _plain(text: str) -> str:
    return " ".join(MARKUP.sub(" ", text).split()).rstrip(" .;:,")
