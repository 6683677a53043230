"""Cursors: opaque, and nothing but what a page gave."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain import cursors
from interview.errors import MalformedRequestError

TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(TIMES, st.uuids())
def test_a_cursor_names_the_position_it_was_made_of(created_at: datetime, session_id: UUID) -> None:
    cursor = cursors.encoded((created_at, session_id))
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert cursors.decoded(cursor) == (created_at, session_id)


@given(st.text(max_size=120))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(MalformedRequestError):
        cursors.decoded(text)


@given(TIMES, st.uuids(), st.data())
def test_a_changed_cursor_is_refused_or_a_position(created_at: datetime, session_id: UUID, data: st.DataObject) -> None:
    cursor = cursors.encoded((created_at, session_id))
    place = data.draw(st.integers(0, len(cursor) - 1))
    changed = cursor[:place] + data.draw(st.characters()) + cursor[place + 1 :]
    try:
        moment, _ = cursors.decoded(changed)
    except MalformedRequestError:
        return
    assert isinstance(moment, datetime)
