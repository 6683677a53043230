"""What a model's text may be, whoever reads it: plain, and without a word on who somebody is."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from interview.domain.languages import Language, vocabulary
from interview.domain.languages.spelling import has_foreign_letters, spellings
from interview.domain.transcripts.text_normalisation import spoken_words

__all__ = [
    "COMMON_SHARE",
    "common_share",
    "is_fit_to_read",
    "is_plain",
    "is_untellable",
    "matches",
    "names_address",
    "sentence_ends",
]

_ADDRESS = re.compile(
    r"https?: | www\. | \S@\S | \b[\w-]+\.(?:com|org|net|io|dev|ai|co|de|uk|eu|app|info|me)\b",
    re.VERBOSE | re.IGNORECASE,
)
_YEARS_OR_THOUSANDS = r"(?:19|20)\d\d\ ?-\ ?(?:19|20)\d\d\b | [1-9]\d{0,2}(?:[.\ ]\d{3})+\b(?![\ .-]?\d)"
_LONG_NUMBER = re.compile(rf"(?<!\d)(?<!\d[.\ ])(?!{_YEARS_OR_THOUSANDS})\d(?:[\s()/.-]{{0,2}}\d){{6,}}", re.VERBOSE)
"""Such as a telephone's; the end of a larger number, after a comma or a stop, is none."""
_SPOKEN_ADDRESS = re.compile(r"\b(?:punkt|dot) (?:de|com|org|io|eu)\b")
_ADDRESSES = (_ADDRESS, _SPOKEN_ADDRESS, _LONG_NUMBER)
_MARKUP = re.compile(r"[<>{}\[\]\\|`*_~^=]|(?:^|\s)#")
_SENTENCE_END = re.compile(r"(?:(?<!\b\w)\.|[!?])+(?:\s|$)")
"""But for a single letter's: the stops of "z. B." end nothing."""
COMMON_SHARE = 1 / 8
"""Of a text's words, that are among its language's most frequent at the least. Half of them are, usually."""


MAX_CHARACTERS = 600
"""Of a text that a recruiter reads: some five lines."""
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|»[^«]*«|\"[^\"]*\"")


def is_fit_to_read(text: str) -> bool:
    """Whether a recruiter may read it: short, plain, about the candidate and not to them (but for what stands in
    quotation marks), and without what may not be told to the candidate either."""
    told = _QUOTED.sub("", text)
    return (
        len(text) <= MAX_CHARACTERS
        and is_plain(text)
        and not any(vocabulary(language).filters.addressed.search(told) for language in Language)
        and not any(is_untellable(form) for form in (text, *(_to_them(text, each) for each in Language)))
    )


def _to_them(text: str, language: Language) -> str:
    """What is said about the candidate as if it were said to them."""
    for about, to in vocabulary(language).filters.third_person:
        text = about.sub(to, text)
    return text


def is_plain(text: str) -> bool:
    """Whether it is without markup, pictures, control characters and letters of another script."""
    return (
        not _MARKUP.search(text)
        and all(unicodedata.category(character)[0] in "LMNPZS" for character in text)
        and not any(unicodedata.category(character) == "So" for character in text)
        and not has_foreign_letters(text)
    )


def sentence_ends(text: str) -> list[str]:
    """Where its sentences end."""
    return _SENTENCE_END.findall(text)


def common_share(text: str, language: Language) -> float:
    """The share of words that are among this language's most frequent; 0 of a text without words."""
    words = [word for word in spoken_words(text) if word.isalpha()]
    common = vocabulary(language).common_words
    return sum(word in common for word in words) / len(words) if words else 0.0


_SOMETHING = "thing"


def names_address(text: str) -> bool:
    """Whether it leads elsewhere: to a page, a mailbox, a telephone."""
    return any(pattern.search(spelling) for spelling in spellings(text) for pattern in _ADDRESSES)


def is_untellable(text: str) -> bool:
    """Whether it says of the candidate what nobody is told, however it is spelt. What is said of a thing, or of
    somebody else, is no part."""
    of_others = [vocabulary(language).filters.of_others for language in Language]
    for spelling in spellings(text):
        for words in of_others:
            spelling = words.sub(_SOMETHING, spelling)
        if any(pattern.search(spelling) for pattern in _untellable()):
            return True
    return False


@cache
def _untellable() -> Sequence[re.Pattern[str]]:
    """In all languages: a model that is asked for one may slip into another."""
    filters = (vocabulary(language).filters for language in Language)
    return (*_ADDRESSES, *(pattern for each in filters for pattern in each.untellable))


def matches(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether one of them is found, however it is spelt."""
    return any(pattern.search(spelling) for spelling in spellings(text) for pattern in patterns)
