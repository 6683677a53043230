"""Whether the microphone's sound may be speech, by its energy alone: coarse, and cheap. No I/O."""

import sys
from array import array

from voice_proxy_container.protocol.frames import Wire, payload_spans, skimmed, whole
from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["VoiceActivity"]

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


class VoiceActivity:
    """Of one microphone. A steady noise is learned as the room's, and is no longer loud after some seconds.

    Sound is linear 16-bit PCM, little-endian, in masked frames.
    """

    def __init__(self) -> None:
        self._room = float(QUIETEST_SPEECH)
        self._loud = False
        self._look_at = float("-inf")
        self._unseen = 0

    def hears(self, wire: Wire, now: float) -> bool:
        """Whether the first of these frames is loud. Looked at now and then: enough to know when somebody spoke."""
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY_S
            wire = whole(wire)
            self._loud = self._is_loud(wire, *next(payload_spans(wire)))
        return self._loud

    def hears_all(self, wire: Wire, size: int, now: float, *, closely: bool = False) -> bool:
        """Whether any of these frames, which hold `size` bytes of sound, is loud. Looked at each time where `closely`,
        or as often as if they had come in their time: a page that was held up sends many seconds at once."""
        self._unseen += size
        if closely or now >= self._look_at or self._unseen >= LOOK_EVERY_BYTES:
            self._look_at = now + LOOK_EVERY_S
            self._unseen = 0
            wire = whole(wire)
            self._loud = any(self._is_loud(wire, start, end) for start, end in payload_spans(wire))
        return self._loud

    def _is_loud(self, wire: Wire, start: int, end: int) -> bool:
        samples = array("h", skimmed(wire, start, end, max(2, (end - start) // LOOKED_AT // 4 * 2)))
        if sys.byteorder == "big":
            samples.byteswap()
        level = sum(map(abs, samples)) / max(1, len(samples))
        if level:
            self._room = min(level, self._room * THE_ROOM_GROWS)
        return level > max(QUIETEST_SPEECH, self._room * ABOVE_THE_ROOM)
