"""Where the next page of a list of sessions begins: opaque to clients."""

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from interview.errors import MalformedRequestError

Position = tuple[datetime, UUID]
"""When the last session of a page was created, and its id."""


def encoded(position: Position) -> str:
    """The position as URL-safe text."""
    created_at, session_id = position
    return base64.urlsafe_b64encode(f"{created_at.isoformat()} {session_id}".encode()).decode().rstrip("=")


def decoded(cursor: str) -> Position:
    """Read what `encoded` wrote; raises MalformedRequestError for anything else."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        created_at, session_id = text.split(" ")
        position = datetime.fromisoformat(created_at).astimezone(UTC), UUID(session_id)
    except (ValueError, OverflowError, binascii.Error) as error:
        raise MalformedRequestError("This is not a cursor of this list.") from error
    if encoded(position) != cursor:
        raise MalformedRequestError("This is not a cursor of this list.")
    return position
