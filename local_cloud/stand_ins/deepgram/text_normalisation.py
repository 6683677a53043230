"""Heard words as the vendor would show them. Whisper writes marks and capitals itself."""

from collections.abc import Sequence

from local_cloud.stand_ins.recogniser import HeardWord

__all__ = ["bare", "punctuated"]

ENDS = (".", "?", "!")


def punctuated(words: Sequence[HeardWord], *, finished: bool = True) -> list[str]:
    """The words of a text, which begins with a capital and, where the speaker has `finished`, ends like a sentence."""
    shown = [word["word"] for word in words]
    if shown:
        shown[0] = shown[0][:1].upper() + shown[0][1:]
        if finished and not shown[-1].endswith(ENDS):
            shown[-1] = shown[-1].rstrip(",;:") + "."
    return shown


def bare(word: str) -> str:
    """A word without the marks around it."""
    return word.strip(".,;:?!\"“”„'‘’()[]¿¡…").lower()
