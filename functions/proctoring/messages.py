"""What sockets say, and what they are answered."""

from typing import Any

from aws_lambda_powertools import Logger
from pydantic import BaseModel, ConfigDict, ValidationError

from interview.domain.proctoring import ProctoringEvent, Socket
from interview.errors import (
    ColloquyError,
    LinkClosedError,
    MalformedRequestError,
    NotFoundError,
    SignInRequiredError,
    TooManyAttemptsError,
)
from interview.wiring.proctoring import Live

MAX_MESSAGE_BYTES = 4096
ENDING = (LinkClosedError.code, NotFoundError.code, SignInRequiredError.code, TooManyAttemptsError.code)
"""Errors after which a socket is closed: its interview is over or gone, its link replaced, it was ended before, or it
says too much."""

logger = Logger()


class EventMessage(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    action: str
    event: ProctoringEvent


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


def parse_event(body: str) -> ProctoringEvent:
    """Raises MalformedRequestError, which quotes nothing of what was sent."""
    if len(body.encode()) > MAX_MESSAGE_BYTES:
        raise MalformedRequestError("The message is too long.")
    try:
        return EventMessage.model_validate_json(body).event
    except ValidationError as error:
        raise MalformedRequestError(f"The event cannot be read: {error.error_count()} fields.") from None


def reply(live: Live, socket: Socket, route: str, body: str) -> dict[str, Any]:
    """Do what a message asks for; what to answer, also where that cannot be done."""
    try:
        live.count_message(socket)
        return _answer(live, socket, route, body)
    except ColloquyError as error:
        logger.warning("live_message_refused", route=route, code=error.code)
        return _refusal(error, body)


def is_last(answer: dict[str, Any]) -> bool:
    """Whether nothing follows this answer."""
    return answer["type"] == "error" and answer["code"] in ENDING


def _answer(live: Live, socket: Socket, route: str, body: str) -> dict[str, Any]:
    """Raises ColloquyError."""
    match route:
        case "join_session":
            live.check_socket(socket)
            live.join_session(socket)
            return {"type": "joined", "role": socket.role.value, "session_id": str(socket.session_id)}
        case "proctoring_event":
            event = parse_event(body)
            if live.record_event(socket, event):
                logger.info("proctoring_event", type=event.type.value, questionIndex=event.question_index)
            return {"type": "event_stored", "id": str(event.id)}
        case "heartbeat":
            live.check_socket(socket)
            return {"type": "heartbeat"}
        case _:
            return {"type": "error", "code": "unknown_message", "retryable": False}


def _refusal(error: ColloquyError, body: str) -> dict[str, Any]:
    """`message` is for people; `id` names the event that is refused, where one can be made out; `retryable` says to
    send it again later."""
    try:
        about = {"id": str(parse_event(body).id)}
    except MalformedRequestError:
        about = {}
    return {"type": "error", "code": error.code, "message": error.message, "retryable": error.retryable, **about}
