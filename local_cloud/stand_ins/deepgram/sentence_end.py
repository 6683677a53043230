"""Whether words end as a sentence does. Pure; English and German."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from local_cloud.stand_ins.recogniser import HeardWord

__all__ = ["Ending", "ending"]


class Ending(Enum):
    OPEN = auto()
    """More must come: “because”, “in the”, “um …”."""
    CLOSED = auto()
    """A sentence is whole."""
    UNKNOWN = auto()


_OPEN_WORDS = {
    "en": """
        a an the my your our their every
        and or but because although while when whenever since unless until if whether than as whose
        of from into at about for with to
        i we they he she i'm we're they're i'd we'd i'll we'll i've we've
        what which who is are was were has had
        very um uh uhm er erm hm hmm mm
    """,
    "de": """
        der die das den dem des ein eine einen einem einer eines mein meine meinen meinem unser unsere unseren
        und oder aber weil denn dass obwohl während wenn als ob bevor nachdem damit sodass sondern
        im am in bei beim seit von vom zum zur für ohne um über unter zwischen wegen
        ich wir er sehr
        äh ähm hm mhm
    """,
}
"""What hardly ever ends a sentence."""
_OPEN = {language: frozenset(words.split()) for language, words in _OPEN_WORDS.items()}
LEFT_OUT_S = 0.6
_OPEN_ALWAYS = re.compile(r"(\.\.\.|…|[,;:–—-])$")
_CLOSED = re.compile(r"[.?!][\"'”’)]?$")


def ending(words: Sequence[HeardWord], said_until_s: float, language: str) -> Ending:
    """How `words` end as the recogniser writes them. It closes what it takes for a sentence; a word that ends none says
    that it was mistaken, and so does speech after the last word: it leaves out what makes no sentence yet. Of one that
    closes no sentences nothing more is known."""
    if not words:
        return Ending.UNKNOWN
    if words[-1]["end"] < said_until_s - LEFT_OUT_S:
        return Ending.OPEN
    last = words[-1]["word"]
    bare = last.strip(".,;:?!…–—-\"'“”’()").lower()
    if _OPEN_ALWAYS.search(last) or bare in _OPEN.get(language, frozenset()):
        return Ending.OPEN
    if _CLOSED.search(last):
        return Ending.CLOSED
    punctuates = any(_CLOSED.search(word["word"]) or word["word"][:1].isupper() for word in words)
    return Ending.OPEN if punctuates else Ending.UNKNOWN
