"""What many measurements come to."""

import math
import statistics
from collections.abc import Sequence

__all__ = ["nearest_rank", "percentiles"]


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile (nearest rank) in milliseconds, and how many values they are of; of none, zeros."""
    ordered = sorted(seconds) or [0.0]
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(nearest_rank(ordered, 0.99) * 1000, 2),
        "of": len(seconds),
    }


def nearest_rank(ordered: Sequence[float], share: float) -> float:
    """The least value that so great a share does not exceed; of none, 0."""
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else 0.0
