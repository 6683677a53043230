"""Which interviews somebody wants to see, in which order, and where the next page of them begins."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from interview.domain.listing.entries import Certainty, ListedSession, ListedState
from interview.domain.sessions.session import Source
from interview.domain.values import Value
from interview.errors import MalformedRequestError

__all__ = ["DecisionIs", "FlagsAre", "Key", "Order", "Place", "Wanted", "cut", "decoded", "encoded", "place_of"]


class Order(StrEnum):
    """`finished`: newest finished first, then those that are not, newest first. `score`: best first, those without a
    number last. `flags`: most first."""

    FINISHED = "finished"
    NEWEST = "-created"
    OLDEST = "created"
    SCORE = "score"
    NAME = "name"
    FLAGS = "flags"

    @property
    def keys(self) -> Sequence["Key"]:
        """What it goes by, the last of which no two interviews share."""
        return _KEYS[self]


class DecisionIs(StrEnum):
    ADVANCE = "advance"
    HOLD = "hold"
    REJECT = "reject"
    NONE = "none"


class FlagsAre(StrEnum):
    """Whether there are flags that nobody set aside."""

    SOME = "some"
    NONE = "none"


@dataclass(frozen=True)
class Key:
    """A field of an entry."""

    field: str
    is_descending: bool = True


class Wanted(Value):
    """All of which must hold; of several values of one thing any. `terms` begin words of name, address or tags; `since`
    and `until` are of the end of the interview or else of its invitation."""

    terms: tuple[str, ...] = ()
    templates: tuple[UUID, ...] = ()
    states: tuple[ListedState, ...] = ()
    decisions: tuple[DecisionIs, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    reviewers: tuple[UUID, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    flags: FlagsAre | None = None
    score_min: float | None = None
    score_max: float | None = None
    since: datetime | None = None
    until: datetime | None = None


Place = tuple[Any, ...]
"""The values of an order's keys of the last interview of a page."""

MAX_NUMBER = 2**31
"""Of a cursor that somebody made up."""

_ID, _AT = Key("session_id"), Key("at")
_KEYS = {
    Order.FINISHED: (Key("finished"), _AT, _ID),
    Order.NEWEST: (Key("created_at"), _ID),
    Order.OLDEST: (Key("created_at", is_descending=False), Key("session_id", is_descending=False)),
    Order.SCORE: (Key("score"), _AT, _ID),
    Order.NAME: (Key("name", is_descending=False), Key("session_id", is_descending=False)),
    Order.FLAGS: (Key("flags"), _AT, _ID),
}
_TIMES, _IDS = {"at", "created_at"}, {"session_id"}
_KINDS: dict[str, type | tuple[type, ...]] = {"finished": bool, "flags": int, "score": (int, float), "name": str}


def place_of(entry: ListedSession, order: Order) -> Place:
    return tuple(getattr(entry, key.field) for key in order.keys)


def encoded(order: Order, place: Place) -> str:
    """As URL-safe text, opaque to clients."""
    values = [value.isoformat() if isinstance(value, datetime) else value for value in place]
    text = json.dumps([order.value, *values], default=str, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decoded(order: Order, cursor: str) -> Place:
    """Read what `encoded` wrote of this order; raises MalformedRequestError for anything else."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        of, *values = json.loads(text, parse_constant=_refuse)
        place = tuple(_value(key, value) for key, value in zip(order.keys, values, strict=True))
        is_ours = of == order.value and encoded(order, place) == cursor
    except (TypeError, ValueError, OverflowError, RecursionError, binascii.Error) as error:
        raise MalformedRequestError("This is not a cursor of this list.") from error
    if not is_ours:
        raise MalformedRequestError("This is not a cursor of this list.")
    return place


def cut(found: Sequence[ListedSession], limit: int, order: Order) -> tuple[Sequence[ListedSession], str | None]:
    """As that of `domain/cursors.py`, of the list in this order."""
    page = found[:limit]
    return page, encoded(order, place_of(page[-1], order)) if len(found) > limit else None


def _value(key: Key, value: object) -> object:
    if key.field in _TIMES | _IDS:
        if not isinstance(value, str):
            raise TypeError
        return UUID(value) if key.field in _IDS else datetime.fromisoformat(value).astimezone(UTC)
    kind = _KINDS[key.field]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        raise OverflowError
    return value


def _refuse(constant: str) -> None:
    raise ValueError(constant)
