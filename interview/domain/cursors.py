"""Where the next page of a list begins: opaque to clients."""

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from interview.errors import MalformedRequestError

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
