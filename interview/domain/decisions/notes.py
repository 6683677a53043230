"""What people write down about an interview: notes, at a moment of an answer or of the whole, and tags."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

from interview.domain.decisions.entries import Author
from interview.domain.text import VISIBLE
from interview.domain.values import Value

__all__ = ["MAX_TAGS", "MAX_TAG_CHARACTERS", "Note", "Tag", "plain_tag"]

MAX_TAGS = 20
"""Of one interview."""
MAX_TAG_CHARACTERS = 40


def plain_tag(tag: str) -> str:
    """One spelling, whoever writes it."""
    return " ".join(tag.casefold().split())


def _plain(tag: str) -> str:
    """Without capitals some letters are two."""
    plain = plain_tag(tag)
    if len(plain) > MAX_TAG_CHARACTERS:
        raise ValueError("A tag is shorter.")
    return plain


Tag = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TAG_CHARACTERS),
    VISIBLE,
    AfterValidator(_plain),
]


class Note(Value):
    """`id` is of the making of who writes it. `at_ms` is on the recording's clock of that question's answer; both are
    None for a note on the whole."""

    id: UUID
    session_id: UUID
    author: Author
    at: datetime
    text: str
    question_index: int | None = None
    at_ms: int | None = None
