"""Results to take elsewhere: one interview at once, or a file of many that a job makes."""

from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field

from functions.api import callers
from functions.api.models import Request, View
from functions.api.service import api
from functions.api.sessions import MAX_QUERY, MAX_VALUES
from interview.domain.clock import ClientTime
from interview.domain.decisions.notes import Tag
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.exports import Export, ExportedSession, ExportFormat, ExportState, ExportWish
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.listing.entries import Certainty, ListedState
from interview.domain.listing.query import DecisionIs, FlagsAre, Order, Wanted
from interview.domain.search import terms_of
from interview.domain.sessions.session import Source

router = Router()
logger = Logger()

TAGS = ["Exports"]

Value = TypeVar("Value")
Several = Annotated[tuple[Value, ...], Field(max_length=MAX_VALUES, description="any of these")]


class ExportRequest(Request):
    """One interview, or those that `GET /api/sessions` lists when it is asked the same, in that order."""

    format: ExportFormat
    language: Language = Field(default=DEFAULT_LANGUAGE, description="of a document, and of a CSV's words and numbers")
    session_id: UUID | None = None
    q: Annotated[str, Field(max_length=MAX_QUERY)] = ""
    template_id: Several[UUID] = ()
    state: Several[ListedState] = ()
    decision: Several[DecisionIs] = ()
    certainty: Several[Certainty] = ()
    reviewer: Several[UUID] = ()
    tag: Several[Tag] = ()
    source: Several[Source] = ()
    flags: FlagsAre | None = None
    score_min: float | None = Field(default=None, ge=0, le=10)
    score_max: float | None = Field(default=None, ge=0, le=10)
    since: ClientTime | None = Field(default=None, alias="from")
    until: ClientTime | None = Field(default=None, alias="to")
    sort: Order = Order.FINISHED

    @property
    def wish(self) -> ExportWish:
        wanted = Wanted(
            terms=terms_of(self.q),
            templates=self.template_id,
            states=self.state,
            decisions=self.decision,
            certainties=self.certainty,
            reviewers=self.reviewer,
            tags=self.tag,
            sources=self.source,
            flags=self.flags,
            score_min=self.score_min,
            score_max=self.score_max,
            since=self.since,
            until=self.until,
        )
        return ExportWish(session_id=self.session_id, wanted=wanted, order=self.sort)


class ExportView(View):
    """`sessions` are in it so far. `url` downloads the file for an hour, once `state` is `done`; the file itself is
    kept until `expires_at`, and goes when an interview in it is forgotten."""

    id: UUID
    format: ExportFormat
    state: ExportState
    sessions: int
    is_cut: bool = Field(description="there were more than fit into one file: it holds the first of the list")
    size: int | None = Field(description="bytes")
    created_at: datetime
    expires_at: datetime
    url: str | None


def export_view(export: Export, url: str | None = None) -> ExportView:
    return ExportView(**export.model_dump(include=set(ExportView.model_fields)), url=url)


@router.get("/sessions/<session_id>/export.json", summary="Export an interview", tags=TAGS, security=[callers.SIGN_IN])
def export_session(session_id: UUID) -> ExportedSession:
    """All that is known of it, as in a file of many: see there where it is too long for one answer."""
    return api().export_session(callers.user(router.current_event, *MAY[Action.EXPORT]), session_id)


@router.post("/exports", summary="Export results", tags=TAGS, status_code=202, security=[callers.SIGN_IN])
def request_export(request: ExportRequest) -> ExportView:
    """Begins a file, as CSV with a line an interview, or as JSON with all that is known: an object with `schema`,
    `made_at` and `sessions`, each as `GET /api/sessions/{session_id}/export.json` answers; or as PDF to read and print,
    of one interview. What is hidden from the caller is not in it."""
    user = callers.user(router.current_event, *MAY[Action.EXPORT])
    export = api().request_export(user, request.format, request.wish, request.language)
    logger.info("export_requested", exportId=str(export.id), format=export.format.value)
    return export_view(export)


@router.get("/exports/<export_id>", summary="Show an export", tags=TAGS, security=[callers.SIGN_IN])
def show_export(export_id: UUID) -> ExportView:
    """How far it is, and where it is when it is done. The caller's own alone."""
    user = callers.user(router.current_event, *MAY[Action.EXPORT])
    return export_view(*api().show_export(user, export_id))
