"""How far what was heard is from what was said: words left out, put in, or another in their place.

Case and punctuation do not count, hesitations neither, and a number may be heard as figures or as words.
"""

import re
from collections.abc import Sequence

__all__ = ["word_error_rate", "word_errors", "words_of"]

_HESITATIONS = frozenset(("um", "uhm", "uh", "er", "erm", "hm", "hmm", "mm", "mhm", "äh", "ähm", "öh"))
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_GERMAN = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
_SMALL = {"en": _ENGLISH.split(), "de": _GERMAN.split()}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def words_of(text: str, language: str = "en") -> list[str]:
    """The words that count, in order."""
    plain = text.lower().replace("’", "'").replace("'", "")
    found = re.findall(r"\d+|[^\W\d_]+", re.sub(r"(?<=\d),(?=\d{3})", "", plain))
    return [
        part
        for word in found
        if word not in _HESITATIONS
        for part in (_number(int(word), language) if word.isdigit() else [word])
    ]


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """The fewest words to leave out, put in or replace that make the one the other."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(said, 1):
        before, row[0] = row[0], count
        for column, other in enumerate(heard, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (word != other))
    return row[-1]


def word_error_rate(said: str, heard: str, language: str = "en") -> float:
    """Errors for each word said."""
    wanted = words_of(said, language)
    return word_errors(wanted, words_of(heard, language)) / len(wanted)


def _number(number: int, language: str) -> list[str]:
    """As it is spoken, up to thousands in English and up to twelve in German; above, its figures."""
    small = _SMALL[language]
    if number < len(small):
        return [small[number]]
    if language != "en" or number >= 1_000_000:
        return [str(number)]
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            return [*_number(number // size, language), name, *(_number(rest, language) if rest else ())]
    tens, ones = divmod(number, 10)
    return [_TENS[tens - 2], *([small[ones]] if ones else ())]
