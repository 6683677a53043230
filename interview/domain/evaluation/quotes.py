"""Quotes of a model's, looked up in what was really said."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from interview.domain.transcripts.text_normalisation import spoken_words
from interview.domain.transcripts.transcript import Transcript

__all__ = ["Evidence", "Quotable"]

FEWEST_QUOTED_WORDS = 2
"""A single word is found in any transcript and proves nothing."""


class Evidence(BaseModel):
    """A quote found in the transcript. The times are None where no timed words match (a corrected text)."""

    model_config = ConfigDict(frozen=True)

    quote: str
    start_ms: int | None
    end_ms: int | None


class Quotable:
    """The candidate's words, normalised, for looking quotes up."""

    def __init__(self, transcript: Transcript) -> None:
        self._text = spoken_words(transcript.text)
        self._timed = [(token, word) for word in transcript.words for token in spoken_words(word.text)]
        self._timed_tokens = [token for token, _ in self._timed]

    def look_up(self, quotes: Sequence[str]) -> tuple[tuple[Evidence, ...], int]:
        """Evidence for the quotes that were said, each once, and the number of those that were not."""
        found: dict[tuple[str, ...], Evidence] = {}
        unfound = 0
        for quote in quotes:
            tokens = spoken_words(quote)
            if len(tokens) < FEWEST_QUOTED_WORDS or _find(tokens, self._text) is None:
                unfound += 1
            else:
                found.setdefault(tuple(tokens), self._evidence(quote, tokens))
        return tuple(found.values()), unfound

    def _evidence(self, quote: str, tokens: list[str]) -> Evidence:
        quote = " ".join(quote.split())
        start = _find(tokens, self._timed_tokens)
        if start is None:
            return Evidence(quote=quote, start_ms=None, end_ms=None)
        first, last = self._timed[start][1], self._timed[start + len(tokens) - 1][1]
        return Evidence(quote=quote, start_ms=first.start_ms, end_ms=last.end_ms)


def _find(needle: Sequence[str], words: Sequence[str]) -> int | None:
    last_start = len(words) - len(needle)
    return next((at for at in range(last_start + 1) if words[at : at + len(needle)] == needle), None)
