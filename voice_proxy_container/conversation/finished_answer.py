"""An answer that was finished a moment ago, and may still go on: it keeps what the microphone hears since. No I/O."""

from voice_proxy_container.conversation.answer_transcript import AnswerTranscript
from voice_proxy_container.protocol.frames import Wire
from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["FinishedAnswer"]

RESUMABLE_S = 10.0
KEPT_BYTES = 12_000 * BYTES_A_MS
"""More than comes in that time, unless a page hurries."""


class FinishedAnswer:
    """Frames are kept as they came, closed."""

    def __init__(self, take: AnswerTranscript, at: float) -> None:
        self.take = take
        self.at = at
        self.resumable_until = at + RESUMABLE_S
        self._frames: list[tuple[bytes, int]] = []
        self._bytes = 0

    def may_go_on(self, question: int, now: float) -> bool:
        return self.take.question == question and now <= self.resumable_until

    def hears(self, wire: Wire, size: int, now: float) -> None:
        """Keep frames with so many bytes of sound, as long as they may be the answer's."""
        if now > self.resumable_until:
            self._frames.clear()
        elif self._bytes + size <= KEPT_BYTES:
            self._frames.append((bytes(wire), size))
        else:
            self.take.complete = False
        self._bytes += size

    def heard(self) -> list[tuple[bytes, int]]:
        """All that is kept, oldest first; it is kept no longer."""
        frames, self._frames, self._bytes = self._frames, [], 0
        return frames

    def go_on_with(self, later: "FinishedAnswer") -> None:
        """It was finished once more meanwhile, and goes on from there as well."""
        for wire, size in later.heard():
            self.hears(wire, size, self.resumable_until)
