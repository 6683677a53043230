"""Measurements that are many, written now and then."""

from collections import deque

from interview.entrypoints import metrics

__all__ = ["Samples"]


class Samples:
    """Of each metric the last hundred."""

    def __init__(self) -> None:
        self._seconds: dict[str, deque[float]] = {}

    def add(self, name: str, seconds: float) -> None:
        self._seconds.setdefault(name, deque(maxlen=metrics.MAX_VALUES)).append(seconds)

    def write(self) -> None:
        """Write what was measured since this was last called."""
        if self._seconds:
            metrics.measure(
                {name: [round(value * 1000, 2) for value in values] for name, values in self._seconds.items()}
            )
            self._seconds.clear()
