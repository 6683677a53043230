"""Words as they are spoken: what remains of a text when nobody can see how it is written."""

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["letters", "share_a_run", "spoken_words"]


def spoken_words(text: str) -> list[str]:
    """The words of a text without case, punctuation or typography: `"Don't, stop!"` is `dont`, `stop`."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    return [word for token in plain.split() for word in re.findall(r"[^\W_]+", _contracted(token.strip("'")))]


def _contracted(token: str) -> str:
    """One apostrophe makes one word of two; more would make one of any number."""
    return token.replace("'", "" if token.count("'") == 1 else " ")


def letters(text: str) -> str:
    """What is seen of a text, but for punctuation, spaces and case: letters, digits, and signs that stand for them."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in plain if unicodedata.category(mark)[0] in "LNS")


def share_a_run(one: Sequence[str], other: Sequence[str], length: int) -> bool:
    """Whether so many words in a row stand in both."""
    return bool(_runs(one, length) & _runs(other, length))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
