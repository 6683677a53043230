"""The vendor's time of many interviews on its way to the database: each second once, whatever fails."""

import asyncio
from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest

from interview.errors import DatabaseUnavailableError
from voice_proxy_container.meter import Meter

ONE, OTHER = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("fails", "stored"),
    [
        (None, [{ONE: 7, OTHER: 2}, {ONE: 1}]),
        (DatabaseUnavailableError("away"), [{ONE: 8, OTHER: 2}]),
        (ValueError("refused"), [{ONE: 1}]),
    ],
)
def test_what_was_used_is_stored_once(fails: Exception | None, stored: list[dict[UUID, int]]) -> None:
    writes: list[dict[UUID, int]] = []
    failing = [fails] if fails else []

    def add(used: Mapping[UUID, int]) -> None:
        if failing:
            raise failing.pop()
        writes.append(dict(used))

    async def count() -> None:
        meter = Meter(add)
        await meter.store()
        for session_id, seconds in ((ONE, 3), (OTHER, 2), (ONE, 4), (OTHER, 0)):
            meter.count(session_id, seconds)
        await meter.store()
        meter.count(ONE, 1)
        await meter.store()
        await meter.store()

    asyncio.run(count())
    assert writes == stored
