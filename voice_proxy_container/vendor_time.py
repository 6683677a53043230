"""How long a conversation had the vendor's sockets open, of what its interview has left. No I/O."""

from dataclasses import dataclass
from math import inf

from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["MIN_OF_A_SOCKET_S", "SocketTime", "VendorTime"]

MIN_OF_A_SOCKET_S = 10.0
"""What each try to open one costs at least."""


@dataclass(slots=True, eq=False)
class SocketTime:
    """Of one socket: since when it was open, and how much sound it was given. The vendor may count either: a page can
    send four times what a microphone makes."""

    since: float
    bytes: int = 0

    def cost_s(self, now: float) -> float:
        return max(MIN_OF_A_SOCKET_S, now - self.since, self.bytes / BYTES_A_MS / 1000)


class VendorTime:
    """Both of a conversation's sockets count. Seconds are of one monotonic clock."""

    __slots__ = ("_counted", "_ended_s", "_left_s", "_open")

    def __init__(self, left_s: float = inf) -> None:
        self._left_s = left_s
        self._ended_s = 0.0
        self._open: tuple[SocketTime, ...] = ()
        self._counted = 0

    def has_room(self, now: float) -> bool:
        return self._used_s(now) < self._left_s

    def begin(self, now: float) -> SocketTime:
        """A socket is being opened."""
        socket = SocketTime(now)
        self._open = (*self._open, socket)
        return socket

    def end(self, socket: SocketTime, now: float) -> None:
        """It is gone."""
        self._open = tuple(other for other in self._open if other is not socket)
        self._ended_s += socket.cost_s(now)

    def uncounted_s(self, now: float) -> int:
        """Whole seconds since this was last called."""
        used = int(self._used_s(now))
        new, self._counted = used - self._counted, used
        return new

    def _used_s(self, now: float) -> float:
        return self._ended_s + sum(socket.cost_s(now) for socket in self._open)
