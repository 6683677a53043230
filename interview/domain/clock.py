"""The time, as MongoDB keeps it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

Clock = Callable[[], datetime]


def to_milliseconds(moment: datetime) -> datetime:
    """Cut to what the database keeps of a time."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def utc_now() -> datetime:
    """The current time in UTC, to the millisecond."""
    return to_milliseconds(datetime.now(UTC))


def _in_utc(moment: datetime) -> datetime:
    try:
        return to_milliseconds(moment.astimezone(UTC))
    except OverflowError:
        raise ValueError("Not a time that can be kept") from None


ClientTime = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A time that a browser sends, in whatever zone, as it is stored and read again: in UTC, to the millisecond."""
