"""Where a text may be cut, so that its beginning is heard while the rest is still being made."""

import re

__all__ = ["phrases"]

_NEXT = r"(?=[^\w\s]?[A-ZÄÖÜÁÉÍÓÚÑ0-9])"
_BETWEEN_SENTENCES = re.compile(rf"(?:(?<=\w\w\w\.)|(?<=[!?…])|(?<=[!?.…][\"”“»)]))\s+{_NEXT}")
"""After three letters and a full stop, so that "e.g.", "z. B." and "Dr." end nothing."""
_BETWEEN_CLAUSES = re.compile(r"(?<=[,;:–—])\s+")
SHORT = 40
"""Characters of a first phrase that are made in no time."""
SHORTEST = 10


def phrases(text: str) -> list[str]:
    """Its sentences, and of a long first one its first clause alone."""
    sentences = [sentence for sentence in _BETWEEN_SENTENCES.split(text.strip()) if sentence]
    if not sentences or len(sentences[0]) <= SHORT:
        return sentences
    first, *rest = sentences
    cuts = [cut.end() for cut in _BETWEEN_CLAUSES.finditer(first, SHORTEST) if cut.end() <= len(first) - SHORTEST]
    return [first[: cuts[0]].rstrip(), first[cuts[0] :], *rest] if cuts else sentences
