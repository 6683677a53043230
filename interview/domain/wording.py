"""Words as they are spoken: what remains of a text when nobody can see how it is written."""

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["share_a_run", "spoken_words"]


def spoken_words(text: str) -> list[str]:
    """The words of a text without case, punctuation or typography: `"Don't, stop!"` is `dont`, `stop`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"[^\W_]+", re.sub("['\u2019]", "", plain))


def share_a_run(one: Sequence[str], other: Sequence[str], length: int) -> bool:
    """Whether so many words in a row stand in both."""
    return bool(_runs(one, length) & _runs(other, length))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
