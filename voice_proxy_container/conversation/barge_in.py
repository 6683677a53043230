"""Holds the microphone back while a sentence of ours is said, until somebody speaks for long enough to mean it. No I/O.

The vendor's agent stops at the first sound of speech and forgets what it had to say: an "mm-hm" must not reach it.
"""

from voice_proxy_container.protocol.frames import Wire
from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["BargeIn"]

MEANT_BYTES = 600 * BYTES_A_MS
"""Of loud sound, without a pause."""
PAUSE_BYTES = 400 * BYTES_A_MS
ONSET_BYTES = 300 * BYTES_A_MS
"""Quiet sound that is kept in front of the loud."""


class BargeIn:
    def __init__(self) -> None:
        self._held: list[tuple[bytes, int]] = []
        self._held_bytes = self._loud_bytes = self._quiet_bytes = 0
        self.meant = False
        """Somebody speaks over the sentence that is being said, and is heard."""

    def holds(self, wire: Wire, size: int, *, loud: bool, speaking: bool) -> bool:
        """Whether to hold these frames back; `speaking`: a sentence of ours is being said.

        Where not, and something is `waiting`, that goes first and holds these frames too.
        """
        if not speaking:
            self.meant = False
            if not self._loud_bytes:
                self._forget()
                return False
        elif self.meant:
            return False
        self._hold(wire, size, loud=loud)
        if not speaking or self._loud_bytes >= MEANT_BYTES:
            self.meant = speaking
            return False
        return True

    @property
    def waiting(self) -> bool:
        return bool(self._held)

    def release(self) -> list[bytes]:
        """What was held back, to be sent now."""
        wires = [wire for wire, _ in self._held]
        self._forget()
        return wires

    def _hold(self, wire: Wire, size: int, *, loud: bool) -> None:
        self._held.append((bytes(wire), size))
        self._held_bytes += size
        if loud:
            self._loud_bytes += size
            self._quiet_bytes = 0
        else:
            self._quiet_bytes += size
            if self._quiet_bytes >= PAUSE_BYTES:
                self._loud_bytes = 0  # that was no more than an "mm-hm"
        while not self._loud_bytes and self._held_bytes > ONSET_BYTES:
            self._held_bytes -= self._held.pop(0)[1]

    def _forget(self) -> None:
        self._held.clear()
        self._held_bytes = self._loud_bytes = self._quiet_bytes = 0
