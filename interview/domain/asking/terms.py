"""By what a passage is found: the stems of its words, without accents, capitals and those that say nothing alone."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from interview.domain.languages import Language, vocabulary
from interview.domain.search import Occurrence, folded, occurrences

if TYPE_CHECKING:
    from snowballstemmer import Stemmer

__all__ = ["MAX_ASKED_WORDS", "AskedWord", "Part", "asked_words", "language_of", "parts", "terms"]

MAX_ASKED_WORDS = 12
"""Of a question: the first that say something."""
MAX_TERM = 40
"""Characters: nobody says a longer word, and indexes take no endless one."""
_STEMMERS = {Language.ENGLISH: "english", Language.GERMAN: "german"}
_ASKING = """
    any anybody anyone candidate candidates ever everybody everyone much many people person somebody someone something
    tell told use used using
    bewerber bewerberin bewerberinnen einmal etwas jemals jemand kandidat kandidatin kandidaten leute man person schon
    welchem
"""
"""What questions are made of, beside the frequent words of a language."""


class AskedWord(NamedTuple):
    """A word of a question, and the terms that it may be in whatever language a passage is."""

    text: str
    forms: frozenset[str]


class Part(NamedTuple):
    """A stretch of a passage, and whether the question asks for it."""

    text: str
    found: bool


def language_of(code: str) -> Language | None:
    """Of a transcript's, such as `en-US`; None for one whose words are taken whole."""
    return next((language for language in Language if code.split("-")[0].lower() == language), None)


def terms(text: str, language: Language | None) -> Iterator[tuple[str, Occurrence]]:
    """What a passage may be found by, each with its place, in order."""
    for each in occurrences(text):
        plain = folded(each.text)[:MAX_TERM]
        if not each.is_word:
            yield plain, each
        elif language is None or plain not in _frequent(language):
            yield _stem(each.text, language)[:MAX_TERM] if language else plain, each


def asked_words(question: str) -> tuple[AskedWord, ...]:
    """What a question asks for, each once. Nobody says in which language they ask."""
    found: list[AskedWord] = []
    for each in occurrences(question):
        plain = folded(each.text)[:MAX_TERM]
        if each.is_word and (plain in _asking() or any(plain in _frequent(language) for language in Language)):
            continue
        stems = (_stem(each.text, language)[:MAX_TERM] for language in Language if each.is_word)
        word = AskedWord(each.text, frozenset({plain, *stems}))
        same = next((at for at, other in enumerate(found) if not other.forms.isdisjoint(word.forms)), None)
        if same is not None:
            found[same] = found[same]._replace(forms=found[same].forms | word.forms)
        elif len(found) < MAX_ASKED_WORDS:
            found.append(word)
    return tuple(found)


def parts(text: str, language: Language | None, asked: frozenset[str]) -> tuple[Part, ...]:
    """The whole text, with what a question asks for apart."""
    found: list[Part] = []
    shown = 0
    for term, place in terms(text, language):
        if term not in asked or place.end <= shown:
            continue
        start = max(place.start, shown)
        if start > shown:
            found.append(Part(text[shown:start], found=False))
        elif found:  # the next pair of a run without spaces
            start -= len(found.pop().text) if found[-1].found else 0
        found.append(Part(text[start : place.end], found=True))
        shown = place.end
    return (*found, Part(text[shown:], found=False)) if shown < len(text) else tuple(found)


@lru_cache(20_000)
def _stem(word: str, language: Language) -> str:
    return folded(_stemmer(language).stemWord(word.casefold()))


@cache
def _stemmer(language: Language) -> "Stemmer":
    """Imported when it is needed: most functions look for nothing."""
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[language])


@cache
def _frequent(language: Language) -> frozenset[str]:
    return frozenset(map(folded, vocabulary(language).common_words))


@cache
def _asking() -> frozenset[str]:
    return frozenset(map(folded, _ASKING.split()))
