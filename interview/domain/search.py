"""Words by which something is found: without accents and capitals, each by its beginning.

Scripts that put no space between words are found from any character on.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from regex import Pattern

__all__ = ["MAX_TERMS", "Occurrence", "folded", "occurrences", "terms_of", "words_of"]

MAX_TERMS = 8
"""Of a search: the first ones."""
MAX_WORDS = 300
"""Of one thing that is found: a name of 190 Chinese characters, an address and twenty tags."""
FROM_EACH_CHARACTER = 12
"""So many characters of a run without spaces are kept from each of its characters on."""

_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ـ": ""}
)
"""Those that Unicode takes no accent off; the last is a stroke that makes Arabic words longer."""
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    r"\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


@cache
def _word() -> re.Pattern[str]:
    """A run without spaces, a word, or a sign such as an emoji."""
    return re.compile(rf"([{_UNSPACED}]+)|((?:(?![{_UNSPACED}])[^\W_])+)|([\u2190-\u2bff\U0001f000-\U0001faff])")


def folded(text: str) -> str:
    """As it is compared: no capitals, no accents, compatible forms alike, ß as ss."""
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(character for character in plain if unicodedata.category(character) != "Mn").translate(
        _OTHER_LETTERS
    )


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """What a search for something with these texts may begin with, in order, each once."""
    found: dict[str, None] = {}
    for unspaced, word, sign in _word().findall(folded(" ".join(texts))):
        if unspaced:
            found |= dict.fromkeys(unspaced[at : at + FROM_EACH_CHARACTER] for at in range(len(unspaced)))
        else:
            found[word or sign] = None
    return tuple(sorted(list(found)[:MAX_WORDS]))


def terms_of(query: str) -> tuple[str, ...]:
    """What words must begin with so that something is found: all of it, each once, the longest first."""
    terms = dict.fromkeys(
        unspaced[:FROM_EACH_CHARACTER] or word or sign for unspaced, word, sign in _word().findall(folded(query))
    )
    return tuple(sorted(list(terms)[:MAX_TERMS], key=len, reverse=True))


class Occurrence(NamedTuple):
    """A word of a text, from its character `start` to `end`; in scripts without spaces two characters of a run, each
    pair of them. `is_word` says which."""

    text: str
    start: int
    end: int
    is_word: bool


def occurrences(text: str) -> Iterator[Occurrence]:
    """The words of a text as they are written, in order."""
    for match in _written_word().finditer(text):
        start, end = match.span()
        if match[1] is None:
            yield Occurrence(match[0], start, end, is_word=True)
        else:
            for at in range(start, max(start + 1, end - 1)):
                yield Occurrence(text[at : min(at + 2, end)], at, min(at + 2, end), is_word=False)


@cache
def _written_word() -> "Pattern[str]":
    """Read when it is needed: few functions look into texts."""
    import regex

    return regex.compile(rf"([{_UNSPACED}]+)|(?:(?![{_UNSPACED}])[\p{{L}}\p{{N}}][\p{{M}}]*)+")
