"""Where the next page of a list begins: opaque to clients."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from interview.errors import MalformedRequestError

Item = TypeVar("Item")
Position = tuple[datetime, UUID]
"""The time that the list is ordered by, of the last thing of a page, and its id."""


def encoded(position: Position) -> str:
    """The position as URL-safe text."""
    at, last = position
    return base64.urlsafe_b64encode(f"{at.isoformat()} {last}".encode()).decode().rstrip("=")


def decoded(cursor: str) -> Position:
    """Read what `encoded` wrote; raises MalformedRequestError for anything else."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        at, last = text.split(" ")
        position = datetime.fromisoformat(at).astimezone(UTC), UUID(last)
    except (ValueError, OverflowError, binascii.Error) as error:
        raise MalformedRequestError("This is not a cursor of this list.") from error
    if encoded(position) != cursor:
        raise MalformedRequestError("This is not a cursor of this list.")
    return position


def cut(found: Sequence[Item], limit: int, position: Callable[[Item], Position]) -> tuple[Sequence[Item], str | None]:
    """A page of what was found, where one more was looked for than it may hold, and the cursor of the next: None on the
    last page."""
    page = found[:limit]
    return page, encoded(position(page[-1])) if len(found) > limit else None
