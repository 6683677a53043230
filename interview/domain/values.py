"""What everything is made of that the domain knows."""

from pydantic import BaseModel, ConfigDict

__all__ = ["Value"]


class Value(BaseModel):
    """What cannot change. How it is read and written is worked out when the first one is: a function imports many of
    these and uses a few, and that is most of what importing them takes."""

    model_config = ConfigDict(frozen=True, defer_build=True)
