"""Notes on an interview, and its tags."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers
from functions.api.decisions import TAGS
from functions.api.models import HIGHEST_INDEX, Cursor, EntryId, Request, View
from functions.api.service import api
from interview.domain.decisions.entries import Author
from interview.domain.decisions.notes import MAX_TAGS, Note, Tag
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.templates import Paragraph

router = Router()

MAX_MOMENT_MS = 24 * 60 * 60 * 1000


class NoteRequest(Request):
    id: EntryId
    text: Paragraph
    question_index: int | None = Field(default=None, ge=0, le=HIGHEST_INDEX)
    at_ms: int | None = Field(
        default=None, ge=0, le=MAX_MOMENT_MS, description="on the recording's clock of that question's answer"
    )


class NoteView(View):
    id: UUID
    author: Author
    at: datetime
    text: str
    question_index: int | None
    at_ms: int | None


class NoteList(View):
    """Newest first; `next_cursor` is null on the last page."""

    notes: list[NoteView]
    next_cursor: str | None


class TagsRequest(Request):
    add: tuple[Tag, ...] = Field(default=(), max_length=MAX_TAGS)
    remove: tuple[Tag, ...] = Field(default=(), max_length=MAX_TAGS)


class TagList(View):
    tags: list[str]


def note_view(note: Note) -> NoteView:
    return NoteView(**note.model_dump(include=set(NoteView.model_fields)))


@router.get("/sessions/<session_id>/notes", summary="List the notes", tags=TAGS, security=[callers.SIGN_IN])
def list_notes(
    session_id: UUID,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> NoteList:
    """On the whole interview, or on a moment of an answer, page by page."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    page = api().list_notes(user, session_id, cursor, limit)
    return NoteList(notes=[note_view(note) for note in page.notes], next_cursor=page.next_cursor)


@router.post(
    "/sessions/<session_id>/notes", summary="Add a note", tags=TAGS, status_code=201, security=[callers.SIGN_IN]
)
def add_note(session_id: UUID, request: NoteRequest) -> NoteView:
    """Everybody of the organisation reads it; it is never changed."""
    user = callers.user(router.current_event, *MAY[Action.NOTE])
    return note_view(api().add_note(user, session_id, request.id, request.text, request.question_index, request.at_ms))


@router.post("/sessions/<session_id>/tags", summary="Change the tags", tags=TAGS, security=[callers.SIGN_IN])
def change_tags(session_id: UUID, request: TagsRequest) -> TagList:
    """Adds some and takes some off; answers with those that the interview has then. Capitals do not count."""
    user = callers.user(router.current_event, *MAY[Action.TAG])
    return TagList(tags=api().change_tags(user, session_id, request.add, request.remove))


@router.get("/tags", summary="List the organisation's tags", tags=TAGS, security=[callers.SIGN_IN])
def list_tags() -> TagList:
    """Those that were used on any interview, for completion."""
    return TagList(tags=api().list_tags(callers.user(router.current_event, *MAY[Action.READ])))
