"""Interviews are erased for good: because a recruiter or the candidate asks for it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers
from functions.api.models import Cursor, Request, View
from functions.api.service import api
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.sessions.erasure import AskedBy, Erasure, ErasureReason, ErasureReport, ErasureState
from interview.entrypoints.http.callers import token_of

router = Router()
logger = Logger()

TAGS = ["Erasures"]


class ErasureRequest(Request):
    """Why: a code, for what is said here stays."""

    reason: ErasureReason


class ErasureView(View):
    """`asked`: what can be read is about to go; `under_way`: it is gone, and recordings go within minutes; `done`:
    nothing is left. No person is named here."""

    id: UUID
    session_hash: str = Field(description="SHA-256 of the interview's id")
    asked_by: AskedBy
    reason: ErasureReason | None
    state: ErasureState
    asked_at: datetime
    begun_at: datetime | None
    done_at: datetime | None


class ErasureDetails(ErasureView):
    report: ErasureReport | None = Field(description="once it is done: to be kept, and verified by who operates this")


class ErasureList(View):
    """Newest first; `next_cursor` is null on the last page."""

    erasures: list[ErasureView]
    next_cursor: str | None


class OwnErasureView(View):
    """Of the candidate's own interview."""

    id: UUID
    state: ErasureState
    asked_at: datetime
    done_at: datetime | None


def erasure_view(erasure: Erasure) -> ErasureView:
    return ErasureView(**erasure.model_dump(include=set(ErasureView.model_fields)), state=erasure.state)


def own_view(erasure: Erasure) -> OwnErasureView:
    return OwnErasureView(**erasure.model_dump(include=set(OwnErasureView.model_fields)), state=erasure.state)


@router.post(
    "/sessions/<session_id>/erasure",
    summary="Erase an interview for good",
    tags=TAGS,
    status_code=202,
    security=[callers.SIGN_IN],
)
def erase_session(session_id: UUID, request: ErasureRequest) -> ErasureView:
    """In whatever state it is. What can be read of it is gone when this is answered, its recordings within minutes.
    There is no way back. A repeat is answered with how far the first has come."""
    user = callers.user(router.current_event, *MAY[Action.ERASE])
    erasure = api().erase_session.of_recruiter(user, session_id, request.reason)
    logger.info("erasure_asked", sessionId=str(session_id), erasureId=str(erasure.id), askedBy=erasure.asked_by)
    return erasure_view(erasure)


@router.get("/erasures", summary="List the erasures", tags=TAGS, security=[callers.SIGN_IN])
def list_erasures(cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=100)] = 50) -> ErasureList:
    """Page by page: who asked for each, and how far it is."""
    user = callers.user(router.current_event, *MAY[Action.ERASE])
    page = api().show_erasures.page(user, cursor, limit)
    return ErasureList(erasures=[erasure_view(each) for each in page.erasures], next_cursor=page.next_cursor)


@router.get("/erasures/<erasure_id>", summary="Show an erasure", tags=TAGS, security=[callers.SIGN_IN])
def show_erasure(erasure_id: UUID) -> ErasureDetails:
    """With its signed report once it is done."""
    user = callers.user(router.current_event, *MAY[Action.ERASE])
    erasure, report = api().show_erasures.one(user, erasure_id)
    return ErasureDetails(**erasure_view(erasure).model_dump(), report=report)


@router.post(
    "/interview/erasure", summary="Erase one's own interview", tags=TAGS, status_code=202, security=[callers.LINK]
)
def erase_interview() -> OwnErasureView:
    """All that is held of the candidate, whether it is over or not. There is no way back, and the link ends."""
    session = callers.candidate(router.current_event)
    erasure = api().erase_session.of_candidate(session)
    logger.info("erasure_asked", sessionId=str(session.id), erasureId=str(erasure.id), askedBy=erasure.asked_by)
    return own_view(erasure)


@router.get("/interview/erasure", summary="Show how far one's erasure is", tags=TAGS, security=[callers.LINK])
def show_own_erasure() -> OwnErasureView:
    """By the link of an interview that was erased, for ninety days."""
    return own_view(api().show_erasures.by_link(token_of(router.current_event)))
