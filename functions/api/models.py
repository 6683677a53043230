"""Words that several requests share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from interview.domain.sessions.session import MAX_LINK_TTL

LinkDays = Annotated[int, Field(ge=1, le=MAX_LINK_TTL.days, description="how many days the link may be used")]


class Request(BaseModel):
    """A body: unknown fields are refused, so that a misspelt one is not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)
