"""Cursors of the list: made by a page of the same order, or refused."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.listing.query import Order, decoded, encoded
from interview.errors import MalformedRequestError
from tests.builders import NOW

PLACES: dict[Order, tuple[Any, ...]] = {
    Order.FINISHED: (True, NOW, uuid4()),
    Order.NEWEST: (NOW, uuid4()),
    Order.OLDEST: (NOW, uuid4()),
    Order.SCORE: (-1.0, NOW, uuid4()),
    Order.NAME: ("müller 王 🦊", uuid4()),
    Order.FLAGS: (3, NOW, uuid4()),
}


def made_up(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("order", Order)
def test_a_place_comes_back_as_it_was(order: Order) -> None:
    assert decoded(order, encoded(order, PLACES[order])) == PLACES[order]
    assert len(PLACES[order]) == len(order.keys)


def test_one_of_another_order_is_refused() -> None:
    with pytest.raises(MalformedRequestError):
        decoded(Order.OLDEST, encoded(Order.NEWEST, PLACES[Order.NEWEST]))


def test_the_longest_name_has_a_cursor_that_is_taken() -> None:
    assert len(encoded(Order.NAME, ("🦊" * 100, UUID(int=0)))) <= 1_000


@pytest.mark.parametrize(
    ("order", "values"),
    [
        (Order.FLAGS, (10**30, NOW.isoformat(), str(UUID(int=1)))),
        (Order.FLAGS, (True, NOW.isoformat(), str(UUID(int=1)))),
        (Order.FLAGS, ("3", NOW.isoformat(), str(UUID(int=1)))),
        (Order.SCORE, (float("nan"), NOW.isoformat(), str(UUID(int=1)))),
        (Order.SCORE, (float("inf"), NOW.isoformat(), str(UUID(int=1)))),
        (Order.SCORE, (None, NOW.isoformat(), str(UUID(int=1)))),
        (Order.NAME, ({"$gt": ""}, str(UUID(int=1)))),
        (Order.NAME, ("\ud800", str(UUID(int=1)))),
        (Order.NEWEST, ("0001-01-01T00:00:00+14:00", str(UUID(int=1)))),
        (Order.NEWEST, (5, str(UUID(int=1)))),
        (Order.NEWEST, (NOW.isoformat(),)),
        (Order.NEWEST, ()),
    ],
)
def test_what_no_page_gave_is_refused(order: Order, values: tuple[object, ...]) -> None:
    with pytest.raises(MalformedRequestError):
        decoded(order, made_up(order.value, *values))


@given(st.sampled_from(Order), st.one_of(st.text(), st.binary().map(lambda b: base64.urlsafe_b64encode(b).decode())))
def test_whatever_is_made_up_is_refused(order: Order, cursor: str) -> None:
    with pytest.raises(MalformedRequestError):
        decoded(order, cursor)
