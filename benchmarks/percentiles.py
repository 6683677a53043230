"""What many measurements come to."""

import math
import statistics
from collections.abc import Sequence

__all__ = ["percentiles"]


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile (nearest rank) in milliseconds, and how many values they are of; of none, zeros."""
    ordered = sorted(seconds) or [0.0]
    p99 = ordered[math.ceil(0.99 * len(ordered)) - 1]
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(p99 * 1000, 2),
        "of": len(seconds),
    }
