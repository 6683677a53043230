"""How long a conversation had the vendor's sockets open, of what its interview has left. No I/O."""

from math import inf

__all__ = ["MIN_OF_A_SOCKET_S", "VendorTime"]

MIN_OF_A_SOCKET_S = 10.0
"""What each try to open one costs at least."""


class VendorTime:
    """Both of a conversation's sockets count. Seconds are of one monotonic clock."""

    __slots__ = ("_counted", "_ended_s", "_left_s", "_open_since")

    def __init__(self, left_s: float = inf) -> None:
        self._left_s = left_s
        self._ended_s = 0.0
        self._open_since: tuple[float, ...] = ()
        self._counted = 0

    def has_room(self, now: float) -> bool:
        return self._used_s(now) < self._left_s

    def begin(self, now: float) -> None:
        """A socket is being opened."""
        self._open_since = (*self._open_since, now)

    def end(self, since: float, now: float) -> None:
        """The one that was begun then is gone."""
        others = list(self._open_since)
        others.remove(since)
        self._open_since = tuple(others)
        self._ended_s += _cost_s(since, now)

    def uncounted_s(self, now: float) -> int:
        """Whole seconds since this was last called."""
        used = int(self._used_s(now))
        new, self._counted = used - self._counted, used
        return new

    def _used_s(self, now: float) -> float:
        return self._ended_s + sum(_cost_s(since, now) for since in self._open_since)


def _cost_s(since: float, now: float) -> float:
    return max(MIN_OF_A_SOCKET_S, now - since)
