"""What people write in a field."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

# Control characters, characters without a width, and those that turn the direction of what stands beside them. The
# joiners that Persian, Hindi and emoji need (U+200C, U+200D) stay.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufeff]")


def _without_unseen(text: str) -> str:
    seen = _UNSEEN.sub("", text).strip()
    if all(unicodedata.category(character)[0] in "ZC" for character in seen):
        raise ValueError("This is empty.")
    return seen


VISIBLE = AfterValidator(_without_unseen)
"""Of a text: invisible characters are left out, and something has to be left."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), VISIBLE]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
