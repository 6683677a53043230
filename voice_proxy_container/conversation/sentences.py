"""What the proxy has the agent say by itself; questions and reviews are what the session and its answers hold."""

import re
import unicodedata

__all__ = ["GOODBYE", "MORE_TIME", "first_name", "greeting", "is_back_channel", "plain"]

MORE_TIME = "There is no hurry. Take all the time you need."
GOODBYE = "That was the last question. Thank you for your time, and goodbye."
LONGEST_NAME = 40
BACK_CHANNELS = frozenset(
    (
        *("ah", "aha", "hm", "hmm", "mhm", "mm", "mmhm", "mmhmm", "mmm", "oh", "uh", "uhhuh", "um"),
        *("ok", "okay", "right", "yeah", "yep"),
    )
)
"""What people say to show that they listen."""
LONGEST_BACK_CHANNEL = 3
"""Words."""


def greeting(candidate_name: str) -> str:
    name = first_name(candidate_name)
    hello = f"Hello {name}, and welcome." if name else "Hello, and welcome."
    return f"{hello} I am the voice of your interview. I ask one question at a time, and you have time to think first."


def first_name(candidate_name: str) -> str:
    """The first word of a name, letters alone and at most 40 of them: a name is typed by whom it names."""
    words = unicodedata.normalize("NFC", candidate_name).split()
    letters = (char for char in (words[0] if words else "") if unicodedata.category(char)[0] in "LM")
    return "".join(letters)[:LONGEST_NAME]


def is_back_channel(said: str) -> bool:
    """Whether words only show that somebody listens: "Mm-hm", "uh-huh, okay"."""
    words = plain(re.sub(r"(?<=\w)-(?=\w)", "", said)).split()
    return 0 < len(words) <= LONGEST_BACK_CHANNEL and BACK_CHANNELS.issuperset(words)


def plain(text: str) -> str:
    """Words alone, for comparing: the agent may change case, punctuation and spaces."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
