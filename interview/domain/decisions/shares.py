"""Links by which somebody without an account sees a result: for one person, for a while, and of some parts alone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from interview.domain.decisions.entries import Author
from interview.domain.sessions.session import FINISHED, Session
from interview.domain.templates import Blinding
from interview.domain.values import Value
from interview.errors import JudgeFirstError, NotFinishedError

__all__ = [
    "MAX_SHARE_TTL",
    "MAX_VIEWS",
    "SHARE_TTL",
    "Share",
    "SharePart",
    "hides_share",
    "is_open",
    "require_shareable",
]

SHARE_TTL = timedelta(days=14)
MAX_SHARE_TTL = timedelta(days=90)
MAX_VIEWS = 1_000
"""Of one link: somebody who reloads it all day. One that is passed around ends."""


class SharePart(StrEnum):
    """What of a result is shown."""

    VIDEO = "video"
    TRANSCRIPT = "transcript"
    SCORE = "score"
    NOTES = "notes"


WHAT_OTHERS_FOUND = {SharePart.SCORE, SharePart.NOTES}


class Share(Value):
    """`label` says who it is for; `author` made it. Its token is stored as a hash alone."""

    id: UUID
    session_id: UUID
    organisation_id: UUID
    author: Author
    label: str
    shows: tuple[SharePart, ...]
    takes_comments: bool = False
    token_hash: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    views: int = 0
    last_viewed_at: datetime | None = None


def is_open(share: Share, now: datetime) -> bool:
    """Whether it shows anything."""
    return share.revoked_at is None and now < share.expires_at and share.views <= MAX_VIEWS


def hides_share(session: Session, shows: Collection[SharePart], *, hidden: bool) -> bool:
    """Whether who made a link may not see themselves what it shows: `hidden` says that they have to judge first."""
    return hidden and (session.blinding is Blinding.IDENTITY or bool(WHAT_OTHERS_FOUND & set(shows)))


def require_shareable(session: Session, shows: Collection[SharePart], *, hidden: bool) -> None:
    """Raise NotFinishedError before there is a result, and JudgeFirstError for what the sharer may not see."""
    if session.state not in FINISHED:
        raise NotFinishedError("There is no result yet that could be shared.")
    if hides_share(session, shows, hidden=hidden):
        raise JudgeFirstError("Judge each answer first: until then this is hidden from you.")
