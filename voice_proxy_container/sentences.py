"""What the proxy has the agent say by itself; questions and reviews are what the session and its answers hold."""

import unicodedata

__all__ = ["GOODBYE", "MORE_TIME", "first_name", "greeting"]

MORE_TIME = "There is no hurry. Take all the time you need."
GOODBYE = "That was the last question. Thank you for your time, and goodbye."
LONGEST_NAME = 40


def greeting(candidate_name: str) -> str:
    name = first_name(candidate_name)
    hello = f"Hello {name}, and welcome." if name else "Hello, and welcome."
    return f"{hello} I am the voice of your interview. I ask one question at a time, and you have time to think first."


def first_name(candidate_name: str) -> str:
    """The first word of a name, letters alone and at most 40 of them: a name is typed by whom it names."""
    words = unicodedata.normalize("NFC", candidate_name).split()
    letters = (char for char in (words[0] if words else "") if unicodedata.category(char)[0] in "LM")
    return "".join(letters)[:LONGEST_NAME]
