"""What a candidate says of themselves of their own accord, when the interview is over: by the categories that New York
City's Local Law 144 takes from the EEO-1 report. Nobody is shown it of one person."""

import hmac
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from interview.domain.values import Value

__all__ = ["STATEMENTS_LAST", "RaceEthnicity", "Sex", "Statement", "expiry_of", "month_of", "statement_id"]

STATEMENTS_LAST = timedelta(days=3 * 366)
"""A bias audit is of the last year, or of the one before."""


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNDISCLOSED = "undisclosed"


class RaceEthnicity(StrEnum):
    HISPANIC_OR_LATINO = "hispanic_or_latino"
    WHITE = "white"
    BLACK_OR_AFRICAN_AMERICAN = "black_or_african_american"
    NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER = "native_hawaiian_or_pacific_islander"
    ASIAN = "asian"
    NATIVE_AMERICAN_OR_ALASKA_NATIVE = "native_american_or_alaska_native"
    TWO_OR_MORE = "two_or_more"
    UNDISCLOSED = "undisclosed"


class Statement(Value):
    """Kept apart from the interview: `id` follows from the interview's by a key, and back by none. Of when it was made
    the month alone is known (`2026-11`)."""

    id: str
    organisation_id: UUID
    template_id: UUID
    month: str
    sex: Sex
    race_ethnicity: RaceEthnicity
    expires_at: datetime


def statement_id(key: bytes, session_id: UUID) -> str:
    return hmac.new(key, session_id.bytes, sha256).hexdigest()


def month_of(moment: datetime) -> str:
    return f"{moment:%Y-%m}"


def expiry_of(moment: datetime) -> datetime:
    """Counted from the month's beginning, so that it says no more of when it was."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0) + STATEMENTS_LAST
