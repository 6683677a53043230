"""By itself, for events name it, and hardly anything else that people find."""

from enum import StrEnum

__all__ = ["Choice"]


class Choice(StrEnum):
    """What becomes of the candidate."""

    ADVANCE = "advance"
    HOLD = "hold"
    REJECT = "reject"
