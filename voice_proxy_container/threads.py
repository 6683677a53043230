"""Threads for what blocks: of one kind of work however much, the others do not wait for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

__all__ = ["ADMITTING", "LOOKING_UP", "STORING", "WATCHING", "run_in"]

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

ADMITTING = ThreadPoolExecutor(4, thread_name_prefix="admitting")
LOOKING_UP = ThreadPoolExecutor(4, thread_name_prefix="looking-up")
STORING = ThreadPoolExecutor(4, thread_name_prefix="storing")
WATCHING = ThreadPoolExecutor(1, thread_name_prefix="watching")


async def run_in(
    pool: ThreadPoolExecutor, work: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    """As `asyncio.to_thread`, in a thread of that pool."""
    return await asyncio.get_running_loop().run_in_executor(pool, partial(work, *args, **kwargs))
