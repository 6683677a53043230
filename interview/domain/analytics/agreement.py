"""How far two who judged the same agree: Cohen's kappa, where a difference weighs as its square."""

from collections import Counter
from collections.abc import Iterable

from interview.domain.analytics.facts import LevelPairs
from interview.domain.values import Value

__all__ = ["LEAST_PAIRS", "Agreement", "agreement"]

LEAST_PAIRS = 30
"""Fewer say nothing: by chance alone kappa lies anywhere."""


class Agreement(Value):
    """Of so many `pairs` of levels (0 to 5), each of the same criterion of the same answer. `kappa`: 1 where all are
    the same, 0 where no more are than by chance. `same` and `within_one` are shares. All None where there are too few
    pairs; `kappa` also where everybody always gave the same level, for then chance agrees as well."""

    pairs: int
    kappa: float | None = None
    same: float | None = None
    within_one: float | None = None


def agreement(given: Iterable[LevelPairs], *, ordered: bool) -> Agreement:
    """`ordered`: the first of each pair is always by the same. Else who comes first means nothing, and each pair counts
    both ways."""
    counts = Counter[tuple[int, int]]()
    for each in given:
        counts[each.one, each.other] += each.many
    pairs = counts.total()
    if pairs < LEAST_PAIRS:
        return Agreement(pairs=pairs)
    return Agreement(
        pairs=pairs,
        kappa=_kappa(counts if ordered else counts + Counter({(b, a): many for (a, b), many in counts.items()})),
        same=round(sum(many for (a, b), many in counts.items() if a == b) / pairs, 3),
        within_one=round(sum(many for (a, b), many in counts.items() if abs(a - b) <= 1) / pairs, 3),
    )


def _kappa(counts: Counter[tuple[int, int]]) -> float | None:
    """One less what the levels differ by, over what they would by chance: each mean of squares follows from how often
    each level was given."""
    firsts, seconds = Counter[int](), Counter[int]()
    for (one, other), many in counts.items():
        firsts[one] += many
        seconds[other] += many
    total = counts.total()
    differ = sum(many * (one - other) ** 2 for (one, other), many in counts.items()) / total
    by_chance = sum(
        many * times * (one - other) ** 2 for one, many in firsts.items() for other, times in seconds.items()
    ) / (total * total)
    return round(1 - differ / by_chance, 2) if by_chance else None
