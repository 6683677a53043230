"""How many frames a stream holds by its own word, whatever becomes of them."""

from collections import Counter

from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.gap_reasons import TOO_MANY_PIECES
from interview.domain.recordings.mp4.boxes import every, first, numbers, read_head, require_size
from interview.domain.recordings.mp4.fragments import MAX_MOOF_BYTES, fragment_elements
from interview.domain.recordings.mp4.header import Header
from interview.domain.recordings.stitching import Budget


class FrameCounter:
    """Takes a stream's bytes in order, and counts the frames of each kind that its fragments list.

    Raises Malformed where the bytes are no boxes, or more of them than a recording has.
    """

    def __init__(self, header: Header) -> None:
        self._kinds = {number: track.kind for number, track in header.tracks.items()}
        self._buffer = bytearray()
        self._passed_over = 0
        self.frames = Counter[str]()
        self._budget = Budget()

    def feed(self, data: bytes) -> None:
        self._budget.feed(len(data))
        self._buffer += data
        at = self._skip(0)
        while at < len(self._buffer):
            try:
                kind, body, end = read_head(self._buffer, at)
            except Incomplete:
                break
            if kind == b"moof":
                require_size(end - at, MAX_MOOF_BYTES)
                if end > len(self._buffer):
                    break
                self._fragment(bytes(self._buffer[body:end]))
            self._budget.spend(1)
            if self._budget.is_spent:
                raise Malformed(str(TOO_MANY_PIECES))
            self._passed_over = end - at
            at = self._skip(at)
        del self._buffer[:at]

    def _skip(self, at: int) -> int:
        passed = min(self._passed_over, len(self._buffer) - at)
        self._passed_over -= passed
        return at + passed

    def _fragment(self, moof: bytes) -> None:
        counts = Counter[str]()
        for traf in every(moof, b"traf"):
            (number,) = numbers(">I", first(traf, b"tfhd"), 4)
            for trun in every(traf, b"trun"):
                (count,) = numbers(">I", trun, 4)
                counts[self._kinds.get(number, "")] += count
        self._budget.spend(fragment_elements(len(moof), counts.total()))
        self.frames.update(counts)
