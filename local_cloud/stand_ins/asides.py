"""Sentences about the question, the interview or the judgement on it, which are no part of an answer.

Which those are is told by a plane in the sentence encoder's space, fitted to attempts on the judge and to what people
say around an answer, against honest sentences (`evaluation.fit`). A sentence that only says the question again is none
of an answer either.
"""

import re
from collections.abc import Mapping, Sequence

from local_cloud.stand_ins.likeness import encoded

__all__ = ["are_asides"]

ECHO = 0.6
"""From which share of a sentence's longer words on, that the question has too, it only says that again."""
MIN_LETTERS, STEM_LENGTH = 4, 5
_WORD = re.compile(r"[^\W\d_]+")


def are_asides(sentences: Sequence[str], question: str, plane: Mapping[str, float]) -> list[bool]:
    """Of each sentence, whether it is one. `plane` has a weight for each of the encoder's figures, by its number."""
    import numpy as np

    if not sentences:
        return []
    rows, asked = encoded(sentences), _stems(question)
    figures = rows @ np.array([plane[str(number)] for number in range(rows.shape[1])]) + plane["constant"]
    return [bool(figure > 0) or _is_echo(sentence, asked) for figure, sentence in zip(figures, sentences, strict=True)]


def _is_echo(sentence: str, asked: set[str]) -> bool:
    said = _stems(sentence)
    return len(said) > 1 and len(said & asked) >= ECHO * len(said)


def _stems(text: str) -> set[str]:
    return {word[:STEM_LENGTH] for word in _WORD.findall(text.casefold()) if len(word) >= MIN_LETTERS}
