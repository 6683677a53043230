"""Words that several requests share."""

from typing import Annotated
from urllib.parse import parse_qs
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent
from pydantic import ConfigDict, Field, Secret, SecretStr, StringConstraints

from interview.domain.accounts import MAX_PASSWORD, MIN_PASSWORD
from interview.domain.sessions.session import MAX_LINK_TTL
from interview.domain.values import Value

HIGHEST_INDEX = 999
LinkDays = Annotated[
    int, Field(strict=True, ge=1, le=MAX_LINK_TTL.days, description="how many days the link may be used")
]
EntryId = Annotated[UUID, Field(description="of the caller's making: what is sent again with the same one counts once")]
Password = Annotated[SecretStr, Field(min_length=1, max_length=MAX_PASSWORD)]
SecondFactorCode = Annotated[SecretStr, Field(max_length=50)]
NewPassword = Annotated[
    Secret[Annotated[str, StringConstraints(min_length=MIN_PASSWORD, max_length=MAX_PASSWORD)]],
    Field(json_schema_extra={"format": "password", "writeOnly": True}),
]
QuestionIndex = Annotated[int, Path(ge=0, le=HIGHEST_INDEX)]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before")]


class View(Value):
    """What is answered."""


class Request(Value):
    """A body: unknown fields are refused, so that a misspelt one is not passed over."""

    model_config = ConfigDict(extra="forbid")


def repeated(event: BaseProxyEvent, name: str) -> list[str]:
    """All values of a parameter of the query, which may have commas in them: API Gateway puts several together by
    commas."""
    return parse_qs(event.get("rawQueryString") or "").get(name, [])
