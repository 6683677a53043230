"""Tickets for the WebSockets behind `/live` and `/voice`."""

from datetime import datetime
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field

from functions.api import callers
from functions.api.models import Request, View
from functions.api.service import api, candidate_api
from interview.errors import MalformedRequestError

router = Router()


class TicketRequest(Request):
    session_id: UUID | None = Field(default=None, description="which session to watch; a candidate's is their own")


class TicketView(View):
    """Open `/live?ticket=…` with it, once, before `expires_at`."""

    ticket: str
    session_id: UUID
    expires_at: datetime


class VoiceTicketView(View):
    """Open `/voice?ticket=…` with it, once, before `expires_at`."""

    ticket: str
    expires_at: datetime


@router.post(
    "/live-tickets",
    summary="Get a ticket for the live connection",
    tags=["Live"],
    status_code=201,
    security=[callers.SIGN_IN, callers.LINK],
)
def issue_live_ticket(wanted: TicketRequest) -> TicketView:
    """Good for one connection within a minute."""
    if callers.has_link_token(router.current_event):
        issued = candidate_api().issue_ticket.for_candidate(callers.candidate(router.current_event))
    else:
        token, user = callers.sign_in_token(router.current_event), callers.user(router.current_event)
        if wanted.session_id is None:
            raise MalformedRequestError("Name the session to watch: session_id.")
        issued = api().issue_ticket.for_recruiter(user, wanted.session_id, token)
    return TicketView(ticket=issued.ticket, session_id=issued.session_id, expires_at=issued.expires_at)


@router.post(
    "/interview/voice-ticket",
    summary="Get a ticket for the voice connection",
    tags=["Interview"],
    status_code=201,
    security=[callers.LINK],
)
def issue_voice_ticket() -> VoiceTicketView:
    """Good for one connection within a minute, from the start of the interview on."""
    issued = candidate_api().issue_ticket.for_voice(callers.candidate(router.current_event))
    return VoiceTicketView(ticket=issued.ticket, expires_at=issued.expires_at)
