"""Who made something, in one line that is stored and shown."""

__all__ = ["INDICATORS", "JUDGED_BY", "SERVED_BY", "made_by"]

SERVED_BY = "x-served-by"
"""Header in which a server names itself: a gateway, or one that stands in for a vendor."""
JUDGED_BY = "x-judged-by"
"""Header in which what stands in for a model says by what it judges. No vendor sends it."""
INDICATORS = "indicators"
"""Rates and likenesses of words: no language model."""
MAX_NAME = 100


def made_by(itself: str | None, vendor: str, model: str) -> str:
    """What answered, as it names itself; else the vendor and its model."""
    return (itself or "").strip()[:MAX_NAME] or f"{vendor} {model}".rstrip()
