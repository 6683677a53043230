"""What a filter sees of a text: words as they are read, however they are spelt."""

import re
import unicodedata

__all__ = ["has_foreign_letters", "pattern", "spellings"]

_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "’": "'", "‘": "'", "–": "-", "—": "-"})
_DIGITS_FOR_LETTERS = str.maketrans("013457", "oieast")
_MIXED = re.compile(r"\b(?=\w*[a-z])(?=\w*\d)\w+")
_INSIDE = re.compile(r"(?<=[a-z])(?:[^\w\s]+|-\s+)(?=[a-z]) | (?<=\b[a-z])\W+(?=[a-z]\b)", re.VERBOSE)
"""Signs inside a word, its division at a line's end, and what stands between s i n g l e letters."""


def pattern(expression: str) -> re.Pattern[str]:
    """A verbose expression for `spellings`; its umlauts (none in brackets) match `ü`, `ue` and `u`."""
    for umlaut, spelt in {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ß": "ss"}.items():
        expression = expression.replace(umlaut, spelt)
    return re.compile(expression, re.VERBOSE | re.IGNORECASE)


def spellings(text: str) -> tuple[str, str]:
    """A text without case, accents and typography; and so that also signs in words and digits for letters are gone."""
    plain = _plain(text)
    joined = _INSIDE.sub("", plain)
    return plain, _MIXED.sub(lambda word: word[0].translate(_DIGITS_FOR_LETTERS), joined)


def has_foreign_letters(text: str) -> bool:
    """Whether there are letters other than a to z, that may only look like them."""
    return any(character.isalpha() and not "a" <= character <= "z" for character in _plain(text))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN)
    decomposed = unicodedata.normalize("NFKD", folded)
    return " ".join("".join(mark for mark in decomposed if unicodedata.category(mark) != "Mn").split())
