"""However much of one kind of work waits, the others go on."""

import asyncio
from threading import Event

import pytest

from voice_proxy_container.threads import ADMITTING, LOOKING_UP, STORING, run_in

POOLS = {"admitting": ADMITTING, "looking up": LOOKING_UP, "storing": STORING}


@pytest.mark.parametrize("own", POOLS)
def test_no_work_waits_for_another_kind(own: str) -> None:
    over = Event()

    async def beside_the_others() -> str:
        stuck = [
            asyncio.create_task(run_in(pool, over.wait, 30))
            for kind, pool in POOLS.items()
            if kind != own
            for _ in range(20)
        ]
        await asyncio.sleep(0)
        try:
            return await asyncio.wait_for(run_in(POOLS[own], lambda: "done"), 10)
        finally:
            over.set()
            await asyncio.gather(*stuck)

    assert asyncio.run(beside_the_others()) == "done"
