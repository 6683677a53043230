"""API keys: made, listed and revoked by admins."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers
from functions.api.models import Cursor, Request, View
from functions.api.service import api
from interview.domain.api_keys import KEY_TTL, MAX_KEY_TTL, ApiKey, Scope
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.text import Name

router = Router()
logger = Logger()

TAGS = ["API keys"]


class KeyRequest(Request):
    name: Name = Field(description="what uses it")
    scopes: tuple[Scope, ...] = Field(min_length=1, max_length=len(Scope))
    expires_in_days: int = Field(default=KEY_TTL.days, ge=1, le=MAX_KEY_TTL.days)


class KeyView(View):
    """`prefix` is how the key begins. It acts for `user_id`, who made it, and ends with their account.
    `last_used_at` is exact to the minute."""

    id: UUID
    user_id: UUID
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class MadeKeyView(View):
    """`secret` is shown this once: send it as `Authorization: Bearer`."""

    key: KeyView
    secret: str


class KeyList(View):
    """Newest first; `next_cursor` is null on the last page."""

    keys: list[KeyView]
    next_cursor: str | None


def key_view(key: ApiKey) -> KeyView:
    return KeyView(**key.model_dump(include=set(KeyView.model_fields)))


@router.post("/api-keys", summary="Make an API key", tags=TAGS, status_code=201, security=[callers.SIGN_IN])
def make_key(request: KeyRequest) -> MadeKeyView:
    """For a program that acts for the caller, in what its scopes open."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_KEYS])
    made = api().make_key(user, request.name, request.scopes, timedelta(days=request.expires_in_days))
    logger.info("api_key_made", keyId=str(made.key.id))
    return MadeKeyView(key=key_view(made.key), secret=made.secret)


@router.get("/api-keys", summary="List the API keys", tags=TAGS, security=[callers.SIGN_IN])
def list_keys(cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=100)] = 50) -> KeyList:
    """All of the organisation, also those that have ended, page by page."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_KEYS])
    page = api().list_keys(user, cursor, limit)
    return KeyList(keys=[key_view(key) for key in page.keys], next_cursor=page.next_cursor)


@router.post("/api-keys/<key_id>/revocation", summary="Revoke an API key", tags=TAGS, security=[callers.SIGN_IN])
def revoke_key(key_id: UUID) -> KeyView:
    """It opens nothing from now on, whoever made it."""
    user = callers.user(router.current_event, *MAY[Action.MANAGE_KEYS])
    key = api().revoke_key(user, key_id)
    logger.info("api_key_revoked", keyId=str(key_id))
    return key_view(key)
