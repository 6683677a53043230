"""What people write in a field."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

# Control characters, those without a width or a mark, and those that turn the direction of what stands beside them. The
# joiners that Persian, Hindi and emoji need (U+200C, U+200D) and emoji's selector (U+FE0F) stay.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0]"
)


def _without_unseen(text: str) -> str:
    seen = _UNSEEN.sub("", text).strip()
    if not any(unicodedata.category(character)[0] in "LNPS" for character in seen):
        raise ValueError("This is empty.")
    return seen


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


VISIBLE = AfterValidator(_without_unseen)
"""Of a text: invisible characters are left out, and something has to be left."""

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), VISIBLE, AfterValidator(_on_one_line)
]
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$"), VISIBLE
]
