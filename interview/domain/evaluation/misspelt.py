"""Words of an order to a judge, misspelt: each a letter or two away from one that is known here."""

import re
from collections.abc import Iterator
from functools import cache

from interview.domain.languages.contents import words

__all__ = ["Respelt", "respelt"]

_WORDS = words(
    """
    ignore disregard forget previous instruction instructions rubric rules criteria criterion system prompt please
    give score scores rate grade mark marks answer candidate response interview highest maximum perfect excellent
    outstanding full points point level levels best rating evaluation award evaluate assess this pretend bitte
    ignoriere ignorieren vergiss bisherigen vorherigen anweisung anweisungen regeln bewertungskriterien kriterien
    bewerte bewerten bewertung antwort kandidat hochsten hochste hochster stufe volle vollen punktzahl punkte
    punkten beste besten note diese dieser meine vergib benote
    """
)
_OTHER_WORDS = words(
    """
    access answered answers antworten antwortet assessed assets awarded awards beat belt bent besser bestem bester
    bet bevel bewertet biete bitten bitter bull candidates criterium deine diesem diesen dieses fall feine fell fill
    fills five forgets forgot fuel fully gab gave gibt gift given giver gives graded grader grades his hoch hohe
    hohen interviewed interviews joint kandidaten keine leaver leveled lever like line live made make marke marked
    marken marker market mars meinem meinen meiner meines nicht noch nose not noted noten notes paint perfection
    pint place places plays previews previously prints prompted prompts pull punkt punktes race rare rated rates
    rather ratings ratio rats regal regel regelt responses rest rubber rubrics rule ruled ruler scale scales scare
    scope scored seine share shore snore store stored stores stube stufen stuft stute system's systems test than
    that the them then they thin think thus voll voller volles wert werte worte
    """
)
"""As close to them, and words of their own."""
_SHORTEST, _LONG = 4, 8
"""Letters of a word that is looked for, and from which on two of them may be wrong."""
_ENDINGS = frozenset({"s", "d", "r", "t", "n", "e", "ed", "es", "er", "en", "et"})
"""Of a word in another form, which is not misspelt."""
_TOKEN = re.compile(r"\S+")


class Respelt:
    """A folded text with its words put right, and where in it a place of that is."""

    def __init__(self, tokens: list[re.Match[str]], words: list[str], changed: frozenset[int]) -> None:
        self.text = " ".join(words)
        self._tokens, self._words, self._changed = tokens, words, changed

    def origin(self, first: int, last: int) -> tuple[int, int] | None:
        """Where in the text the words at a place are; None where they were as they are there."""
        within = [at for at, (start, end) in enumerate(self._places()) if start < last and end > first]
        if not self._changed.intersection(within):
            return None
        return self._tokens[within[0]].start(), self._tokens[within[-1]].end()

    def _places(self) -> Iterator[tuple[int, int]]:
        start = 0
        for word in self._words:
            yield start, start + len(word)
            start += len(word) + 1


def respelt(folded: str) -> Respelt | None:
    """None where no word is a misspelt one of those."""
    tokens = list(_TOKEN.finditer(folded))
    words = [_meant(token[0]) for token in tokens]
    changed = frozenset(at for at, token in enumerate(tokens) if token[0] != words[at])
    return Respelt(tokens, words, changed) if changed else None


def _meant(word: str) -> str:
    if len(word) < _SHORTEST - 1 or word in _WORDS or word in _OTHER_WORDS:
        return word
    known = _known()
    meant = {each for shorter in _shortened(word) for each in known.get(shorter, ()) if each[0] == word[0]}
    meant = {each for each in meant if abs(len(each) - len(word)) <= (2 if len(each) >= _LONG else 1)}
    if any(word.startswith(each) and word[len(each) :] in _ENDINGS for each in meant):
        return word
    return min(meant, key=lambda each: (abs(len(each) - len(word)), each)) if meant else word


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """By what is left of them without a letter, or two: two words a letter apart share such a rest."""
    known: dict[str, tuple[str, ...]] = {}
    for word in sorted(_WORDS):
        for shorter in _shortened(word):
            known[shorter] = (*known.get(shorter, ()), word)
    return known


def _shortened(word: str) -> set[str]:
    once = {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
    return (
        once if len(word) < _LONG else once | {each[:at] + each[at + 1 :] for each in once for at in range(len(each))}
    )
