"""The audit log of an organisation: for its admins to read, to take away, and to check."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers
from functions.api.models import Cursor, View
from functions.api.service import api
from interview.domain.audit import Actor, AuditAction, AuditedObject, AuditEntry, AuditFault
from interview.domain.clock import ClientTime
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.exports import CONTENT_TYPES, ExportFormat
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.spreadsheets import BYTE_ORDER_MARK, csv_lines
from interview.use_cases.auditing.list_entries import MAX_EXPORTED

router = Router()

TAGS = ["Audit log"]
JSON_LINES = "application/x-ndjson"
NEXT_AFTER = "x-next-after"
"""Where the rest of the log begins."""
HEAD = ("number", "at", "actor", "actor_id", "key_id", "action", "object", "object_ids", "part", "network", "hash")

After = Annotated[int, Query(ge=0, le=10**12, description="the number of the last entry that is there already")]


class AuditEntryView(View):
    """`object.ids` name what it was done to, `object.part` the question of an answer. `network` is that of the address
    it came from, shortened. `hash` holds `previous_hash`."""

    number: int
    at: datetime
    actor: Actor
    action: AuditAction
    object: AuditedObject
    network: str | None
    previous_hash: str
    hash: str


class AuditEntryList(View):
    """Newest first; `next_cursor` is null on the last page."""

    entries: list[AuditEntryView]
    next_cursor: str | None


class AuditVerification(View):
    """Every entry up to `checked_to` is as it was written, and follows the one before."""

    checked_to: int
    head_hash: str = Field(description="of the entry `checked_to`")
    broken_at: int | None = Field(description="the first number that is wrong, or lacking")
    fault: AuditFault | None
    is_all: bool = Field(description="false: ask again with `after` as `checked_to`")


def entry_view(entry: AuditEntry) -> AuditEntryView:
    return AuditEntryView(**entry.model_dump(include=set(AuditEntryView.model_fields)))


@router.get("/audit-entries", summary="List the audit log", tags=TAGS, security=[callers.SIGN_IN])
def list_audit_entries(
    person: Annotated[UUID | None, Query(description="who did it: a person, a share or a candidate's session")] = None,
    action: Annotated[AuditAction | None, Query()] = None,
    since: Annotated[ClientTime | None, Query(alias="from")] = None,
    until: Annotated[ClientTime | None, Query(alias="to")] = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditEntryList:
    """Page by page: who did what to what, when, and from where. What is read again and again is there once an hour for
    each who reads it."""
    user = callers.user(router.current_event, *MAY[Action.READ_AUDIT_LOG])
    page = api().list_entries(user, person, action, since, until, cursor, limit)
    return AuditEntryList(entries=[entry_view(entry) for entry in page.entries], next_cursor=page.next_cursor)


@router.get("/audit-entries.jsonl", summary="Export the audit log as JSON lines", tags=TAGS, security=[callers.SIGN_IN])
def export_audit_lines(after: After = 0) -> Response[str]:
    """In the order in which it was written, with all that a hash is made of; at most 5,000 entries. Where more follow,
    the header `x-next-after` says what to ask for next."""
    user = callers.user(router.current_event, *MAY[Action.READ_AUDIT_LOG])
    entries = api().list_entries.export(user, after)
    return _file("".join(f"{entry.model_dump_json()}\n" for entry in entries), JSON_LINES, entries)


@router.get("/audit-entries.csv", summary="Export the audit log as CSV", tags=TAGS, security=[callers.SIGN_IN])
def export_audit_csv(
    after: After = 0,
    language: Annotated[Language, Query(description="of the spreadsheet that reads it")] = DEFAULT_LANGUAGE,
) -> Response[str]:
    """As the JSON lines, for spreadsheets; the first piece has the heads of the columns."""
    user = callers.user(router.current_event, *MAY[Action.READ_AUDIT_LOG])
    entries = api().list_entries.export(user, after)
    lines = csv_lines([*([HEAD] if after == 0 else ()), *map(_row, entries)], language)
    return _file((BYTE_ORDER_MARK if after == 0 else "") + lines, CONTENT_TYPES[ExportFormat.CSV], entries)


@router.get("/audit-entries/verification", summary="Check the audit log", tags=TAGS, security=[callers.SIGN_IN])
def verify_audit_entries(after: After = 0) -> AuditVerification:
    """Whether the entries that follow are as they were written, 5,000 of them at most. What was taken off the end is
    found by an operator's command, with a hash that was noted elsewhere."""
    user = callers.user(router.current_event, *MAY[Action.READ_AUDIT_LOG])
    verified = api().verify_entries(user.organisation_id, after)
    return AuditVerification(
        checked_to=verified.head.number,
        head_hash=verified.head.hash,
        broken_at=verified.broken_at,
        fault=verified.fault,
        is_all=verified.is_all,
    )


def _file(body: str, content_type: str, entries: Sequence[AuditEntry]) -> Response[str]:
    more = {NEXT_AFTER: str(entries[-1].number)} if len(entries) == MAX_EXPORTED else {}
    return Response(200, content_type=content_type, body=body, headers=more)


def _row(entry: AuditEntry) -> tuple[str | int | datetime | None, ...]:
    actor, done_to = entry.actor, entry.object
    return (
        entry.number,
        entry.at,
        actor.kind.value,
        _text(actor.id),
        _text(actor.key_id),
        entry.action.value,
        done_to.kind.value,
        " ".join(map(str, done_to.ids)),
        done_to.part,
        entry.network,
        entry.hash,
    )


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None
