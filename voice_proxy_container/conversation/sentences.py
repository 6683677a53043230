"""What is said to candidates beside questions and feedback, and what they say that means nothing."""

import re
import unicodedata

from interview.domain.languages import Language, vocabulary

__all__ = ["first_name", "greeting", "is_back_channel", "plain"]

MAX_NAME = 40
MAX_BACK_CHANNEL = 3
"""Words."""


def greeting(candidate_name: str, language: Language) -> str:
    phrases, name = vocabulary(language).phrases, first_name(candidate_name)
    hello = phrases.hello.format(name=name) if name else phrases.hello_unnamed
    return f"{hello} {phrases.introduction}"


def first_name(candidate_name: str) -> str:
    """The first word of a name, letters alone and at most 40 of them: a name is typed by whom it names."""
    words = unicodedata.normalize("NFC", candidate_name).split()
    letters = (char for char in (words[0] if words else "") if unicodedata.category(char)[0] in "LM")
    return "".join(letters)[:MAX_NAME]


def is_back_channel(said: str, language: Language) -> bool:
    """Whether words only show that somebody listens: "Mm-hm", "uh-huh, okay", "ja, genau"."""
    words = plain(re.sub(r"(?<=\w)-(?=\w)", "", said)).split()
    return 0 < len(words) <= MAX_BACK_CHANNEL and vocabulary(language).phrases.back_channels.issuperset(words)


def plain(text: str) -> str:
    """Words alone, for comparing: the agent may change case, punctuation and spaces."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
