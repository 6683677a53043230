"""How long what is known of an interview is kept, in days from its end on, for each kind of data."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from interview.domain.values import Value
from interview.errors import MalformedRequestError

MIN_DAYS = 7
"""Chunks may arrive that long after the end, and what was not there by then is in no video."""
MAX_DAYS = 3650


class KeptKind(StrEnum):
    """`results` are transcripts, written answers, feedback and scores; `rest` is all there is, the interview itself."""

    RECORDINGS = "recordings"
    RESULTS = "results"
    FLAGS = "flags"
    REST = "rest"


class Retention(Value):
    """Days of each kind. Whatever is kept longest, all of it goes with the rest."""

    recordings: int = 365
    results: int = 730
    flags: int = 365
    rest: int = 730


class KindTimes(Value):
    """A time for each kind, None where there is none."""

    recordings: datetime | None = None
    results: datetime | None = None
    flags: datetime | None = None
    rest: datetime | None = None


DEFAULT_RETENTION = Retention.model_construct()


def shorter(one: Retention, other: Retention) -> Retention:
    """Of each kind the shorter."""
    return Retention(**{kind: min(getattr(one, kind), getattr(other, kind)) for kind in KeptKind})


def require_bounded(retention: Retention, most: Mapping[KeptKind, int]) -> None:
    """Raise MalformedRequestError for what is kept longer than the rest, or than the stage keeps it."""
    for kind in KeptKind:
        if getattr(retention, kind) > retention.rest:
            raise MalformedRequestError(f"{kind} goes with the rest of the interview: keep it for no longer than that.")
        if getattr(retention, kind) > most.get(kind, MAX_DAYS):
            raise MalformedRequestError(f"{kind} is kept for {most[kind]} days at most.")


def erased_at(retention: Retention, ended_at: datetime) -> KindTimes:
    """When each kind goes."""
    return KindTimes(**{kind: ended_at + timedelta(days=getattr(retention, kind)) for kind in KeptKind})
