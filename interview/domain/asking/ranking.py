"""How well passages answer a question by their words alone, and which of them are shown.

Robertson and Zaragoza, “The probabilistic relevance framework: BM25 and beyond”, Foundations and Trends in Information
Retrieval 3, 2009. A passage is so short that it counts once what it says twice.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar
from uuid import UUID

from interview.domain.asking.terms import AskedWord

__all__ = ["A_CANDIDATE", "MAX_CANDIDATES", "Hit", "best", "in_order", "reranked"]

MAX_CANDIDATES = 20
A_CANDIDATE = 3
"""Passages of one interview that are shown."""
USUAL_LENGTH = 20
K1, B = 1.2, 0.75

Id = TypeVar("Id", bound=Hashable)


@dataclass(frozen=True)
class Hit:
    """A passage that has some of the terms that were asked for."""

    id: Hashable
    session_id: UUID
    length: int
    terms: Collection[str]


def in_order(hits: Collection[Hit], asked: Mapping[AskedWord, int], passages: int) -> list[Hit]:
    """Best first, alike ones as they came. `asked` says how many of all `passages` have each word."""
    weights = {word: log(1 + (max(passages, many) - many + 0.5) / (many + 0.5)) for word, many in asked.items()}

    def figure(hit: Hit) -> float:
        found = sum(weight for word, weight in weights.items() if not word.forms.isdisjoint(hit.terms))
        return found * (K1 + 1) / (1 + K1 * (1 - B + B * hit.length / USUAL_LENGTH))

    return sorted(hits, key=figure, reverse=True)


def best(hits: Sequence[Hit]) -> list[Hit]:
    """Of those in order: the first of each candidate, of the first candidates."""
    found: dict[UUID, int] = {}
    kept: list[Hit] = []
    for hit in hits:
        many = found.get(hit.session_id, 0)
        if many < A_CANDIDATE and (many or len(found) < MAX_CANDIDATES):
            found[hit.session_id] = many + 1
            kept.append(hit)
    return kept


def reranked(plain: Sequence[Id], movable: Collection[Id], named: Sequence[Id]) -> list[Id]:
    """The plain order, in which the movable ones take each other's places: those that were named first, in that order.
    What is not movable stays where it is, whatever was named."""
    moving = [each for each in plain if each in movable]
    first = [each for each in dict.fromkeys(named) if each in moving]
    following = iter([*first, *(each for each in moving if each not in first)])
    return [next(following) if each in movable else each for each in plain]
