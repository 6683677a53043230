"""Many people invited together: their file is checked, looked at, and then worked off by a job."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Base64Bytes, Field

from functions.api import callers
from functions.api.models import EntryId, LinkDays, Request, View
from functions.api.service import api
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.exports import CONTENT_TYPES, ExportFormat
from interview.domain.invitations.batches import BatchState, InvitationRow, RowFault, RowState
from interview.domain.invitations.table import MAX_ROWS, Column
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.session import LINK_TTL
from interview.domain.spreadsheets import BYTE_ORDER_MARK, Cell, csv_lines, heads, in_words
from interview.use_cases.invitations.prepare_batch import ListOfPeople
from interview.use_cases.invitations.show_batch import ShownBatch

router = Router()
logger = Logger()

TAGS = ["Invitations"]
MAX_FILE_BYTES = 700_000
"""In base64, and with all else of a body, a little less than a body may have."""
TROUBLE = (RowState.FAULTY, RowState.REPEATED, RowState.KNOWN)
"""Rows by which nobody is invited."""
TROUBLE_HEAD = ("line", "candidate_name", "candidate_email", "reason")
LINKS_HEAD = ("line", "candidate_name", "candidate_email", "link")

Spreadsheet = Annotated[Language, Query(description="of the spreadsheet that reads it")]
FileBytes = Annotated[Base64Bytes, Field(min_length=1, max_length=MAX_FILE_BYTES)]


class BatchRequest(Request):
    """A table with a line of heads, parted by commas, semicolons or tabs: a name (or a first and a last name) and, if
    there are such columns, address, language, tags, and what makes the interview fair. Heads may be German."""

    id: EntryId
    template_id: UUID
    file: FileBytes = Field(description="in base64; 700,000 bytes at most, in UTF-8, UTF-16 or Windows-1252")
    expires_in_days: LinkDays = LINK_TTL.days
    by_email: bool = Field(default=False, description="send the links; then each row has an address")


class BatchView(View):
    """`counts` has how many rows are how far; together they are `rows`. The names go at `expires_at`; interviews
    stay."""

    id: UUID
    template_id: UUID
    template_title: str
    state: BatchState
    by_email: bool
    expires_in_days: int
    columns: tuple[Column, ...] = Field(description="that were found")
    unknown_columns: tuple[str, ...] = Field(description="heads of those that are passed over")
    rows: int
    counts: dict[RowState, int]
    created_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime


class BatchList(View):
    batches: list[BatchView]


class BatchRowView(View):
    """`line` is where it begins in the file."""

    line: int
    name: str
    email: str | None
    language: Language | None = Field(description="null: the template's")
    tags: tuple[str, ...]
    accommodations: Accommodations
    state: RowState
    fault: RowFault | None


class BatchRowList(View):
    """`next_after` is null on the last page."""

    rows: list[BatchRowView]
    next_after: int | None


def batch_view(shown: ShownBatch) -> BatchView:
    batch, counts = shown
    return BatchView(
        **batch.model_dump(include=set(BatchView.model_fields)),
        template_id=batch.template.id,
        template_title=batch.template.title,
        counts=dict(counts),
    )


@router.post(
    "/invitation-batches", summary="Check a list of people", tags=TAGS, status_code=201, security=[callers.SIGN_IN]
)
def prepare_batch(request: BatchRequest) -> BatchView:
    """Nobody is invited by this: look at `counts` and the rows, then begin. Whoever stands in it twice, or was invited
    to the template before, is passed over. 400 `unreadable_table`, `no_name_column`, `column_twice` or `too_many_rows`
    (5,000) for a file that is no such list."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    people = ListOfPeople(
        request.id, request.template_id, request.file, request.expires_in_days, by_email=request.by_email
    )
    shown = api().prepare_batch(user, people)
    logger.info("people_checked", batchId=str(shown.batch.id), rows=shown.batch.rows)
    return batch_view(shown)


@router.get("/invitation-batches", summary="List the lists of people", tags=TAGS, security=[callers.SIGN_IN])
def list_batches() -> BatchList:
    """The caller's own of the last two weeks, the newest 20."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    return BatchList(batches=[batch_view(shown) for shown in api().show_batch.all_of(user)])


@router.get("/invitation-batches/<batch_id>", summary="Show a list of people", tags=TAGS, security=[callers.SIGN_IN])
def show_batch(batch_id: UUID) -> BatchView:
    """How far it is. The caller's own alone."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    return batch_view(api().show_batch(user, batch_id))


@router.get("/invitation-batches/<batch_id>/rows", summary="List the people", tags=TAGS, security=[callers.SIGN_IN])
def list_batch_rows(
    batch_id: UUID,
    state: Annotated[list[RowState] | None, Query(max_length=len(RowState), description="any of these")] = None,
    after: Annotated[int, Query(ge=0, le=10**7, description="`next_after` of the page before")] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> BatchRowList:
    """In the order of the file. The caller's own alone."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    rows = api().show_batch.rows(user, batch_id, state or tuple(RowState), limit + 1, after)
    page = rows[:limit]
    views = [BatchRowView(**row.model_dump(include=set(BatchRowView.model_fields))) for row in page]
    return BatchRowList(rows=views, next_after=page[-1].line if len(rows) > limit else None)


@router.post(
    "/invitation-batches/<batch_id>/start",
    summary="Invite a list of people",
    tags=TAGS,
    status_code=202,
    security=[callers.SIGN_IN],
)
def begin_batch(batch_id: UUID) -> BatchView:
    """Invites all rows that are `ready`, by a job that may take some minutes; also again where it has `stopped`. All
    links count at once: where a day's do not suffice nobody is invited (429)."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    shown = api().begin_batch(user, batch_id)
    logger.info("batch_begun", batchId=str(batch_id), rows=shown.batch.rows)
    return batch_view(shown)


@router.post(
    "/invitation-batches/<batch_id>/cancellation",
    summary="Break off inviting a list",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def cancel_batch(batch_id: UUID) -> BatchView:
    """Nobody more is invited; whoever is already stays so."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    shown = api().cancel_batch(user, batch_id)
    logger.info("batch_cancelled", batchId=str(batch_id))
    return batch_view(shown)


@router.get(
    "/invitation-batches/<batch_id>/not-invited.csv",
    summary="Fetch who is not invited",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def export_not_invited(batch_id: UUID, language: Spreadsheet = DEFAULT_LANGUAGE) -> Response[str]:
    """Each row that nobody is invited by, with the reason. The caller's own alone."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    rows = api().show_batch.rows(user, batch_id, TROUBLE, MAX_ROWS, 0)
    return _file(TROUBLE_HEAD, ((row.line, row.name, row.email, _reason(row, language)) for row in rows), language)


@router.get(
    "/invitation-batches/<batch_id>/links.csv", summary="Fetch the links", tags=TAGS, security=[callers.SIGN_IN]
)
def export_links(batch_id: UUID, language: Spreadsheet = DEFAULT_LANGUAGE) -> Response[str]:
    """Of all that are invited: put the site's address in front of each. Empty where a link is not to be had any more.
    The caller's own alone."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    links = (
        (row.line, row.name, row.email, f"/interview#{token}" if token else "")
        for row, token in api().show_batch.links(user, batch_id)
    )
    return _file(LINKS_HEAD, links, language)


def _reason(row: InvitationRow, language: Language) -> str:
    return in_words((row.fault or row.state).value, language)


def _file(head: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], language: Language) -> Response[str]:
    body = BYTE_ORDER_MARK + csv_lines([heads(head, language), *rows], language)
    return Response(200, content_type=CONTENT_TYPES[ExportFormat.CSV], body=body)
