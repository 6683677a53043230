"""What conversations used of the vendor's time, on its way to the database: that of all of them in one write."""

from collections import Counter
from collections.abc import Callable, Mapping
from uuid import UUID

from interview.errors import NotConfiguredError, RetryableError
from voice_proxy_container import logs
from voice_proxy_container.threads import LOOKING_UP, run_in

__all__ = ["Meter"]


class Meter:
    """`add` blocks, and is called in a thread."""

    def __init__(self, add: Callable[[Mapping[UUID, int]], None]) -> None:
        self._add = add
        self._used: Counter[UUID] = Counter()

    def count(self, session_id: UUID, seconds: int) -> None:
        if seconds:
            self._used[session_id] += seconds

    async def store(self) -> None:
        """Store what was counted since. What the database refuses for good is not tried again: part of it is stored."""
        used, self._used = self._used, Counter()
        if not used:
            return
        try:
            await run_in(LOOKING_UP, self._add, used)
        except Exception as error:  # noqa: BLE001 - no conversation ends for it
            logs.event("voice_time_not_stored", error=type(error).__name__)
            if isinstance(error, RetryableError | NotConfiguredError):
                self._used.update(used)
