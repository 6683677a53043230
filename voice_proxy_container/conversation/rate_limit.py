"""How much a browser may send: four times what a microphone makes, a minute of it at once. No I/O."""

from dataclasses import dataclass

from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["Rate", "RateLimit"]


@dataclass(frozen=True)
class Rate:
    """Bytes a second, and bytes at once after a silence."""

    bytes_a_second: float = 4 * 1000 * BYTES_A_MS
    burst_bytes: float = 60 * 1000 * BYTES_A_MS
    bytes_a_message: int = 5 * BYTES_A_MS
    """What a message costs above its length, and each frame that only continues one."""


class RateLimit:
    """Seconds are of one monotonic clock."""

    __slots__ = ("_burst_s", "_bytes_a_message", "_bytes_a_second", "_paid_until")

    def __init__(self, rate: Rate, now: float) -> None:
        self._bytes_a_second = rate.bytes_a_second
        self._bytes_a_message = rate.bytes_a_message
        self._burst_s = rate.burst_bytes / rate.bytes_a_second
        self._paid_until = now - self._burst_s

    def spend(self, size: int, messages: int, now: float) -> float:
        """Count what came. Returns for how many seconds no more should be read; not above 0 is not at all."""
        earliest = now - self._burst_s
        if self._paid_until < earliest:
            self._paid_until = earliest
        self._paid_until += (size + messages * self._bytes_a_message) / self._bytes_a_second
        return self._paid_until - now
