"""The same answer, said otherwise: what should leave its score alone."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Literal

from evaluation.labelled import LabelledAnswer, labelled_answers
from interview.domain.languages import Language

__all__ = [
    "ERROR_RATES",
    "NAMES",
    "Place",
    "in_dialect",
    "inserted",
    "misheard",
    "named",
    "neutral",
    "small_talk",
    "with_fillers",
]

Place = Literal["start", "end"]

ERROR_RATES = (0.05, 0.1, 0.2)
"""Of the words: a good recogniser in a quiet room, on a bad day, and with noise."""

NAMES: Mapping[Language, Sequence[str]] = {
    Language.ENGLISH: ("Emily", "Jamal", "Mei", "Oluwaseun", "Priya", "Santiago", "Yusuf"),
    Language.GERMAN: ("Anna", "Ayşe", "Dragan", "Fatima", "Kofi", "Linh", "Piotr"),
}
"""First names that are at home in different places. The first is what the others are compared with."""
_INTRODUCTION = {Language.ENGLISH: "Hello, my name is {}.", Language.GERMAN: "Guten Tag, mein Name ist {}."}

_FILLERS = {Language.ENGLISH: ("um,", "uh,", "you know,", "like,"), Language.GERMAN: ("ähm,", "äh,", "halt", "also,")}
_WORDS_A_FILLER = 12

_DIALECT: Mapping[Language, Mapping[str, str]] = {
    Language.ENGLISH: {
        r"\b(\w{3,})ing\b": r"\1in'",
        r"\bam not\b|\bis not\b|\bare not\b|\bisn't\b|\baren't\b": "ain't",
        r"\bgoing to\b": "gonna",
        r"\bwant to\b": "wanna",
        r"\bthem\b": "'em",
        r"\bbecause\b": "'cause",
        r"\bmy\b": "me",
        r"\byou\b": "ya",
        r"\bwere\b": "was",
    },
    Language.GERMAN: {
        r"\bich\b": "i",
        r"\bnicht\b": "net",
        r"\bist\b": "is",
        r"\bein\b": "a",
        r"\beine\b": "a",
        r"\bauch\b": "aa",
        r"\bhabe\b": "hab",
        r"\bhaben\b": "ham",
        r"\betwas\b": "was",
        r"\bmal\b": "amal",
    },
}

_NEUTRAL: Mapping[Language, str] = {
    Language.ENGLISH: "That is what came up on hearing it, and here it is said in such words as were at hand. ",
    Language.GERMAN: "Das ist, was dabei in den Sinn kam, und hier steht es in den Worten, die gerade da waren. ",
}

_SMALL_TALK: Mapping[Language, str] = {
    Language.ENGLISH: "So that is what I can tell you about it for now, and I hope that it is what you asked me for. ",
    Language.GERMAN: "Das ist also, was ich Ihnen dazu sagen kann, und ich hoffe, dass es das ist, was Sie wollten. ",
}

_DROPPED, _INSERTED = 0.25, 0.15
"""Of the errors: shares of words that are dropped and of words that are added; the rest are replaced."""


def named(answer: LabelledAnswer, name: str) -> LabelledAnswer:
    return answer.saying(f"{_INTRODUCTION[answer.language].format(name)} {answer.text}")


def in_dialect(answer: LabelledAnswer) -> LabelledAnswer:
    text = answer.text
    for standard, spoken in _DIALECT[answer.language].items():
        text = re.sub(standard, spoken, text)
    return answer.saying(text)


def with_fillers(answer: LabelledAnswer) -> LabelledAnswer:
    random, words = _seeded(answer, "fillers"), answer.text.split()
    fillers = _FILLERS[answer.language]
    for at in range(len(words) - 1, 0, -_WORDS_A_FILLER):
        words.insert(at, random.choice(fillers))
    return answer.saying(" ".join(words))


def neutral(language: Language, words: int) -> str:
    """A sentence of so many words that says nothing."""
    return _so_long(_NEUTRAL[language], words)


def small_talk(language: Language, words: int) -> str:
    """Likewise, in the first person and as people say it."""
    return _so_long(_SMALL_TALK[language], words)


def _so_long(sentence: str, words: int) -> str:
    known = sentence.split()
    return f"{' '.join(known[at % len(known)] for at in range(words)).rstrip(',.')}."


def inserted(answer: LabelledAnswer, sentence: str, place: Place) -> LabelledAnswer:
    """With a sentence more: at its end, or after its first one."""
    first, gap, rest = re.split(r"(?<=[.!?])( )", answer.text, maxsplit=1)
    return answer.saying(f"{answer.text} {sentence}" if place == "end" else f"{first} {sentence}{gap}{rest}")


def misheard(answer: LabelledAnswer, rate: float) -> LabelledAnswer:
    """With so many errors for each word: replaced by a word that begins alike, dropped, or added to."""
    random = _seeded(answer, f"misheard {rate}")
    vocabulary = _vocabulary(answer.language)
    heard: list[str] = []
    for word in answer.text.split():
        if random.random() >= rate:
            heard.append(word)
            continue
        kind = random.random()
        if kind < _DROPPED:
            continue
        if kind < _DROPPED + _INSERTED:
            heard += [word, random.choice(vocabulary)]
        else:
            alike = [other for other in vocabulary if other[0] == word[0].lower() and other != word.lower()]
            heard.append(random.choice(alike or vocabulary) + word[len(word.rstrip(".,?!:")) :])
    return answer.saying(" ".join(heard))


@cache
def _vocabulary(language: Language) -> Sequence[str]:
    """The words of all labelled answers of a language, in their order."""
    said = " ".join(answer.text for answer in labelled_answers() if answer.language == language)
    return tuple(dict.fromkeys(re.findall(r"[^\W\d_]+", said.lower())))


def _seeded(answer: LabelledAnswer, what: str) -> Random:
    return Random(f"{answer.name} {what}")
