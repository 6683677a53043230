"""Measurements as CloudWatch finds them in the log: JSON lines in the embedded metric format, without personal data."""

import json
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence

__all__ = ["Samples", "put"]

NAMESPACE = "Colloquy"
SERVICE = "voice_proxy"
MOST_VALUES = 100
"""Of one metric in one line, as the format has it."""


def put(milliseconds: Mapping[str, float | Sequence[float]]) -> None:
    """Write a line with each metric's value, or its values."""
    metrics = [{"Name": name, "Unit": "Milliseconds"} for name in milliseconds]
    line = {
        "_aws": {
            "Timestamp": round(time.time() * 1000),
            "CloudWatchMetrics": [{"Namespace": NAMESPACE, "Dimensions": [["service"]], "Metrics": metrics}],
        },
        "service": SERVICE,
        "message": "measured",
        **{
            name: value if isinstance(value, int | float) else list(value)[:MOST_VALUES]
            for name, value in milliseconds.items()
        },
    }
    print(json.dumps(line), file=sys.stdout, flush=True)


class Samples:
    """Measurements that are many, written now and then: of each metric the last hundred."""

    def __init__(self) -> None:
        self._seconds: dict[str, deque[float]] = {}

    def add(self, name: str, seconds: float) -> None:
        self._seconds.setdefault(name, deque(maxlen=MOST_VALUES)).append(seconds)

    def write(self) -> None:
        """Write what was measured since this was last called."""
        if self._seconds:
            put({name: [round(value * 1000, 2) for value in values] for name, values in self._seconds.items()})
            self._seconds.clear()
