"""Words as they are spoken: what remains of a text when nobody can see how it is written.

NFKC is of Unicode Standard Annex 15, word boundaries of Annex 29; case folding of The Unicode Standard, section 3.13.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from interview.domain.text import normalised

if TYPE_CHECKING:
    from regex import Pattern

__all__ = ["letters", "share_a_run", "spoken_words"]

_ONE_SPELLING = str.maketrans({"\u2019": "'", "\u200c": None, "\u200d": None})


def spoken_words(text: str) -> list[str]:
    """The words of a text without case, punctuation or typography: `"Don't, stop!"` is `dont`, `stop`.

    In scripts that leave no space between words a sign is one (Chinese, hiragana) or a letter with its marks (Thai,
    Lao, Khmer, Burmese): where words end only a dictionary could tell.
    """
    between, inside = _boundaries()
    plain = unicodedata.normalize("NFKC", normalised(text)).casefold().translate(_ONE_SPELLING)
    return [word for segment in between.split(plain) for word in inside.findall(_contracted(segment))]


def _contracted(segment: str) -> str:
    """One apostrophe makes one word of two; more would make one of any number. Stops and commas do in a number."""
    if segment.count("'") == 1:
        return segment.replace("'", "")
    figures = segment.replace(".", "").replace(",", "")
    return figures if figures.isdecimal() else segment


@cache
def _boundaries() -> "tuple[Pattern[str], Pattern[str]]":
    """Where a word may begin or end; and what in between is a word. Read when it is needed: that takes 40 ms."""
    import regex

    return regex.compile(r"\b", regex.WORD | regex.VERSION1), regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")


def letters(text: str) -> str:
    """What is seen of a text, but for punctuation, spaces and case: letters, digits, and signs that stand for them."""
    plain = unicodedata.normalize("NFKC", normalised(text)).casefold()
    return "".join(mark for mark in plain if unicodedata.category(mark)[0] in "LNS")


def share_a_run(one: Sequence[str], other: Sequence[str], length: int) -> bool:
    """Whether so many words in a row stand in both."""
    return bool(_runs(one, length) & _runs(other, length))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
