"""How soon an interview may call the vendor once more: an account has few places, and each call takes one. No I/O."""

__all__ = ["MAX_PAUSE_S", "HandshakePace"]

AT_ONCE = 20
"""An answer that goes on eight times calls recogniser and agent for each."""
ONE_MORE_AFTER_S = 3.0
MAX_PAUSE_S = 10.0
"""Sound of an answer waits for longer."""


class HandshakePace:
    """Of all sockets and conversations of an interview. Seconds are of one monotonic clock."""

    __slots__ = ("_paid_until",)

    def __init__(self) -> None:
        self._paid_until = float("-inf")

    def pause_s(self, now: float) -> float:
        """Count a call; how long it has to wait. Whoever calls on and on waits longer each time."""
        earliest = now - AT_ONCE * ONE_MORE_AFTER_S
        self._paid_until = min(now + MAX_PAUSE_S, max(self._paid_until, earliest) + ONE_MORE_AFTER_S)
        return max(0.0, self._paid_until - now)

    def is_rested(self, now: float) -> bool:
        """Whether it is as if there had been no call."""
        return self._paid_until <= now - AT_ONCE * ONE_MORE_AFTER_S
