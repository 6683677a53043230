"""Mails to candidates: what was sent, sending again, and an end of reminders."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers, service
from functions.api.models import EntryId, Request, View
from functions.api.service import api
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.mail.letters import Letter, LetterKind, LetterState, UnsentReason
from interview.use_cases.mail.send_again import AskedKind

router = Router()
logger = Logger()

TAGS = ["Mail"]


class LetterRequest(Request):
    id: EntryId
    kind: AskedKind = Field(description="the link once more, a reminder of it, or what was decided")


class LetterView(View):
    """`due_at` is when one that waits is sent. Whom it went to stands in the interview."""

    id: str
    kind: LetterKind
    state: LetterState
    reason: UnsentReason | None = Field(description="why it was not sent, or not yet")
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None = Field(description="when it was delivered, or came back")


class LetterList(View):
    """The newest 100."""

    is_on: bool = Field(description="whether this stage sends mail; else links are copied by hand")
    letters: list[LetterView]


def letter_view(letter: Letter) -> LetterView:
    return LetterView(**letter.model_dump(include=set(LetterView.model_fields)))


@router.get("/sessions/<session_id>/letters", summary="List the letters", tags=TAGS, security=[callers.SIGN_IN])
def list_letters(session_id: UUID) -> LetterList:
    """What was written to the candidate, and what became of it."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    letters = api().list_letters(user, session_id)
    return LetterList(is_on=bool(service.settings().mail_from), letters=[letter_view(letter) for letter in letters])


@router.post(
    "/sessions/<session_id>/letters",
    summary="Write to the candidate",
    tags=TAGS,
    status_code=202,
    security=[callers.SIGN_IN],
)
def send_letter(session_id: UUID, letter: LetterRequest) -> LetterView:
    """It is sent soon. 409 `no_address` without an address; `link_unknown` where the link was made before there was
    mail; `nothing_decided` where there is nothing to tell; `judge_first` where the decision is hidden from the
    caller. A reminder: `unsubscribed`, `address_refused`, `mail_off`, and 429 within a day of another."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    written = api().send_again(user, session_id, letter.kind, letter.id)
    logger.info("letter_asked_for", sessionId=str(session_id), kind=letter.kind.value)
    return letter_view(written)


@router.post("/unsubscribe", summary="Stop reminders", tags=TAGS, status_code=204)
def unsubscribe(of: Annotated[UUID, Query()], token: Annotated[str, Query(max_length=128)]) -> Response[None]:
    """By the link in a letter (RFC 8058: one click): no more reminders of that interview, or of results. The token
    stands in the query, which no log holds."""
    api().stop_mail(of, token)
    return Response(204)
