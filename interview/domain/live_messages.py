"""The vocabulary of `/live`: what pages say and are told. Their types are generated from these models (`make types`).

All in text. Up: one command, whose `action` is what API Gateway routes by. Down: answers, one to each command, and the
news that those who have joined are told.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from interview.domain.proctoring import Flag, ProctoringEvent
from interview.domain.sessions.session import SessionState
from interview.domain.tokens import TicketRole
from interview.domain.values import Value
from interview.errors import MalformedRequestError

__all__ = [
    "MAX_COMMAND_BYTES",
    "EventStored",
    "Heartbeat",
    "HeartbeatHeard",
    "JoinSession",
    "Joined",
    "LiveAnswer",
    "LiveCommand",
    "LiveError",
    "LiveMessage",
    "LiveNews",
    "NewFlag",
    "NewState",
    "ReviewChanged",
    "TellEvent",
    "parse",
]

MAX_COMMAND_BYTES = 4096


class _Command(Value):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class JoinSession(_Command):
    """Tell me the news from now on. Answered `joined`."""

    action: Literal["join_session"]


class TellEvent(_Command):
    """What the candidate's browser noticed, `ago_ms` milliseconds ago. Answered `event_stored`; a repeat, known by its
    `id`, is answered alike and counts once."""

    action: Literal["proctoring_event"]
    event: ProctoringEvent


class Heartbeat(_Command):
    """May the socket stay open? Said every 12 s by a candidate's page, every 25 s by a recruiter's, and answered
    `heartbeat`."""

    action: Literal["heartbeat"]


LiveCommand = JoinSession | TellEvent | Heartbeat
"""All that a page says."""

_COMMAND: TypeAdapter[LiveCommand] = TypeAdapter(
    Annotated[LiveCommand, Field(discriminator="action")], config=ConfigDict(defer_build=True)
)


def parse(text: str) -> LiveCommand:
    """Raises MalformedRequestError, which quotes nothing of what was sent."""
    if len(text.encode(errors="replace")) > MAX_COMMAND_BYTES:
        raise MalformedRequestError("The message is too long.")
    try:
        return _COMMAND.validate_json(text)
    except ValidationError as error:
        raise MalformedRequestError(f"The message cannot be read: {error.error_count()} fields.") from None
    except UnicodeEncodeError:
        raise MalformedRequestError("The message is no text.") from None


class _Message(Value):
    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Joined(_Message):
    """The socket is told the news from here on; what was before, the API says."""

    type: Literal["joined"] = "joined"
    role: TicketRole
    session_id: UUID


class EventStored(_Message):
    """The event of this id is kept, and need not be said again."""

    type: Literal["event_stored"] = "event_stored"
    id: UUID


class HeartbeatHeard(_Message):
    """The socket may stay open."""

    type: Literal["heartbeat"] = "heartbeat"


class LiveError(_Message):
    """A command is refused, or the socket ends. `code` is one of the errors, `unknown_message`, or `elsewhere` where a
    newer socket took the place of this one; `message` is for developers. `id` names the event that is refused, where
    one can be made out; `retryable` says to send it again later."""

    type: Literal["error"] = "error"
    code: str
    message: str | None = None
    retryable: bool = False
    id: UUID | None = None


class NewFlag(_Message):
    """Something was noticed in the session, and is kept. News may overtake each other."""

    type: Literal["proctoring_event"] = "proctoring_event"
    event: Flag


class NewState(_Message):
    """The session has this state. News may overtake each other: the API says what holds."""

    type: Literal["session_changed"] = "session_changed"
    state: SessionState


class ReviewChanged(_Message):
    """A score or a scorecard was made, the result was contested, or somebody decided, judged, noted, tagged, or set a
    flag aside. The API says what holds."""

    type: Literal["review_changed"] = "review_changed"


LiveAnswer = Joined | EventStored | HeartbeatHeard | LiveError
"""What the socket that said something is answered; an error may come unasked."""
LiveNews = NewFlag | NewState | ReviewChanged
"""What recruiters who have joined are told."""
LiveMessage = LiveAnswer | LiveNews
