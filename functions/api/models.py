"""Words that several requests share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from interview.domain.sessions.session import LONGEST_LINK

LinkDays = Annotated[int, Field(ge=1, le=LONGEST_LINK.days, description="how many days the link may be used")]


class Request(BaseModel):
    """A body: unknown fields are refused, so that a misspelt one is not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)
