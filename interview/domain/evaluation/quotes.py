"""Quotes of a model's, looked up in what was really said."""

import re
from collections.abc import Iterator, Sequence

from interview.domain.transcripts.text_normalisation import spoken_words
from interview.domain.transcripts.transcript import Transcript
from interview.domain.values import Value

__all__ = ["Evidence", "Quotable", "longest_quote", "written_words"]

MIN_QUOTED_WORDS = 4
"""Fewer are found in any transcript and prove nothing: “you know”, “and then we”."""
MAX_QUOTED_WORDS = 30
MAX_QUOTED_SHARE = 0.3
"""Of an answer: what quotes all of it says nothing about where."""
WORDS_A_DIFFERENCE = 5
"""One word in so many may differ: a model mends what was misheard."""


class Evidence(Value):
    """A quote found in the transcript, in the transcript's own words. `corrected`: some of them are the candidate's
    correction of what was heard. The times are None where no timed words match."""

    quote: str
    start_ms: int | None
    end_ms: int | None
    corrected: bool = False


def longest_quote(words: int) -> int:
    """How many words of an answer of `words` a quote may have."""
    return min(MAX_QUOTED_WORDS, int(words * MAX_QUOTED_SHARE))


class Quotable:
    """The candidate's words, normalised, for looking quotes up.

    `asked` are the questions: what repeats them shows nothing. `flagged` are the parts of the transcript that are
    addressed to whoever judges, in its own words.
    """

    def __init__(self, transcript: Transcript, asked: Sequence[str] = (), flagged: Sequence[str] = ()) -> None:
        self._text = transcript.text
        self._written = list(written_words(transcript.text))
        self._words = [word for word, _, _ in self._written]
        self._heard = transcript.heard()
        self._heard_words = [spoken for spoken, _ in self._heard]
        self._is_as_heard = self._words == self._heard_words
        self._asked = [spoken_words(question) for question in asked]
        self._flagged = {
            place
            for words in map(spoken_words, flagged)
            for at in _runs(words, self._words)
            for place in range(at, at + len(words))
        }

    def look_up(self, quotes: Sequence[str]) -> tuple[tuple[Evidence, ...], int]:
        """Evidence for the quotes that were said, each from a place of its own, and the number of those that were not,
        or that show nothing."""
        found: dict[tuple[int, int], Evidence] = {}
        unfound = 0
        for quote in quotes:
            place = self._place(spoken_words(quote))
            if place is None:
                unfound += 1
            elif not any(place[0] < end and start < place[1] for start, end in found):
                found[place] = self._evidence(*place)
        return tuple(found.values()), unfound

    def _place(self, quote: list[str]) -> tuple[int, int] | None:
        """The first and the word after the last; None for a quote that does not count."""
        if not MIN_QUOTED_WORDS <= len(quote) <= MAX_QUOTED_WORDS:
            return None
        place = _closest(quote, self._words)
        if place is None or not self._flagged.isdisjoint(range(*place)):
            return None
        said = self._words[slice(*place)]
        is_too_long = len(said) > max(MIN_QUOTED_WORDS, longest_quote(len(self._words)))
        return None if is_too_long or any(_closest(said, question) for question in self._asked) else place

    def _evidence(self, start: int, end: int) -> Evidence:
        quote = self._text[self._written[start][1] : self._written[end - 1][2]]
        said = self._words[start:end]
        heard = (start, end) if self._is_as_heard else _closest(said, self._heard_words)
        corrected = bool(self._heard) and (heard is None or self._heard_words[slice(*heard)] != said)
        timed = [word for _, word in self._heard[slice(*heard)]] if heard else []
        return Evidence(
            quote=" ".join(quote.split()),
            start_ms=timed[0].start_ms if timed else None,
            end_ms=timed[-1].end_ms if timed else None,
            corrected=corrected,
        )


def written_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The spoken words of a text, and from where to where in it each is written, with its punctuation. Where words
    stand without spaces, each begins where it is found."""
    for token in re.finditer(r"\S+", text):
        folded = token[0].casefold()
        starts: list[int] = []
        words = spoken_words(token[0])
        for word in words:
            starts.append(max(0, folded.find(word, starts[-1] + 1)) if starts else 0)
        for word, start, after in zip(words, starts, [*starts[1:], 0], strict=False):
            yield word, token.start() + start, token.start() + (after if after > start else len(token[0]))


def _runs(needle: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """Where the words of `needle` stand one after the other."""
    return (at for at in range(len(words) - len(needle) + 1) if words[at : at + len(needle)] == needle)


def _closest(quote: list[str], words: list[str]) -> tuple[int, int] | None:
    """Where `words` come closest to the quote: the first and the word after the last. None where more than one word in
    five is missing, added or another."""
    exact = next(_runs(quote, words), None)
    if exact is not None:
        return exact, exact + len(quote)
    most = len(quote) // WORDS_A_DIFFERENCE
    found: list[tuple[int, int, int]] = []
    for start, end in set(_windows(quote, words, most)):
        differences, first, last = _aligned(quote, words[start:end])
        found.append((differences, start + first, start + last))
    differences, first, last = min(found, default=(most + 1, 0, 0))
    return (first, last) if differences <= most else None


def _windows(quote: list[str], words: list[str], most: int) -> Iterator[tuple[int, int]]:
    """Where the quote can be with at most so many differences: of one more pieces than that, one stands there whole."""
    for piece in range(most + 1 if most else 0):
        begins, ends = (len(quote) * at // (most + 1) for at in (piece, piece + 1))
        for at in _runs(quote[begins:ends], words):
            yield max(0, at - begins - most), at - begins + len(quote) + most


def _aligned(quote: list[str], words: list[str]) -> tuple[int, int, int]:
    """How many differences there are at the least, and the part of `words` that has them: of equals the one that is as
    long as the quote.

    Sellers, “The theory and computation of evolutionary distances: pattern recognition”, Journal of Algorithms 1, 1980.
    """
    # By place: the differences of the alignment that ends there, and, below zero, where that begins.
    column = [(0, -at) for at in range(len(words) + 1)]
    for token in quote:
        before, column = column, [(column[0][0] + 1, 0)]
        for at, word in enumerate(words, 1):
            (kept, begins), (dropped, begins_dropped), (added, begins_added) = before[at - 1], before[at], column[-1]
            column.append(
                min((kept + (token != word), begins), (dropped + 1, begins_dropped), (added + 1, begins_added))
            )
    end = min(range(len(column)), key=lambda at: (column[at][0], abs(at + column[at][1] - len(quote))))
    return column[end][0], -column[end][1], end
