"""When a word was said, and when it was first reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from local_cloud.simulation.spoken import Spoken
from local_cloud.simulation.word_errors import words_of

__all__ = ["Report", "TimedWord", "latencies", "timed_words"]

LEEWAY_S = 0.3
"""So long before its end a word may be heard: recognisers guess."""


class Report(NamedTuple):
    """All that is heard so far, `at_s` seconds after the sound began."""

    at_s: float
    text: str


@dataclass(frozen=True)
class TimedWord:
    """`is_exact`: the end is known, not only about where in its piece the word must be."""

    word: str
    end_s: float
    is_exact: bool


def timed_words(fixture: Spoken) -> list[TimedWord]:
    """The words that count, each with its end: the voice's own, else of each piece's last word the piece's."""
    if fixture.words:
        return [TimedWord(part, word.end_s, True) for word in fixture.words for part in words_of(word.text)]
    timed = []
    for piece in fixture.pieces:
        words = words_of(piece.text, fixture.language)
        for count, word in enumerate(words, 1):
            end_s = piece.start_s + (piece.end_s - piece.start_s) * count / len(words)
            timed.append(TimedWord(word, end_s, count == len(words)))
    return timed


def latencies(said: Sequence[TimedWord], reports: Sequence[Report], language: str) -> list[float]:
    """From each word's end to the first report that holds it, in seconds, of the words with an exact end that are
    ever reported."""
    first: dict[int, float] = {}
    for report in reports:
        until_now = [word.word for word in said if word.end_s <= report.at_s + LEEWAY_S]
        heard = words_of(report.text, language)
        for block in SequenceMatcher(None, until_now, heard, autojunk=False).get_matching_blocks():
            for index in range(block.a, block.a + block.size):
                first.setdefault(index, report.at_s)
    return [at_s - said[index].end_s for index, at_s in sorted(first.items()) if said[index].is_exact]
