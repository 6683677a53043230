"""Whether the microphone's sound may be speech, by its energy alone: coarse, and cheap. No I/O."""

import sys
from array import array

from voice_proxy_container.protocol.frames import Wire, payloads
from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["Loudness"]

LOOK_EVERY_S = 0.2
"""What was found holds until then,"""
LOOK_EVERY_BYTES = 200 * BYTES_A_MS
"""or, where all of it counts, for so much sound."""
LOOKED_AT = 64
"""Samples of a message: enough for its level, and no more than a few microseconds' work."""
QUIETEST_SPEECH = 300
"""Mean of the samples' amounts, of 32,768: about -40 dBFS."""
ABOVE_THE_ROOM = 3.0
THE_ROOM_GROWS = 1.02
"""A look, where the room is louder than was thought."""


class Loudness:
    """Of one microphone. A steady noise is learned as the room's, and is no longer loud after some seconds."""

    def __init__(self) -> None:
        self._room = float(QUIETEST_SPEECH)
        self._loud = False
        self._look_at = float("-inf")
        self._unseen = 0

    def hears(self, wire: Wire, now: float, *, closely: bool = False) -> bool:
        """Whether any of these binary frames is loud; looked at only now and then, or each time where `closely`.

        Sound is linear 16-bit PCM, little-endian.
        """
        if closely or now >= self._look_at:
            self._look(wire, now)
        return self._loud

    def hears_all(self, wire: Wire, size: int, now: float) -> bool:
        """The same of frames with `size` bytes of sound, none of which may be overlooked: a page that was held up sends
        many seconds at once, and they are looked at as often as if they had come in their time."""
        self._unseen += size
        if now >= self._look_at or self._unseen >= LOOK_EVERY_BYTES:
            self._look(wire, now)
        return self._loud

    def _look(self, wire: Wire, now: float) -> None:
        self._look_at = now + LOOK_EVERY_S
        self._unseen = 0
        self._loud = any(map(self._is_loud, payloads(wire)))

    def _is_loud(self, sound: bytes) -> bool:
        samples = array("h", sound)
        if sys.byteorder == "big":
            samples.byteswap()
        looked_at = samples[:: max(1, len(samples) // LOOKED_AT)]
        level = sum(map(abs, looked_at)) / max(1, len(looked_at))
        if level:
            self._room = min(level, self._room * THE_ROOM_GROWS)
        return level > max(QUIETEST_SPEECH, self._room * ABOVE_THE_ROOM)
