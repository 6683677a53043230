"""What the commands of a socket do, and what they are answered."""

from typing import Any

from aws_lambda_powertools import Logger

from interview.domain.live_messages import (
    EventStored,
    Heartbeat,
    HeartbeatHeard,
    Joined,
    JoinSession,
    LiveAnswer,
    LiveError,
    TellEvent,
    parse,
)
from interview.domain.proctoring import Socket
from interview.errors import (
    ColloquyError,
    LinkClosedError,
    MalformedRequestError,
    NotFoundError,
    SignInRequiredError,
    TooManyAttemptsError,
)
from interview.wiring.proctoring import Live

UNKNOWN = "$default"
"""The route of what has no `action` of the vocabulary."""
ENDING = (LinkClosedError.code, NotFoundError.code, SignInRequiredError.code, TooManyAttemptsError.code)
"""Errors after which a socket is closed: its interview is over or gone, its link replaced, it was ended before, or it
says too much."""

logger = Logger()


def socket_of(request: dict[str, Any]) -> Socket:
    """Who holds a socket: the authorizer's context comes with each of its messages."""
    holder = request["authorizer"]
    return Socket(
        connection_id=request["connectionId"],
        role=holder["role"],
        session_id=holder["session_id"],
        link_token_hash=holder.get("link_token_hash"),
        user_id=holder.get("user_id"),
        organisation_id=holder.get("organisation_id"),
        sign_in_hash=holder.get("sign_in_hash"),
    )


def reply(live: Live, socket: Socket, route: str, body: str) -> LiveAnswer:
    """Do what a message asks for; what to answer, also where that cannot be done."""
    try:
        live.count_message(socket)
        return LiveError(code="unknown_message") if route == UNKNOWN else _answer(live, socket, body)
    except ColloquyError as error:
        logger.warning("live_message_refused", route=route, code=error.code)
        return _refusal(error, body)


def is_last(answer: LiveAnswer) -> bool:
    """Whether nothing follows this answer."""
    return isinstance(answer, LiveError) and answer.code in ENDING


def _answer(live: Live, socket: Socket, body: str) -> LiveAnswer:
    """Raises ColloquyError."""
    match parse(body):
        case JoinSession():
            live.check_socket(socket)
            live.join_session(socket)
            return Joined(role=socket.role, session_id=socket.session_id)
        case TellEvent(event=event):
            if live.record_event(socket, event):
                logger.info("proctoring_event", type=event.type.value, questionIndex=event.question_index)
            return EventStored(id=event.id)
        case Heartbeat():
            live.check_socket(socket)
            return HeartbeatHeard()


def _refusal(error: ColloquyError, body: str) -> LiveError:
    try:
        command = parse(body)
    except MalformedRequestError:
        command = None
    refused = command.event.id if isinstance(command, TellEvent) else None
    return LiveError(code=error.code, message=error.message, retryable=error.retryable, id=refused)
