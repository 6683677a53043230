"""What the candidate's browser noticed: events, kept as they came, shown to people and never scored."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import (
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

from interview.domain.clock import ClientTime
from interview.domain.cursors import Position
from interview.domain.sessions.session import ENDED_EARLY, REPLACED, Session, SessionState, require_unlocked
from interview.domain.tokens import TicketRole
from interview.domain.values import Value
from interview.errors import (
    LinkClosedError,
    LinkExpiredError,
    MalformedRequestError,
    NotBegunError,
    NotFoundError,
    SignInRequiredError,
)

__all__ = [
    "MAX_SOCKETS",
    "Flag",
    "FlagType",
    "OfQuestion",
    "ProctoringEvent",
    "Socket",
    "flag",
    "in_order",
    "is_of",
    "require_awaited",
    "require_standing",
    "require_watched",
]

LOCK_GRACE = timedelta(minutes=1)
"""How long after the lock events may still come in that waited for a connection. Of who has withdrawn nothing is
taken any more."""
MAX_CLOCK_ERROR = timedelta(minutes=5)
"""How far a browser's clock may be off before the time of receipt is taken in its stead."""
MAX_AGO_MS = 7 * 24 * 60 * 60 * 1000
"""A page keeps what it noticed no longer."""
MAX_DETAILS = 4
"""The page sends one: how long, how many."""
MAX_DETAIL_CHARACTERS = 20
NAME_BASED = 5
"""Version of the ids that the server gives its own flags."""
OfQuestion = int | Literal["none"] | None
"""Flags of which question: of this one, of what happened between the questions, or of all."""
MAX_SOCKETS = {TicketRole.CANDIDATE: 1, TicketRole.RECRUITER: 10}
"""Of a session, and of each of its recruiters. The newest stay."""


class FlagType(StrEnum):
    TAB_HIDDEN = "TAB_HIDDEN"
    PAGE_LEFT = "PAGE_LEFT"
    WINDOW_BLUR = "WINDOW_BLUR"
    FACE_ABSENT = "FACE_ABSENT"
    MULTIPLE_FACES = "MULTIPLE_FACES"
    FULLSCREEN_EXIT = "FULLSCREEN_EXIT"
    COPY = "COPY"
    PASTE = "PASTE"
    CAMERA_DISCONNECT = "CAMERA_DISCONNECT"
    MIC_DISCONNECT = "MIC_DISCONNECT"
    RECONNECT = "RECONNECT"
    SECOND_SCREEN = "SECOND_SCREEN"
    OVERTIME = "OVERTIME"


DetailName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
DetailValue = (
    StrictBool
    | Annotated[StrictInt, Field(ge=-(10**9), le=10**9)]
    | Annotated[StrictFloat, Field(ge=-1e9, le=1e9)]
    | Annotated[str, StringConstraints(strict=True, max_length=MAX_DETAIL_CHARACTERS)]
)
Detail = Annotated[dict[DetailName, DetailValue], Field(max_length=MAX_DETAILS)]


class ProctoringEvent(Value):
    """As the browser sends it. `id` is of its making, so that what is sent again counts once.

    `ago_ms` is how long ago it happened, and needs no clock that is right. Pages of before say `at` in its place.
    """

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    id: UUID
    type: FlagType
    question_index: int | None = Field(default=None, strict=True, ge=0)
    ago_ms: int | None = Field(
        default=None, strict=True, ge=0, le=MAX_AGO_MS, description="how long ago, when this was sent"
    )
    at: ClientTime | None = Field(default=None, description="by the browser's clock, where there is no `ago_ms`")
    detail: Detail = Field(default_factory=dict, description="small and flat, such as `duration_ms`")

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.ago_ms is None and self.at is None:
            raise ValueError("Say when: `ago_ms`.")
        return self


class Flag(Value):
    """An event as it is kept and shown. `at` is when it happened, as far as that is known."""

    id: UUID
    type: FlagType | str
    question_index: int | None
    at: datetime
    detail: dict[str, bool | int | float | str]


class Socket(Value):
    """An open connection of `/live`, and the ticket that it was opened with."""

    connection_id: str
    role: TicketRole
    session_id: UUID
    link_token_hash: str | None = None
    """Of the candidate's link that opened it; None for a recruiter."""
    user_id: UUID | None = None
    """Of a recruiter, as is the organisation; None for a candidate."""
    organisation_id: UUID | None = None
    sign_in_hash: str | None = None
    """Of the sign-in that a recruiter opened it with; None for a candidate."""


def flag(event: ProctoringEvent, session: Session, received_at: datetime) -> Flag:
    """What is kept of an event.

    Raises MalformedRequestError for a question that the session does not have, and for what a page cannot notice: the
    server alone measures time, and makes ids out of names. LinkExpiredError for what happened after the link's end.
    """
    if event.type is FlagType.OVERTIME or event.id.version == NAME_BASED:
        raise MalformedRequestError("No page notices that.")
    if event.question_index is not None and event.question_index >= len(session.questions):
        raise MalformedRequestError("There is no such question.")
    at = _moment(event, session.started_at or received_at, received_at)
    if session.expires_at <= min(at, received_at):
        raise LinkExpiredError("The link's time was over by then.")
    return Flag(
        id=event.id,
        type=event.type,
        question_index=event.question_index,
        at=at,
        detail=event.detail,
    )


def _moment(event: ProctoringEvent, started_at: datetime, received_at: datetime) -> datetime:
    """When it happened: not before the start. A browser's clock that is off gives way to the time of receipt."""
    if event.ago_ms is not None:
        return max(started_at, received_at - timedelta(milliseconds=event.ago_ms))
    assert event.at, "one of the two is there"
    is_believed = started_at - MAX_CLOCK_ERROR <= event.at <= received_at + MAX_CLOCK_ERROR
    return event.at if is_believed else received_at


def is_of(flag: Flag, question: OfQuestion) -> bool:
    """Whether it is one of those that are asked for."""
    return question is None or flag.question_index == (None if question == "none" else question)


def in_order(flags: Iterable[Flag], after: Position | None = None) -> list[Flag]:
    """In the order of their times, those after a place in it."""
    placed = sorted(flags, key=lambda flag: (flag.at, flag.id))
    return [flag for flag in placed if after is None or (flag.at, flag.id) > after]


def require_standing(socket: Socket, session: Session | None, now: datetime) -> Session:
    """Raise unless a socket may stay open: a recruiter's as long as there is an interview, a candidate's as long as
    it is not over and their link not replaced.

    NotFoundError, SignInRequiredError or LinkClosedError.
    """
    if session is None:
        raise NotFoundError("There is no such interview any more.")
    if socket.role is TicketRole.CANDIDATE:
        if session.link_token_hash != socket.link_token_hash:
            raise SignInRequiredError(REPLACED)
        _require_not_over(session, now)
    return session


def require_watched(session: Session, now: datetime) -> None:
    """Raise unless the interview is under way, or was locked a moment ago.

    NotBegunError before the candidate has agreed and begun, LinkClosedError once it is over.
    """
    _require_not_over(session, now)
    if session.state is SessionState.PENDING:
        raise NotBegunError("Start the interview first.")


def require_awaited(session: Session, now: datetime) -> None:
    """As `require_watched`, for what happened before: after the link's end, too, it is taken until the lock."""
    if session.is_locked:
        _require_not_over(session, now)
    else:
        require_unlocked(session, now)


def _require_not_over(session: Session, now: datetime) -> None:
    if session.is_locked:
        open_until = session.completed_at + LOCK_GRACE if session.completed_at else now
    else:
        open_until = session.expires_at
    if session.state in ENDED_EARLY or now >= open_until:
        raise LinkClosedError("This interview is closed.")
