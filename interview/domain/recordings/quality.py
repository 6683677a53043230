"""How good a recording is to judge by."""

from typing import NamedTuple

__all__ = ["Recording"]


class Recording(NamedTuple):
    """How well an answer was recorded and recognised: the share that is missing, the recogniser's mean confidence, and
    the share of words that the candidate corrected (0 to 1 each); None where it is not known."""

    gaps: float | None = None
    confidence: float | None = None
    corrected: float | None = None

    @property
    def told(self) -> dict[str, float]:
        """What a model is told of it, rounded: not what was corrected, which is no matter of the answer's worth."""
        known = {"gaps": self.gaps, "confidence": self.confidence}
        return {name: round(value, 2) for name, value in known.items() if value is not None}
